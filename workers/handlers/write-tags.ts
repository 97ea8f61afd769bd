import type { Shop } from '#app/store/database.ts';
import { hasPendingMetafields } from '#app/store/metafield-states.ts';
import { mayWriteTags } from '#app/store/shops.ts';
import { hasWaitingTags } from '#app/store/tag-states.ts';
import type { Context } from '../context.ts';
import { writeByCalls } from '../tagging/calls.ts';

const CALLS_AT_ONCE = 4;
/** Small calls: who comes next waits for the points of few. */
const CUSTOMERS_A_CALL = 10;
/** After so long it is other shops' turn. */
const TURN_MS = 5_000;

/** Writes the tags that somebody's deed has changed, at once; all others are mass work. */
export async function writeTags(shop: Shop, context: Context): Promise<void> {
  if (!(await mayWriteTags(shop))) return;
  const until = performance.now() + TURN_MS;
  const { drained } = await writeByCalls({
    shop,
    admin: await context.admin(shop),
    leaseSeconds: context.env.TAG_LEASE_SECONDS,
    onlyUrgent: true,
    atOnce: CALLS_AT_ONCE,
    size: CUSTOMERS_A_CALL,
    points: 0,
    keep: 0,
    goOn: () => !context.stopping.aborted && performance.now() < until,
  });
  if (!drained) await context.enqueue('write-tags', { shopId: shop.id });
  if (await hasWaitingTags(shop)) await context.enqueue('write-mass', { shopId: shop.id });
  if (await hasPendingMetafields(shop)) {
    await context.enqueue('write-metafields', { shopId: shop.id });
  }
}
