import { Failure, faultOf } from '#app/domain/failure.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { downloadLines } from '#app/shopify/download-lines.ts';
import { bulkOperation, isUnderWay } from '#app/shopify/operations/bulk-operation.ts';
import {
  cancelBulkOperation,
  latestBulkMutations,
  lineResultOf,
  nameOf,
  startBulkTags,
  tagLine,
} from '#app/shopify/operations/bulk-tags.ts';
import { stageUpload } from '#app/shopify/operations/stage-upload.ts';
import { uploadLines } from '#app/shopify/upload-lines.ts';
import type { Shop } from '#app/store/database.ts';
import { mayWriteTags } from '#app/store/shops.ts';
import {
  abandonChunk,
  chunkLines,
  endPhase,
  noteAsked,
  noteBegun,
  noteLines,
  noteNotBegun,
  type Chunk,
  type Ended,
} from '#app/store/tag-chunks.ts';
import type { Context } from '../context.ts';

/** How far a chunk has come in one step. */
export type Step =
  | { kind: 'wait'; lines: number }
  | { kind: 'busy' }
  | { kind: 'next' }
  | { kind: 'closed'; urgent: boolean };

/** What a step needs. */
export interface ChunkContext {
  shop: Shop;
  admin: AdminClient;
  context: Context;
}

/**
 * Takes a chunk one step further from where the database says it is: asks for its operation, or
 * looks how far that is, or settles what has become of it.
 */
export async function stepOf(chunk: Chunk, within: ChunkContext): Promise<Step> {
  const paused = !(await mayWriteTags(within.shop));
  const operation = chunk.operationId ?? (await beginning(chunk, within, paused));
  if (typeof operation !== 'string') return operation;
  const { bulkOperation: now } = await within.admin.run(bulkOperation(operation));
  if (now && isUnderWay(now)) {
    if (paused && now.status !== 'CANCELING')
      await within.admin.run(cancelBulkOperation(operation));
    await noteLines(within.shop, chunk, now.objectCount);
    return { kind: 'wait', lines: Math.max(0, chunk.lines - chunk.linesDone) };
  }
  const ended = await resultOf(chunk, now?.url ?? now?.partialDataUrl ?? null, within);
  const urgent = await endPhase(within.shop, chunk, ended);
  return urgent === null ? { kind: 'next' } : { kind: 'closed', urgent };
}

/**
 * The operation of a phase that none was noted for: one that was begun by a worker that died
 * before it could say so, or a new one.
 */
async function beginning(
  chunk: Chunk,
  within: ChunkContext,
  paused: boolean,
): Promise<string | Step> {
  const { shop, context } = within;
  if (chunk.askedAgo !== null) {
    if (chunk.askedAgo < context.env.TAG_LEASE_SECONDS) return { kind: 'busy' };
    const found = await begunBefore(chunk, within);
    if (found !== null) {
      await noteBegun(shop, chunk.id, found);
      return found;
    }
    await noteNotBegun(shop, chunk.id);
  }
  if (paused) return { kind: 'closed', urgent: await abandonChunk(shop, chunk, null) };
  return begin(chunk, within);
}

async function begunBefore(chunk: Chunk, { admin }: ChunkContext): Promise<string | null> {
  const { bulkOperations } = await admin.run(latestBulkMutations());
  const name = nameOf(chunk.claim, chunk.phase);
  return bulkOperations.edges.find(({ node }) => node.query.includes(name))?.node.id ?? null;
}

async function begin(chunk: Chunk, { shop, admin, context }: ChunkContext): Promise<string | Step> {
  const lines = await chunkLines(shop, chunk);
  if (lines.length === 0) {
    const urgent = await endPhase(shop, chunk, { refused: [], unknown: [] });
    return urgent === null ? { kind: 'next' } : { kind: 'closed', urgent };
  }
  const { stagedUploadsCreate } = await admin.run(
    stageUpload(`${nameOf(chunk.claim, chunk.phase)}.jsonl`),
  );
  const [target] = stagedUploadsCreate.stagedTargets ?? [];
  if (!target) return refused(chunk, shop, stagedUploadsCreate.userErrors);
  const path = await uploadLines(
    context.fetch,
    target,
    lines.map(({ customerId, tags }) => tagLine(customerId, tags)),
  );
  chunk.customers = lines.map(({ customerId }) => customerId);
  await noteAsked(shop, chunk.id, chunk.customers);
  const { bulkOperation: operation, userErrors } = await ask(chunk, path, shop, admin);
  if (operation) {
    await noteBegun(shop, chunk.id, operation.id);
    return operation.id;
  }
  await noteNotBegun(shop, chunk.id);
  const busy = userErrors.some(
    ({ code }) => code === 'OPERATION_IN_PROGRESS' || code === 'LIMIT_REACHED',
  );
  return busy ? { kind: 'busy' } : refused(chunk, shop, userErrors);
}

/** A failure after which Shopify surely has begun nothing leaves no doubt behind. */
async function ask(chunk: Chunk, path: string, shop: Shop, admin: AdminClient) {
  try {
    const answer = await admin.run(startBulkTags(chunk.claim, chunk.phase, path));
    return answer.bulkOperationRunMutation;
  } catch (error) {
    if (error instanceof Failure && error.undone) await noteNotBegun(shop, chunk.id);
    throw error;
  }
}

/** Shopify does not take such operations: calls have to do it, for now. */
async function refused(
  chunk: Chunk,
  shop: Shop,
  errors: readonly { message: string }[],
): Promise<Step> {
  const reason = errors.map(({ message }) => message).join('; ') || 'no place for the file';
  return { kind: 'closed', urgent: await abandonChunk(shop, chunk, reason) };
}

/** Of a line that does not come nobody knows what became of it. */
async function resultOf(
  chunk: Chunk,
  url: string | null,
  { context }: ChunkContext,
): Promise<Ended> {
  const customers = chunk.customers ?? [];
  const unknown = new Set<CustomerId>(customers);
  const refusals = new Map<CustomerId, string>();
  if (url !== null) {
    for await (const lines of resultLines(url, context)) {
      for (const { text } of lines) {
        const line = understood(text, context);
        const customer = line === null ? undefined : customers[line.number];
        if (line === null || customer === undefined) continue;
        unknown.delete(customer);
        if (line.refusal !== null) refusals.set(customer, line.refusal);
      }
    }
  }
  return {
    refused: [...refusals].map(([customerId, reason]) => ({ customerId, reason })),
    unknown: [...unknown],
  };
}

/** A result that is no longer there says nothing. */
async function* resultLines(url: string, { fetch, logger }: Context) {
  try {
    yield* downloadLines(fetch, url, 0);
  } catch (error) {
    if (!(error instanceof Failure) || error.remedy.kind !== 'stop') throw error;
    logger.warn({ err: error }, 'the result of a bulk mutation cannot be read');
  }
}

function understood(text: string, { logger }: Context) {
  try {
    return lineResultOf(text);
  } catch (error) {
    logger.warn({ reason: faultOf(error) }, 'a line of a bulk result is not understood');
    return null;
  }
}
