import {
  CAUTIOUS_PACE,
  chunksToOpen,
  customersACall,
  pointsOf,
  urgentReserve,
  type MassWork,
} from '#app/domain/tag-work.ts';
import { CUSTOMERS_A_CALL } from '#app/shopify/operations/write-tags.ts';
import { readBudget } from '#app/store/api-budgets.ts';
import type { Shop } from '#app/store/database.ts';
import { mayWriteTags } from '#app/store/shops.ts';
import { measureBulk, openChunk, type BulkWork } from '#app/store/tag-chunks.ts';
import { measureWaiting } from '#app/store/tag-states.ts';
import type { Context } from '../context.ts';
import { writeByCalls } from '../tagging/calls.ts';

const CALLS_AT_ONCE = 8;
/** After so long the work is looked at anew. */
const ROUND_MS = 2_000;
/** After so long it is other shops' turn. */
const TURN_MS = 5_000;
/** As many as all operations at once can take: beyond that it is just many. */
const COUNTED = 30_000;

/**
 * Writes the tags of all whom nobody waits for, by calls and bulk operations side by side, in the
 * shares with which both end soonest. Urgent writes find points left.
 */
export async function writeMass(shop: Shop, context: Context): Promise<void> {
  const admin = await context.admin(shop);
  const until = performance.now() + TURN_MS;
  while (!context.stopping.aborted && (await mayWriteTags(shop))) {
    if (performance.now() >= until) {
      await context.enqueue('write-mass', { shopId: shop.id });
      return;
    }
    const { work, bulk, keep } = await survey(shop);
    if (work.customers === 0) return;
    if (context.env.BULK_TAGS && !bulk.waiting && !bulk.refused) {
      await openChunks(shop, work, context);
    }
    const size = customersACall(work, CALLS_AT_ONCE, CUSTOMERS_A_CALL);
    const roundEnds = performance.now() + ROUND_MS;
    const { drained, urgent } = await writeByCalls({
      shop,
      admin,
      leaseSeconds: context.env.TAG_LEASE_SECONDS,
      onlyUrgent: false,
      atOnce: CALLS_AT_ONCE,
      size,
      points: pointsOf(work, size),
      keep,
      goOn: () => !context.stopping.aborted && performance.now() < roundEnds,
    });
    if (urgent) await context.enqueue('write-tags', { shopId: shop.id });
    if (drained) return;
  }
}

async function survey(shop: Shop): Promise<{ work: MassWork; bulk: BulkWork; keep: number }> {
  const [waiting, budget, bulk] = await Promise.all([
    measureWaiting(shop, COUNTED),
    readBudget(shop),
    measureBulk(shop),
  ]);
  const keep = urgentReserve(budget.maximumAvailable);
  const work = {
    ...waiting,
    points: budget.currentlyAvailable - keep,
    restoreRate: budget.restoreRate,
    pace: bulk.pace ?? CAUTIOUS_PACE,
    operations: bulk.operations,
    linesLeft: bulk.linesLeft,
  };
  return { work, bulk, keep };
}

async function openChunks(shop: Shop, work: MassWork, context: Context): Promise<void> {
  const sizes = chunksToOpen(work);
  for (const size of sizes) await openChunk(shop, size);
  if (sizes.length > 0) await context.enqueue('write-chunks', { shopId: shop.id });
}
