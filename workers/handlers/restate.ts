import type { CustomerId } from '#app/domain/ids.ts';
import type { Shop } from '#app/store/database.ts';
import {
  endRestating,
  markOutdated,
  restateOrders,
  versionToFollow,
} from '#app/store/restating.ts';
import type { Context } from '../context.ts';

const ORDERS = 2_000;
const CUSTOMERS = 2_000;

/** Brings every order and customer under the newest settings; killed anywhere, it goes on from there. */
export async function restate(shop: Shop, context: Context): Promise<void> {
  for (;;) {
    const version = await versionToFollow(shop);
    if (version === null || !(await walk(shop, context))) return;
    await context.enqueue('recompute', { shopId: shop.id });
    if (await endRestating(shop, version)) return;
  }
}

/** @returns false when this process had to stop before the end. */
async function walk(shop: Shop, { stopping }: Context): Promise<boolean> {
  while (await restateOrders(shop, ORDERS)) if (stopping.aborted) return false;
  let last: CustomerId | null = null;
  do {
    last = await markOutdated(shop, last, CUSTOMERS);
    if (stopping.aborted) return false;
  } while (last !== null);
  return true;
}
