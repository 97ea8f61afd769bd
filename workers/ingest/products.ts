import { productNewsOf } from '#app/shopify/webhooks/product-payloads.ts';
import { settleDeliveries } from '#app/store/inbox.ts';
import { deleteProducts, saveProducts } from '#app/store/products.ts';
import { idsOf, understood, type Applier } from './applier.ts';

/** Keeps products as they are told. */
export const applyProducts: Applier = async (deliveries, { shop }) => {
  const told = await understood(deliveries, shop, ({ topic, body }) => productNewsOf(topic, body));
  const gone = told.flatMap(({ news }) => (news.kind === 'deleted' ? [news.id] : []));
  await saveProducts(
    shop,
    told.flatMap(({ news }) => (news.kind === 'facts' ? [news.facts] : [])),
    { asked: false },
  );
  await deleteProducts(shop, gone);
  await settleDeliveries(shop, idsOf(told));
};
