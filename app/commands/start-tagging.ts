import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { allowTagging } from '../store/shops.ts';

/** The merchant's word to begin: from now on tags are written. */
export async function startTagging(shop: Shop, enqueue: Enqueue, now: Date): Promise<void> {
  await allowTagging(shop, now);
  await enqueue('write-tags', { shopId: shop.id });
}
