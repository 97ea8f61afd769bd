import { Failure, faultOf, final, retryable, waiting } from '#app/domain/failure.ts';
import { moneyReader } from '#app/domain/money.ts';
import { defaultSettings } from '#app/domain/settings.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { downloadLines, type ResultLine } from '#app/shopify/download-lines.ts';
import { identityKeys } from '#app/shopify/identity-keys.ts';
import {
  bulkOperation,
  isUnderWay,
  type BulkOperation,
} from '#app/shopify/operations/bulk-operation.ts';
import { levelOf, protectedDataProbe } from '#app/shopify/operations/protected-data.ts';
import { rfmGroupProbe } from '#app/shopify/operations/rfm-group-probe.ts';
import { shopFacts } from '#app/shopify/operations/shop-facts.ts';
import { startBulkQuery } from '#app/shopify/operations/start-bulk-query.ts';
import { Scopes } from '#app/shopify/scopes.ts';
import type { Shop } from '#app/store/database.ts';
import { readOfflineToken } from '#app/store/offline-tokens.ts';
import { orderTotals } from '#app/store/orders.ts';
import {
  closeReading,
  noteProgress,
  readBackfill,
  readReading,
  updateReading,
  type Reading,
} from '#app/store/readings.ts';
import { currentSettings, saveFirstSettings } from '#app/store/settings.ts';
import { readKnownShop, saveShopFacts } from '#app/store/shops.ts';
import type { Context } from '../context.ts';
import { READING_KINDS } from '../reading/kinds.ts';
import type { ReadingContext, Sink } from '../reading/sink.ts';

const BATCH = 1_000;
/** A result that ended badly is asked for again so many times. */
const MAX_RESTARTS = 5;
const FIRST_POLL_MS = 250;
const SLOWEST_POLL_MS = 10_000;

/**
 * Goes on with one reading from where the database says it is: asks for a bulk query, waits for it,
 * reads its result line by line. Killed anywhere, the operation is found again and the result is
 * read on from the last stored record.
 */
export async function read(shop: Shop, readingId: bigint, context: Context): Promise<void> {
  const reading = await readReading(shop, readingId);
  if (!reading || reading.status === 'done' || reading.status === 'failed') return;
  const reader = await openReader(shop, reading, context);
  const operation = await runningOperation(reader);
  if (!operation) return;
  const { url } = await resultOf(reader, operation);
  const sink = READING_KINDS[reading.kind].sink(reader);
  if (url !== null && !(await readResult(reader, sink, url, context))) return;
  await noteProgress(shop, readingId, await sink.finish());
  await closeReading(shop, readingId, { status: 'done' });
  await follow(reader);
}

async function openReader(shop: Shop, reading: Reading, context: Context): Promise<ReadingContext> {
  const admin = await context.admin(shop);
  if (reading.operationId === null) await learnShop(shop, admin);
  const [known, token, current] = await Promise.all([
    readKnownShop(shop),
    readOfflineToken(shop),
    currentSettings(shop),
  ]);
  if (!known) throw retryable('the shop has not told its calendar and currency yet');
  return {
    shop,
    reading,
    admin,
    scopes: new Scopes(token?.scope ?? ''),
    protectedData: known.protectedData ?? 0,
    seesRfmGroups: await seesRfmGroups(reading, admin),
    identityOf: identityKeys(context.env.ENCRYPTION_KEY, known.domain),
    ownPrefixes: known.ownPrefixes,
    settings: current?.settings ?? null,
    money: moneyReader(known.currency),
    now: await context.now(),
    enqueue: context.enqueue,
  };
}

/** Whether a bulk query may ask for Shopify's own RFM groups; the customers are read without them too. */
async function seesRfmGroups({ kind, operationId }: Reading, admin: AdminClient): Promise<boolean> {
  if (kind !== 'customers' || operationId !== null) return false;
  try {
    await admin.run(rfmGroupProbe());
    return true;
  } catch (error) {
    if (error instanceof Failure && error.remedy.kind === 'stop') return false;
    throw error;
  }
}

async function learnShop(shop: Shop, admin: AdminClient): Promise<void> {
  const facts = await admin.run(shopFacts());
  await saveShopFacts(shop, {
    name: facts.shop.name,
    timezone: facts.shop.ianaTimezone,
    currency: facts.shop.currencyCode,
    protectedData: levelOf(await admin.run(protectedDataProbe())),
  });
}

/** The reading's bulk operation, begun if there is none; null when the app may not read this. */
async function runningOperation(reader: ReadingContext): Promise<string | null> {
  const { shop, reading, admin, now } = reader;
  if (reading.operationId !== null) return reading.operationId;
  const kind = READING_KINDS[reading.kind];
  const query = kind.query(reader);
  if (query === null) {
    await closeReading(shop, reading.id, { status: 'done', reason: 'scope' });
    await follow(reader);
    return null;
  }
  await kind.forget?.(reader);
  const { bulkOperationRunQuery } = await admin.run(startBulkQuery(query));
  const { bulkOperation: operation, userErrors } = bulkOperationRunQuery;
  const refusal = userErrors.map(({ message }) => message).join('; ');
  const busy = userErrors.some(
    ({ code }) => code === 'OPERATION_IN_PROGRESS' || code === 'LIMIT_REACHED',
  );
  if (busy) throw waiting(`the bulk query has to wait: ${refusal}`, SLOWEST_POLL_MS);
  if (!operation) return giveUp(reader, `Shopify refused the bulk query: ${refusal}`);
  reading.beganAt = new Date(now);
  await updateReading(shop, reading.id, {
    status: 'running',
    operationId: operation.id,
    beganAt: reading.beganAt,
  });
  return operation.id;
}

