import type { Shop } from '#app/store/database.ts';
import { endRestating, restateOrders, versionToFollow } from '#app/store/restating.ts';
import type { Context } from '../context.ts';

const ORDERS = 2_000;

/** Brings every order under the newest settings; killed anywhere, it goes on from there. */
export async function restate(shop: Shop, context: Context): Promise<void> {
  for (;;) {
    const version = await versionToFollow(shop);
    if (version === null) return;
    while (await restateOrders(shop, ORDERS)) if (context.stopping.aborted) return;
    await context.enqueue('rebuild', { shopId: shop.id });
    if (await endRestating(shop, version)) return;
  }
}
