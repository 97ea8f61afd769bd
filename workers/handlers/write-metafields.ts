import type { Shop } from '#app/store/database.ts';
import { hasPendingMetafields } from '#app/store/metafield-states.ts';
import { currentSettings } from '#app/store/settings.ts';
import { mayWriteTags } from '#app/store/shops.ts';
import type { Context } from '../context.ts';
import { defineMissing, drainMetafields } from '../surfaces/metafields.ts';

const CALLS_AT_ONCE = 2;
/** After so long it is other shops' turn. */
const TURN_MS = 5_000;

/** Brings the metafields of all customers to what their states are; tags have the first claim to points. */
export async function writeMetafields(shop: Shop, context: Context): Promise<void> {
  if (!(await mayWriteTags(shop)) || !(await hasPendingMetafields(shop))) return;
  const until = performance.now() + TURN_MS;
  const writing = {
    shop,
    admin: await context.admin(shop),
    leaseSeconds: context.env.TAG_LEASE_SECONDS,
    goOn: () => !context.stopping.aborted && performance.now() < until,
  };
  const tagging = (await currentSettings(shop))?.settings.tagging;
  if (tagging?.metafields) await defineMissing(writing, tagging.models);
  const lanes = Array.from({ length: CALLS_AT_ONCE }, () => drainMetafields(writing));
  const results = await Promise.allSettled(lanes);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason as Error;
  const drained = results.some((result) => result.status === 'fulfilled' && result.value);
  if (!drained) await context.enqueue('write-metafields', { shopId: shop.id });
}
