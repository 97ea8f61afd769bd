import { applyBulkFinish, applyUninstalled } from './app.ts';
import type { Applier } from './applier.ts';
import { applyCustomers } from './customers.ts';
import { applyMerges } from './merges.ts';
import { applyOrders } from './orders.ts';
import { applyDataRequests, applyRedact, applyShopRedact } from './privacy.ts';
import { applyProducts } from './products.ts';
import { applyScopes } from './scopes.ts';
import { applyTags } from './tags.ts';

/** Topics that are applied together, and how. */
const FAMILIES: readonly { topics: readonly string[]; apply: Applier }[] = [
  {
    topics: [
      'orders/create',
      'orders/updated',
      'orders/cancelled',
      'orders/delete',
      'refunds/create',
    ],
    apply: applyOrders,
  },
  { topics: ['customers/create', 'customers/update', 'customers/delete'], apply: applyCustomers },
  { topics: ['customers/merge'], apply: applyMerges },
  { topics: ['customer.tags_added', 'customer.tags_removed'], apply: applyTags },
  { topics: ['products/create', 'products/update', 'products/delete'], apply: applyProducts },
  { topics: ['bulk_operations/finish'], apply: applyBulkFinish },
  { topics: ['app/uninstalled'], apply: applyUninstalled },
  { topics: ['app/scopes_update'], apply: applyScopes },
  { topics: ['customers/data_request'], apply: applyDataRequests },
  { topics: ['customers/redact'], apply: applyRedact },
  { topics: ['shop/redact'], apply: applyShopRedact },
];

/** What a shop that has left may still ask; nothing of it is asked of Shopify. */
export const PRIVACY_TOPICS: readonly string[] = [
  'customers/data_request',
  'customers/redact',
  'shop/redact',
];

/** What can be applied before the shop has told its currency. */
export const TOPICS_WITHOUT_MONEY: readonly string[] = [...PRIVACY_TOPICS, 'app/uninstalled'];

/** How deliveries of a topic are applied; undefined for a topic that nobody knows. */
export function applierOf(topic: string): Applier | undefined {
  return FAMILIES.find(({ topics }) => topics.includes(topic))?.apply;
}
