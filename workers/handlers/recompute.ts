import type { CustomerId } from '#app/domain/ids.ts';
import type { Shop } from '#app/store/database.ts';
import { hasFirings } from '#app/store/flow-firings.ts';
import { hasStale, recomputeNext } from '#app/store/recompute.ts';
import type { Context } from '../context.ts';
import { computingOf } from '../recomputing.ts';

const BATCH = 250;

/**
 * Brings whoever was changed by an order, an event or the merchant up to date: timelines, classes,
 * segments and wanted tags. New settings hold from the next batch on; whole shops are rebuilt beside.
 */
export async function recompute(shop: Shop, context: Context): Promise<void> {
  const turn = { who: 'urgent', after: -1n as CustomerId } as const;
  while (!context.stopping.aborted) {
    const computing = await computingOf(shop, context);
    if (!computing) return;
    const done = await recomputeNext(shop, turn, BATCH, computing);
    if (done.length === 0) break;
    await context.enqueue('write-tags', { shopId: shop.id });
  }
  if (await hasStale(shop)) await context.enqueue('rebuild', { shopId: shop.id });
  if (await hasFirings(shop)) await context.enqueue('fire-flow', { shopId: shop.id });
}
