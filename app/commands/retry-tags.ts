import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { forgetExceptions } from '../store/tag-states.ts';

/** Tries the tags again that Shopify did not take. @returns of how many customers. */
export async function retryTags(shop: Shop, enqueue: Enqueue): Promise<number> {
  const customers = await forgetExceptions(shop);
  if (customers > 0) await enqueue('write-tags', { shopId: shop.id });
  return customers;
}
