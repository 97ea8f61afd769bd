import { numberOf } from '../numbering.ts';
import type { ShopRecord, StoreEvent, Topic } from '../records.ts';
import type { World } from '../world.ts';
import type { Json } from './json-text.ts';
import { OrderShapes } from './order-shapes.ts';
import { fill, sampleOf } from './samples.ts';

/** What Shopify would send of an event on one of its topics: its own keys, the store's values. */
export function payloadOf(topic: Topic, event: StoreEvent, world: World): Json {
  if ('orderId' in event) return fill(sampleOf(topic), { id: numberOf(event.orderId) });
  if (!('order' in event)) return shopPayload(world.shop);
  const shapes = new OrderShapes(world);
  return topic === 'refunds/create' && event.refund
    ? shapes.refund(event.refund, event.order)
    : shapes.order(event.order, sampleOf(topic));
}

function shopPayload(shop: ShopRecord): Json {
  return fill(sampleOf('app/uninstalled'), {
    id: numberOf(shop.id),
    name: shop.name,
    domain: shop.myshopifyDomain,
    myshopify_domain: shop.myshopifyDomain,
    iana_timezone: shop.ianaTimezone,
    currency: shop.currencyCode,
    enabled_presentment_currencies: [shop.currencyCode],
  });
}
