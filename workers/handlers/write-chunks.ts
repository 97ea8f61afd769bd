import { waiting } from '#app/domain/failure.ts';
import { CAUTIOUS_PACE } from '#app/domain/tag-work.ts';
import type { Shop } from '#app/store/database.ts';
import { leaveChunk, measureBulk, openChunks, takeChunk } from '#app/store/tag-chunks.ts';
import { hasWaitingTags } from '#app/store/tag-states.ts';
import type { Context } from '../context.ts';
import { stepOf, type ChunkContext, type Step } from '../tagging/chunk.ts';

const FASTEST_POLL_MS = 250;
const SLOWEST_POLL_MS = 2_000;
/** A chunk stays with a worker that may have died for so many locks of a job. */
const BUSY_IN_LOCKS = 2;

/** Goes on with all bulk operations that write tags of a shop, and comes back until they have ended. */
export async function writeChunks(shop: Shop, context: Context): Promise<void> {
  const within = { shop, context, admin: await context.admin(shop) };
  const chunks = await openChunks(shop);
  const results = await Promise.allSettled(chunks.map((id) => advance(id, within)));
  const steps = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const closed = steps.filter((step) => step.kind === 'closed');
  const failed = results.find((result) => result.status === 'rejected');
  const payload = { shopId: shop.id };
  if (closed.some(({ urgent }) => urgent)) await context.enqueue('write-tags', payload);
  if (await hasWaitingTags(shop)) await context.enqueue('write-mass', payload);
  if (failed) throw failed.reason as Error;
  if (closed.length < chunks.length)
    throw waiting('bulk operations are under way', await pauseOf(shop));
}

/** Takes a chunk as far as it goes without waiting. */
async function advance(id: bigint, within: ChunkContext): Promise<Step> {
  const { shop, context } = within;
  for (;;) {
    const chunk = await takeChunk(shop, id, BUSY_IN_LOCKS * context.env.JOB_LOCK_SECONDS);
    if (!chunk) return { kind: 'busy' };
    try {
      const step = await stepOf(chunk, within);
      if (step.kind !== 'next') return step;
    } finally {
      await leaveChunk(shop, id);
    }
  }
}

/** A tenth of the time that is left by the pace so far: neither busy waiting nor late. */
async function pauseOf(shop: Shop): Promise<number> {
  const { operations, linesLeft, pace } = await measureBulk(shop);
  const { linesPerSecond } = pace ?? CAUTIOUS_PACE;
  const expected = (1000 * linesLeft) / linesPerSecond / Math.max(1, operations);
  return Math.min(SLOWEST_POLL_MS, Math.max(FASTEST_POLL_MS, expected / 10));
}
