import { Counting } from '../domain/counting.ts';
import { FactSources } from '../domain/fact-sources.ts';
import type { CustomerId } from '../domain/ids.ts';
import { counts } from '../domain/order.ts';
import type { Enqueue } from '../queues/enqueue.ts';
import { setOptedOut } from '../store/customers.ts';
import type { Shop } from '../store/database.ts';
import { countOwners, countTagged, ordersAlike } from '../store/restating.ts';
import { saveSettings } from '../store/settings.ts';
import { readForSources } from './follow-settings.ts';

/** What would become different with other rules of what counts. */
export interface CountingPreview {
  /** Orders that would begin or cease to count. */
  orders: number;
  /** Whose orders those are. */
  customers: number;
  /** What would be added to the amount of all counted orders, minor units; below 0 it falls. */
  amount: number;
  /** Customers who would have no segments, since they have one of the tags. */
  leftOut: number;
}

/** Says what a change of what counts would do; nothing is changed. */
export async function previewCounting(shop: Shop, counting: Counting): Promise<CountingPreview> {
  const groups = await ordersAlike(shop);
  const changing = groups.filter((group) => counts(group, counting) !== group.counted);
  return {
    orders: changing.reduce((sum, { orders }) => sum + orders, 0),
    amount: changing.reduce((sum, { amount, counted }) => sum + (counted ? -amount : amount), 0),
    customers: await countOwners(shop, changing),
    leftOut: await countTagged(shop, counting.leaveOutCustomerTags),
  };
}

/**
 * Changes what counts, past included; the recounting follows in the background.
 *
 * @param by who changes it.
 * @returns the version of the settings; null while the shop has none yet.
 * @throws ZodError for rules that are none.
 */
export async function saveCounting(
  shop: Shop,
  enqueue: Enqueue,
  counting: Counting,
  by: string | null,
): Promise<number | null> {
  const version = await saveSettings(shop, { counting: Counting.parse(counting) }, by);
  if (version !== null) await enqueue('restate', { shopId: shop.id });
  return version;
}

/**
 * Changes which tags and metafields stand for events; all customers are read again for them.
 *
 * @param by who changes it.
 * @returns the version of the settings; null while the shop has none yet.
 * @throws ZodError for sources that are none.
 */
export async function saveSources(
  shop: Shop,
  enqueue: Enqueue,
  sources: FactSources,
  by: string | null,
): Promise<number | null> {
  const version = await saveSettings(shop, { sources: FactSources.parse(sources) }, by);
  if (version === null) return null;
  await readForSources(shop, enqueue);
  await enqueue('restate', { shopId: shop.id });
  return version;
}

/** Takes a customer's segments away, or gives them back. @returns false for an unknown customer. */
export async function optOut(
  shop: Shop,
  enqueue: Enqueue,
  customerId: CustomerId,
  out: boolean,
): Promise<boolean> {
  const known = await setOptedOut(shop, customerId, out);
  if (known) await enqueue('recompute', { shopId: shop.id });
  return known;
}
