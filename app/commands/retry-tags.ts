import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { forgetMetafieldExceptions } from '../store/metafield-states.ts';
import { forgetExceptions } from '../store/tag-states.ts';

/** Tries the tags and metafields again that Shopify did not take. @returns the tags of how many customers. */
export async function retryTags(shop: Shop, enqueue: Enqueue): Promise<number> {
  const customers = await forgetExceptions(shop);
  if (customers > 0) await enqueue('write-tags', { shopId: shop.id });
  if (await forgetMetafieldExceptions(shop)) {
    await enqueue('write-metafields', { shopId: shop.id });
  }
  return customers;
}
