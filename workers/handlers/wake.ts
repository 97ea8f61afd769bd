import { calendarOf } from '#app/domain/day.ts';
import {
  openDueReadings,
  openReadings,
  openWantedComparisons,
  readBackfill,
} from '#app/store/readings.ts';
import type { Shop } from '#app/store/database.ts';
import { forgetDeliveries, hasPendingDeliveries } from '#app/store/inbox.ts';
import { doubtSample, hasDoubtful } from '#app/store/read-backs.ts';
import { hasStale } from '#app/store/recompute.ts';
import { versionToFollow } from '#app/store/restating.ts';
import { allShops, leftShops, readKnownShop, readShop } from '#app/store/shops.ts';
import { hasDue } from '#app/store/sweep.ts';
import { hasPendingTags } from '#app/store/tag-states.ts';
import { acceptedUploads, forgetUploads } from '#app/store/uploads.ts';
import type { Context } from '../context.ts';

/** How long a repeated delivery is still recognised. */
const KEEP_DELIVERIES_DAYS = 14;
/** Customers whose tags are looked at in Shopify with every look at what changed. */
const SAMPLE = 100;

/** Looks for work that nobody is doing: after a crash, a lost queue or a job that gave up. */
export async function wake(context: Context): Promise<void> {
  for (const shop of await allShops(context.db)) {
    await wakeShop(shop, context).catch((error: unknown) => {
      context.logger.error({ err: error, shopId: shop.id }, 'a shop could not be woken');
    });
  }
  for (const shop of await leftShops(context.db)) await wakeLeftShop(shop, context);
}

/** Privacy requests of a shop come after it has left. */
async function wakeLeftShop(shop: Shop, { enqueue }: Context): Promise<void> {
  await forgetDeliveries(shop, KEEP_DELIVERIES_DAYS);
  if (await hasPendingDeliveries(shop)) await enqueue('ingest', { shopId: shop.id });
}

async function wakeShop(shop: Shop, context: Context): Promise<void> {
  const { enqueue } = context;
  const payload = { shopId: shop.id };
  await forgetDeliveries(shop, KEEP_DELIVERIES_DAYS);
  await forgetUploads(shop);
  if (await hasPendingDeliveries(shop)) await enqueue('ingest', payload);
  const backfill = await readBackfill(shop);
  if (backfill?.status === 'done') {
    await openWantedComparisons(shop);
    const opened = await openDueReadings(shop, await context.now());
    if (opened > 0) await doubtSample(shop, SAMPLE);
  }
  for (const { id } of await openReadings(shop)) {
    await enqueue('read', { ...payload, readingId: Number(id) });
  }
  if (backfill?.status !== 'done') return;
  for (const id of await acceptedUploads(shop)) {
    await enqueue('import', { ...payload, uploadId: Number(id) });
  }
  if ((await versionToFollow(shop)) !== null) await enqueue('restate', payload);
  if (await hasDoubtful(shop)) await enqueue('read-back', payload);
  if (await isDue(shop, context)) await enqueue('sweep', payload);
  else if (await hasStale(shop)) await enqueue('recompute', payload);
  const { taggingStartedAt } = await readShop(shop);
  if (taggingStartedAt && (await hasPendingTags(shop))) await enqueue('write-tags', payload);
}

async function isDue(shop: Shop, { now }: Context): Promise<boolean> {
  const known = await readKnownShop(shop);
  return known !== null && hasDue(shop, calendarOf(known.timezone)(await now()));
}
