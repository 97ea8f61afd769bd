import type { AppAccess } from '../access.ts';
import { numberOf } from '../numbering.ts';
import type { CustomerEvent, OrderEvent, StoreEvent, Topic } from '../records.ts';
import type { World } from '../world.ts';
import {
  customerRequestPayload,
  finishPayload,
  scopesPayload,
  shopPayload,
  shopRedactPayload,
} from './app-shapes.ts';
import { customerPayload, mergePayload, tagsPayload } from './customer-shapes.ts';
import { editPayload } from './edit-shape.ts';
import type { Json } from './json-text.ts';
import { OrderShapes } from './order-shapes.ts';
import { productPayload } from './product-shapes.ts';
import { fill, sampleOf } from './samples.ts';

/** What Shopify would send of an event on one of its topics: its own keys, the store's values. */
export function payloadOf(topic: Topic, event: StoreEvent, world: World, access: AppAccess): Json {
  if ('order' in event) return orderNews(topic, event, world);
  if ('customer' in event) return customerNews(topic, event, world, access);
  if ('product' in event) return productPayload(event.product, world);
  if ('merge' in event) return mergePayload(event.merge);
  if ('operation' in event) return finishPayload(event.operation, world);
  if ('request' in event) return customerRequestPayload(event.topics[0], event.request, world);
  if ('current' in event) return scopesPayload(event, world);
  if ('customerId' in event) return customerGone(event.customerId);
  if ('orderId' in event) return fill(sampleOf(topic), { id: numberOf(event.orderId) });
  if ('productId' in event) return fill(sampleOf(topic), { id: numberOf(event.productId) });
  return event.topics[0] === 'shop/redact' ? shopRedactPayload(world) : shopPayload(world.shop);
}

function orderNews(topic: Topic, { order, refund, edit }: OrderEvent, world: World): Json {
  const shapes = new OrderShapes(world);
  if (topic === 'refunds/create' && refund) return shapes.refund(refund, order);
  if (topic === 'orders/edited' && edit) return editPayload(edit, order, world);
  return shapes.order(order, sampleOf(topic));
}

function customerNews(topic: Topic, event: CustomerEvent, world: World, access: AppAccess): Json {
  return topic === 'customer.tags_added' || topic === 'customer.tags_removed'
    ? tagsPayload(topic, event, world)
    : customerPayload(event.customer, world, access);
}

function customerGone(id: string): Json {
  return fill(sampleOf('customers/delete'), { id: numberOf(id), admin_graphql_api_id: id });
}
