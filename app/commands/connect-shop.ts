import type { Enqueue } from '../queues/enqueue.ts';
import { requestBackfill } from '../store/backfills.ts';
import type { Shop } from '../store/database.ts';
import { markInstalled } from '../store/installations.ts';

/** Begins to keep a shop whose token is there: its past is read once, in the background. */
export async function connectShop(shop: Shop, enqueue: Enqueue): Promise<void> {
  await markInstalled(shop);
  await requestBackfill(shop);
  await enqueue('backfill', { shopId: shop.id });
}
