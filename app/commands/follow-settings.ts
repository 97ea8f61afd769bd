import { isDeepStrictEqual } from 'node:util';
import type { ShopSettings } from '../domain/shop-settings.ts';
import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { openReadings, openWantedComparisons, wantComparisons } from '../store/readings.ts';
import { wantRespectedAgain } from '../store/wanted-tags.ts';

/** Has everything brought under settings that were just saved. */
export async function followSettings(
  shop: Shop,
  enqueue: Enqueue,
  before: ShopSettings,
  after: ShopSettings,
): Promise<void> {
  if (!isDeepStrictEqual(before.sources, after.sources)) await readForSources(shop, enqueue);
  if (after.tagging.whenRemoved === 'repair') await wantRespectedAgain(shop);
  await enqueue('restate', { shopId: shop.id });
}

/** All customers are read again for the tags and metafields that stand for events. */
export async function readForSources(shop: Shop, enqueue: Enqueue): Promise<void> {
  await wantComparisons(shop, ['customers']);
  await openWantedComparisons(shop);
  for (const { id } of await openReadings(shop)) {
    await enqueue('read', { shopId: shop.id, readingId: Number(id) });
  }
}
