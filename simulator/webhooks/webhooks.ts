import { createHmac, randomUUID } from 'node:crypto';
import type { AppAccess } from '../access.ts';
import type { StoreEvent } from '../records.ts';
import type { World } from '../world.ts';
import type { Deliveries } from './deliveries.ts';
import { cutTo } from './include-fields.ts';
import { jsonText } from './json-text.ts';
import { payloadOf } from './payloads.ts';
import { isToldAfterwards, type Subscription, type Subscriptions } from './subscriptions.ts';

interface Options {
  world: World;
  access: AppAccess;
  subscriptions: Subscriptions;
  deliveries: Deliveries;
  apiSecret: string;
  /** An app that was removed hears of that, and of what it has to give out or to forget. */
  installed: () => boolean;
}

/** Tells the app of what happens in the store, signed as Shopify signs. */
export function sendWebhooks(options: Options): void {
  const { world, subscriptions, deliveries, installed } = options;
  world.listen((event) => {
    if (!installed() && !event.topics.some(isToldAfterwards)) return;
    const shared = {
      'x-shopify-event-id': randomUUID(),
      'x-shopify-triggered-at': world.clock.precise(),
    };
    for (const topic of event.topics) {
      for (const subscription of subscriptions.list.filter((one) => one.topic === topic)) {
        const body = bodyOf(subscription, event, options);
        deliveries.send({
          url: subscription.url,
          body,
          headers: { ...headersOf(topic, body, options), ...shared },
        });
      }
    }
  });
}

function bodyOf(
  { topic, includeFields }: Subscription,
  event: StoreEvent,
  { world, access }: Options,
): string {
  const payload = payloadOf(topic, event, world, access);
  return jsonText(includeFields ? cutTo(payload, includeFields) : payload);
}

function headersOf(topic: string, body: string, options: Options): Record<string, string> {
  const { world, subscriptions, apiSecret } = options;
  return {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-hmac-sha256': createHmac('sha256', apiSecret).update(body).digest('base64'),
    'x-shopify-shop-domain': world.shop.myshopifyDomain,
    'x-shopify-api-version': subscriptions.apiVersion,
    'x-shopify-webhook-id': randomUUID(),
  };
}
