import { numberOf } from '../numbering.ts';
import type { FinishedOperation, PrivacyRequest, ShopRecord } from '../records.ts';
import type { World } from '../world.ts';
import type { Json } from './json-text.ts';
import { fill, sampleOf } from './samples.ts';
import { shopTime } from './shop-time.ts';

export function shopPayload(shop: ShopRecord): Json {
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

export function scopesPayload(
  { previous, current }: { previous: string[]; current: string[] },
  { shop, clock }: World,
): Json {
  return fill(sampleOf('app/scopes_update'), {
    id: numberOf(shop.id),
    shop_id: shop.id,
    previous,
    current,
    updated_at: clock.precise(),
  });
}

export function finishPayload(operation: FinishedOperation, { shop }: World): Json {
  const time = (instant: string) => shopTime(instant, shop.ianaTimezone);
  return fill(sampleOf('bulk_operations/finish'), {
    admin_graphql_api_id: operation.id,
    created_at: time(operation.createdAt),
    completed_at: operation.completedAt && time(operation.completedAt),
    error_code: operation.errorCode?.toLowerCase() ?? null,
    status: operation.status.toLowerCase(),
    type: operation.type.toLowerCase(),
  });
}

export function customerRequestPayload(
  topic: 'customers/data_request' | 'customers/redact',
  { id, customer, orderIds }: PrivacyRequest,
  { shop }: World,
): Json {
  const orders = orderIds.map(numberOf);
  return fill(sampleOf(topic), {
    shop_id: numberOf(shop.id),
    shop_domain: shop.myshopifyDomain,
    customer: { id: numberOf(customer.id), email: customer.email, phone: customer.phone },
    ...(topic === 'customers/data_request'
      ? { orders_requested: orders, data_request: { id: numberOf(id) } }
      : { orders_to_redact: orders }),
  });
}

export function shopRedactPayload({ shop }: World): Json {
  return fill(sampleOf('shop/redact'), {
    shop_id: numberOf(shop.id),
    shop_domain: shop.myshopifyDomain,
  });
}
