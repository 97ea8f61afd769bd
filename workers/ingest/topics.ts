import { applyBulkFinish, applyUninstalled } from './app.ts';
import type { Applier } from './applier.ts';
import { applyOrders } from './orders.ts';
import { applyProducts } from './products.ts';
import { applyScopes } from './scopes.ts';

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
  { topics: ['products/create', 'products/update', 'products/delete'], apply: applyProducts },
  { topics: ['bulk_operations/finish'], apply: applyBulkFinish },
  { topics: ['app/uninstalled'], apply: applyUninstalled },
  { topics: ['app/scopes_update'], apply: applyScopes },
];

/** How deliveries of a topic are applied; undefined for a topic that nobody knows. */
export function applierOf(topic: string): Applier | undefined {
  return FAMILIES.find(({ topics }) => topics.includes(topic))?.apply;
}
