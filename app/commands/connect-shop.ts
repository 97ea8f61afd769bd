import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { markInstalled } from '../store/installations.ts';
import { openReadings, requestBackfill } from '../store/readings.ts';

/** Begins to keep a shop whose token is there: its past is read once, in the background. */
export async function connectShop(shop: Shop, enqueue: Enqueue): Promise<void> {
  await markInstalled(shop);
  await startBackfill(shop, enqueue);
}

/** Reads the shop's past: each kind of data that was not read yet, or whose reading has failed. */
export async function startBackfill(shop: Shop, enqueue: Enqueue): Promise<void> {
  await requestBackfill(shop);
  for (const { id } of await openReadings(shop)) {
    await enqueue('read', { shopId: shop.id, readingId: Number(id) });
  }
}
