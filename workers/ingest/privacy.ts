import { dataRequestOf, redactRequestOf } from '#app/shopify/webhooks/privacy-payloads.ts';
import { keepDataRequest } from '#app/store/data-requests.ts';
import { eraseCustomers, eraseShop } from '#app/store/erasures.ts';
import { settleDeliveries } from '#app/store/inbox.ts';
import { leave } from '#app/store/shops.ts';
import { idsOf, understood, type Applier } from './applier.ts';

/** Keeps what customers ask until a person answers. */
export const applyDataRequests: Applier = async (deliveries, { shop }) => {
  const told = await understood(deliveries, shop, ({ body }) => dataRequestOf(body));
  for (const { delivery, news } of told) {
    await keepDataRequest(shop, {
      id: news.id,
      customerId: news.customerId,
      orderIds: news.orders,
      requestedAt: delivery.triggeredAt ?? new Date(),
    });
  }
  await settleDeliveries(shop, idsOf(told));
};

/** Forgets customers, last of all what the request itself says of them. */
export const applyRedact: Applier = async (deliveries, { shop }) => {
  const told = await understood(deliveries, shop, ({ body }) => redactRequestOf(body));
  for (const { delivery, news } of told) {
    const { customerId, orders, contacts } = news;
    await eraseCustomers(shop, {
      customers: customerId === null ? [] : [customerId],
      orders,
      contacts,
    });
    await settleDeliveries(shop, [delivery.id]);
  }
};

/** Forgets the shop; no delivery is left to be settled. */
export const applyShopRedact: Applier = async (_, { shop }) => {
  await leave(shop, new Date());
  await eraseShop(shop);
};
