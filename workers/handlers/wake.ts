import { EVERY_NIGHT } from '#app/domain/prepared/catalog.ts';
import { calendarOf, type Day } from '#app/domain/day.ts';
import { cutoffToFollow, isComparisonDue } from '#app/store/cutoffs.ts';
import { currentSettings, type SettingsVersion } from '#app/store/settings.ts';
import { hasTopAmount } from '#app/store/top-amounts.ts';
import {
  openDueReadings,
  openReadings,
  openWantedComparisons,
  readBackfill,
} from '#app/store/readings.ts';
import type { Shop } from '#app/store/database.ts';
import { forgetDrafts, openDrafts } from '#app/store/drafts.ts';
import { dropOldFirings, hasFirings } from '#app/store/flow-firings.ts';
import { isLookDue } from '#app/store/flow-near.ts';
import { forgetRuns } from '#app/store/flow-runs.ts';
import { forgetDeliveries, hasPendingDeliveries } from '#app/store/inbox.ts';
import { doubtSample, hasDoubtful } from '#app/store/read-backs.ts';
import { hasStale, hasUrgent } from '#app/store/recompute.ts';
import { askForDueReports, hasAskedReports } from '#app/store/reports.ts';
import { versionToFollow } from '#app/store/restating.ts';
import { allShops, leftShops, mayWriteTags, readKnownShop } from '#app/store/shops.ts';
import { daysBehind } from '#app/store/sweep.ts';
import { openChunks } from '#app/store/tag-chunks.ts';
import { hasPendingMetafields } from '#app/store/metafield-states.ts';
import { hasPendingSegments } from '#app/store/shopify-segments.ts';
import { hasPendingTags } from '#app/store/tag-states.ts';
import { acceptedUploads, forgetUploads } from '#app/store/uploads.ts';
import type { Context } from '../context.ts';
import { monthsAreDue } from '../months/due.ts';

/** How long a repeated delivery is still recognised. */
const KEEP_DELIVERIES_DAYS = 14;
/** What happened longer ago starts no workflow any more. */
const KEEP_FIRINGS_HOURS = 24;
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
  await wakeFlow(shop, context);
  await forgetDeliveries(shop, KEEP_DELIVERIES_DAYS);
  await forgetUploads(shop);
  await forgetDrafts(shop);
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
  for (const id of await openDrafts(shop)) {
    await enqueue('preview', { ...payload, draftId: Number(id) });
  }
  if ((await versionToFollow(shop)) !== null) await enqueue('restate', payload);
  if (await hasDoubtful(shop)) await enqueue('read-back', payload);
  await wakeModels(shop, context);
  if (await monthsAreDue(shop, await context.now())) await enqueue('build-months', payload);
  await wakeReports(shop, context);
  if ((await openChunks(shop)).length > 0) await enqueue('write-chunks', payload);
  if ((await mayWriteTags(shop)) && (await hasPendingTags(shop))) {
    await enqueue('write-tags', payload);
  }
  if ((await mayWriteTags(shop)) && (await hasPendingMetafields(shop))) {
    await enqueue('write-metafields', payload);
  }
}

/** A new day makes the reports anew, once everybody stands where the day puts them. */
async function wakeReports(shop: Shop, { now, enqueue }: Context): Promise<void> {
  const known = await readKnownShop(shop);
  if (!known || (await readBackfill(shop))?.status !== 'done') return;
  if (!(await hasStale(shop))) {
    await askForDueReports(shop, calendarOf(known.timezone)(await now()), EVERY_NIGHT);
  }
  if (await hasAskedReports(shop)) await enqueue('build-reports', { shopId: shop.id });
}

async function wakeFlow(shop: Shop, { enqueue, logger }: Context): Promise<void> {
  await forgetRuns(shop, KEEP_DELIVERIES_DAYS);
  for (const dropped of await dropOldFirings(shop, KEEP_FIRINGS_HOURS)) {
    logger.warn(
      { shopId: shop.id, ...dropped },
      'firings of Flow triggers were too old to be told',
    );
  }
  if (await hasFirings(shop)) await enqueue('fire-flow', { shopId: shop.id });
}

async function wakeModels(shop: Shop, { now, enqueue }: Context): Promise<void> {
  const [known, settings] = await Promise.all([readKnownShop(shop), currentSettings(shop)]);
  if (!known || !settings) return;
  const payload = { shopId: shop.id };
  const today = calendarOf(known.timezone)(await now());
  if (await hasUrgent(shop)) await enqueue('recompute', payload);
  if ((await daysBehind(shop, today)) > 0 || (await isLookDue(shop, today)))
    await enqueue('sweep', payload);
  if (await toBeCompared(shop, settings, today)) await enqueue('compare', payload);
  else if (await hasStale(shop)) await enqueue('rebuild', payload);
  if (await hasPendingSegments(shop, settings.settings.tagging.prefix)) {
    await enqueue('create-segments', payload);
  }
}

async function toBeCompared(shop: Shop, settings: SettingsVersion, today: Day): Promise<boolean> {
  return (
    !(await hasTopAmount(shop, today)) ||
    (await isComparisonDue(shop, settings, today)) ||
    (await cutoffToFollow(shop)) !== null
  );
}
