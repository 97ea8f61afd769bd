import { mergeNewsOf } from '#app/shopify/webhooks/customer-payloads.ts';
import { settleDeliveries } from '#app/store/inbox.ts';
import { mergeCustomers } from '#app/store/merges.ts';
import { idsOf, understood, type Applier } from './applier.ts';

/** Makes one person of two where the store did. */
export const applyMerges: Applier = async (deliveries, { shop }) => {
  const told = await understood(deliveries, shop, ({ body }) => mergeNewsOf(body));
  for (const { news } of told) if (news) await mergeCustomers(shop, news);
  await settleDeliveries(shop, idsOf(told));
};
