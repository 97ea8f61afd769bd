import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { DATA_KINDS, openComparison, openReadings, type DataKind } from '../store/readings.ts';

/**
 * Reads whole kinds of data once more and compares them with what is kept: one bulk query each. A
 * kind that is being read already is left alone.
 *
 * @returns how many comparisons were begun.
 */
export async function compareStore(
  shop: Shop,
  enqueue: Enqueue,
  kinds: readonly DataKind[] = DATA_KINDS,
): Promise<number> {
  let opened = 0;
  for (const kind of kinds) opened += await openComparison(shop, kind);
  for (const { id } of await openReadings(shop)) {
    await enqueue('read', { shopId: shop.id, readingId: Number(id) });
  }
  return opened;
}
