import { shopFacts } from '#app/shopify/operations/shop-facts.ts';
import type { Shop } from '#app/store/database.ts';
import { settleDeliveries } from '#app/store/inbox.ts';
import { openReadings } from '#app/store/readings.ts';
import { leave } from '#app/store/shops.ts';
import { openChunks } from '#app/store/tag-chunks.ts';
import type { Context } from '../context.ts';
import type { Applier } from './applier.ts';

/** The shop has uninstalled the app; told late, it may have come back meanwhile. */
export const applyUninstalled: Applier = async (deliveries, { shop, context }) => {
  if (!(await isLetIn(shop, context))) {
    for (const { triggeredAt } of deliveries) await leave(shop, triggeredAt ?? new Date());
  }
  await settleDeliveries(
    shop,
    deliveries.map(({ id }) => id),
  );
};

/** Whether the token that we hold still opens the shop. */
async function isLetIn(shop: Shop, { admin }: Context): Promise<boolean> {
  try {
    await (await admin(shop)).run(shopFacts());
    return true;
  } catch {
    return false;
  }
}

/** A bulk operation has ended: whoever waits for it looks at once instead of a little later. */
export const applyBulkFinish: Applier = async (deliveries, { shop, context }) => {
  for (const { id } of await openReadings(shop)) {
    await context.enqueue('read', { shopId: shop.id, readingId: Number(id) });
  }
  if ((await openChunks(shop)).length > 0) {
    await context.enqueue('write-chunks', { shopId: shop.id });
  }
  await settleDeliveries(
    shop,
    deliveries.map(({ id }) => id),
  );
};
