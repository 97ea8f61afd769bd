import { SEGMENTS_A_CALL } from '#app/shopify/operations/segments.ts';
import type { Shop } from '#app/store/database.ts';
import { currentSettings } from '#app/store/settings.ts';
import { claimSegments, hasPendingSegments } from '#app/store/shopify-segments.ts';
import type { Context } from '../context.ts';
import { reservePoints } from '../surfaces/points.ts';
import { bringSegments } from '../surfaces/segments.ts';

const POINTS = 10 * SEGMENTS_A_CALL;

/** Makes the Shopify segments that were asked for, and has those that are there follow the prefix. */
export async function createSegments(shop: Shop, context: Context): Promise<void> {
  const admin = await context.admin(shop);
  const leaseSeconds = context.env.TAG_LEASE_SECONDS;
  while (!context.stopping.aborted) {
    const prefix = (await currentSettings(shop))?.settings.tagging.prefix;
    if (prefix === undefined || !(await hasPendingSegments(shop, prefix))) return;
    await reservePoints(shop, admin, POINTS);
    const claim = await claimSegments(shop, prefix, SEGMENTS_A_CALL, leaseSeconds);
    const making = { shop, admin, prefix, leaseSeconds, reserved: POINTS };
    await bringSegments(making, claim);
  }
}
