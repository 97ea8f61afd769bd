import { Tagging } from '../domain/tagging.ts';
import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { currentSettings } from '../store/settings.ts';
import { allowTagging } from '../store/shops.ts';

/** The merchant's word to begin, or to go on after a pause: from now on tags are written. */
export async function startTagging(shop: Shop, enqueue: Enqueue, now: Date): Promise<void> {
  const { prefix } = (await currentSettings(shop))?.settings.tagging ?? Tagging.parse({});
  await allowTagging(shop, prefix, now);
  await enqueue('write-tags', { shopId: shop.id });
}
