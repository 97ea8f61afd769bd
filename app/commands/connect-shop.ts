import type { Enqueue } from '../queues/enqueue.ts';
import { requestBackfill } from '../store/backfills.ts';
import type { Shop } from '../store/database.ts';
import { welcome } from '../store/shops.ts';

/** Begins to keep a shop whose token is there: its past is read once, in the background. */
export async function connectShop(shop: Shop, enqueue: Enqueue): Promise<void> {
  await welcome(shop);
  await requestBackfill(shop);
  await enqueue('backfill', { shopId: shop.id });
}
