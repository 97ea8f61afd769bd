import { classesOn, type DatedCutoffs } from '#app/domain/customer.ts';
import { calendarOf, type Day } from '#app/domain/day.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { topAmountOf } from '#app/domain/relative/top.ts';
import type { ShopSettings } from '#app/domain/shop-settings.ts';
import {
  currentCutoffs,
  cutoffsToReturn,
  cutoffToFollow,
  followedCutoff,
  isComparisonDue,
  keptClasses,
  markReclassed,
  saveCurrentCutoffs,
  type Kept,
} from '#app/store/cutoffs.ts';
import type { Shop } from '#app/store/database.ts';
import { readBackfill } from '#app/store/readings.ts';
import { currentSettings, type SettingsVersion } from '#app/store/settings.ts';
import { versionToFollow } from '#app/store/restating.ts';
import { readKnownShop } from '#app/store/shops.ts';
import { amountsBefore, missingTopAmounts, saveTopAmount } from '#app/store/top-amounts.ts';
import { newCutoffs } from '../comparing.ts';
import type { Context } from '../context.ts';

const BATCH = 5_000;

/** What the customers of a shop are compared by, and when. */
interface Comparison extends SettingsVersion {
  timezone: string;
  today: Day;
}

/**
 * Compares the customers of a shop with one another: once a month for the amount that makes the top
 * 1 %, and as often as the settings say for the cutoffs of RFM, ranks, deciles and ABC. Only those
 * whose class has changed are recomputed. Orders that are being counted anew are waited for.
 */
export async function compare(shop: Shop, context: Context): Promise<void> {
  const [known, current, backfill] = await Promise.all([
    readKnownShop(shop),
    currentSettings(shop),
    readBackfill(shop),
  ]);
  if (!known || !current || backfill?.status !== 'done') return;
  if ((await versionToFollow(shop)) !== null) {
    await context.enqueue('restate', { shopId: shop.id });
    return;
  }
  const { timezone } = known;
  const today = calendarOf(timezone)(await context.now());
  const comparison = { ...current, timezone, today };
  await fillTopAmounts(shop, comparison, context);
  if (await isComparisonDue(shop, current, today)) await refresh(shop, comparison);
  await followCutoffs(shop, current.settings, context);
  await context.enqueue('rebuild', { shopId: shop.id });
}

async function fillTopAmounts(
  shop: Shop,
  { settings, timezone, today }: Comparison,
  { stopping }: Context,
): Promise<void> {
  const { topShare, topShareWithTies } = settings.vip;
  const share = Math.max(topShare, topShareWithTies);
  for (const month of await missingTopAmounts(shop, timezone, today)) {
    if (stopping.aborted) return;
    const amounts = await amountsBefore(shop, settings.counting, { month, timezone, share });
    await saveTopAmount(shop, { from: month, amount: topAmountOf(amounts, settings) });
  }
}

async function refresh(shop: Shop, comparison: Comparison): Promise<void> {
  const { settings, version: settingsVersion, today } = comparison;
  const earlier = await cutoffsToReturn(shop, settings, today);
  const { customers, ...dated } = earlier ?? (await newCutoffs(shop, comparison));
  await saveCurrentCutoffs(shop, dated, { settingsVersion, customers });
}

/** Has everybody recomputed whose class is another one against the newest cutoffs. */
async function followCutoffs(
  shop: Shop,
  settings: ShopSettings,
  { stopping }: Context,
): Promise<void> {
  const toFollow = await cutoffToFollow(shop);
  const current = await currentCutoffs(shop);
  if (toFollow === null || !current) return;
  let after = -1n as CustomerId;
  while (!stopping.aborted) {
    const kept = await keptClasses(shop, after, BATCH);
    const last = kept.at(-1);
    if (!last) {
      await followedCutoff(shop, toFollow);
      return;
    }
    const changed = kept.filter((customer) => hasChanged(customer, current, settings));
    await markReclassed(
      shop,
      changed.map(({ id }) => id),
    );
    after = last.id;
  }
}

function hasChanged(kept: Kept, current: DatedCutoffs, settings: ShopSettings): boolean {
  const { id, orders, amount, lastDay } = kept;
  const now = classesOn(id, { orders, amount, lastDay }, current, settings);
  if (!now) return kept.rfm !== null;
  return (
    now.scores.r !== kept.r ||
    now.scores.f !== kept.f ||
    now.scores.m !== kept.m ||
    now.segment !== kept.rfm ||
    now.rank !== kept.rank ||
    now.layer !== kept.layer ||
    now.decile !== kept.decile ||
    now.abc !== kept.abc
  );
}