/** Where the result lies once the operation is complete. @throws Failure: look again later. */
async function resultOf(reader: ReadingContext, id: string): Promise<{ url: string | null }> {
  const { shop, reading, admin } = reader;
  const { bulkOperation: operation } = await admin.run(bulkOperation(id));
  if (!operation) return startAgain(reader, 'Shopify no longer knows the bulk query');
  const { status, objectCount: rows, url } = operation;
  if (isUnderWay(operation)) {
    await updateReading(shop, reading.id, { rowsExpected: rows });
    throw waiting(`the bulk query is ${status}`, pauseOf(reading));
  }
  if (status !== 'COMPLETED') return endedBadly(reader, operation);
  if (url === null && rows > 0) return startAgain(reader, 'the bulk query left no result');
  await updateReading(shop, reading.id, {
    status: 'reading',
    rowsExpected: rows,
    readingSince: reading.readingSince ?? new Date(),
  });
  reading.rowsExpected = rows;
  return { url };
}

function endedBadly(reader: ReadingContext, { status, errorCode }: BulkOperation): Promise<never> {
  if (errorCode === 'ACCESS_DENIED') {
    const { kind } = reader.reading;
    return giveUp(reader, `Shopify denied access to the ${kind}: is read_${kind} granted?`);
  }
  return startAgain(reader, `the bulk query ended as ${status} ${errorCode ?? ''}`);
}

/** The longer it takes, the less often it is asked about. */
function pauseOf({ askedAt }: Reading): number {
  const elapsed = Date.now() - askedAt.getTime();
  return Math.min(SLOWEST_POLL_MS, Math.max(FIRST_POLL_MS, elapsed / 10));
}

/** One batch is stored while the next one is read; false when this process had to stop before the end. */
async function readResult(
  reader: ReadingContext,
  sink: Sink,
  url: string,
  context: Context,
): Promise<boolean> {
  const { shop, reading } = reader;
  let lines = reading.rowsRead;
  let place = { end: Number(reading.bytesRead), lines };
  let safe = place;
  let saving = Promise.resolve();
  const save = async (last: boolean, upTo: typeof place) => {
    const { mended } = await sink.save(last);
    await updateReading(shop, reading.id, { rowsRead: upTo.lines, bytesRead: BigInt(upTo.end) });
    await noteProgress(shop, reading.id, { mended, removed: 0 });
  };
  for await (const portion of portionsOf(reader, context, url)) {
    for (const { text, end } of portion) {
      const begins = taken(sink, text);
      if (begins instanceof Error) return notUnderstood(reader, begins);
      if (begins) safe = place;
      lines += 1;
      place = { end, lines };
      if (sink.size < BATCH) continue;
      await saving;
      if (context.stopping.aborted) return false;
      saving = save(false, safe);
      saving.catch(() => undefined);
    }
  }
  await saving;
  if (lines < (reading.rowsExpected ?? 0)) {
    const short = `${lines} lines came, ${reading.rowsExpected} were promised`;
    if (safe.end === Number(reading.bytesRead)) return startAgain(reader, short);
    await save(false, safe);
    throw retryable(short);
  }
  await save(true, place);
  return true;
}

/** Whether a record begins with a line, or why the line is not understood. */
function taken(sink: Sink, line: string): boolean | Error {
  try {
    return sink.take(line);
  } catch (error) {
    const message = `a line of the bulk result is not understood: ${faultOf(error)}`;
    return new Error(message, { cause: error });
  }
}

/** A line that is cut off comes whole the next time; one of another shape does not become better. */
function notUnderstood(reader: ReadingContext, { message, cause }: Error): Promise<never> {
  return cause instanceof SyntaxError ? startAgain(reader, message) : giveUp(reader, message);
}

/** A result that is no longer there (Shopify keeps it seven days) is asked for again. */
async function* portionsOf(
  reader: ReadingContext,
  context: Context,
  url: string,
): AsyncGenerator<ResultLine[]> {
  try {
    yield* downloadLines(context.fetch, url, Number(reader.reading.bytesRead));
  } catch (error) {
    if (!(error instanceof Failure) || error.remedy.kind !== 'stop') throw error;
    await startAgain(reader, error.message);
  }
}

/** Once all kinds of data are in, customers can be placed; later only what changed is. */
async function follow({ shop, enqueue }: ReadingContext): Promise<void> {
  if ((await readBackfill(shop))?.status !== 'done') return;
  const known = await readKnownShop(shop);
  if (!known) return;
  if (!(await currentSettings(shop))) {
    await saveFirstSettings(shop, defaultSettings(known.currency, await orderTotals(shop)));
  }
  await enqueue('recompute', { shopId: shop.id });
  await enqueue('compare', { shopId: shop.id });
}

/** Asks for the whole result anew, but not for ever. */
async function startAgain({ shop, reading }: ReadingContext, reason: string): Promise<never> {
  if (reading.restarts >= MAX_RESTARTS) {
    await closeReading(shop, reading.id, { status: 'failed', reason });
    throw final(reason);
  }
  await updateReading(shop, reading.id, {
    status: 'waiting',
    operationId: null,
    rowsExpected: null,
    rowsRead: 0,
    bytesRead: 0n,
    readingSince: null,
    restarts: reading.restarts + 1,
    reason,
  });
  throw retryable(reason);
}

async function giveUp({ shop, reading }: ReadingContext, reason: string): Promise<never> {
  await closeReading(shop, reading.id, { status: 'failed', reason });
  throw final(reason);
}
