import { settleDeliveries } from '#app/store/inbox.ts';
import { openReadings } from '#app/store/readings.ts';
import { leave } from '#app/store/shops.ts';
import type { Applier } from './applier.ts';

/** The shop has uninstalled the app. */
export const applyUninstalled: Applier = async (deliveries, { shop }) => {
  for (const { triggeredAt } of deliveries) await leave(shop, triggeredAt ?? new Date());
  await settleDeliveries(
    shop,
    deliveries.map(({ id }) => id),
  );
};

/** A bulk operation has ended: whoever reads it looks at once instead of a little later. */
export const applyBulkFinish: Applier = async (deliveries, { shop, context }) => {
  for (const { id } of await openReadings(shop)) {
    await context.enqueue('read', { shopId: shop.id, readingId: Number(id) });
  }
  await settleDeliveries(
    shop,
    deliveries.map(({ id }) => id),
  );
};
