import { Scopes } from '#app/shopify/scopes.ts';
import { scopeNewsOf } from '#app/shopify/webhooks/scope-payloads.ts';
import { settleDeliveries } from '#app/store/inbox.ts';
import { saveScope } from '#app/store/offline-tokens.ts';
import { openWantedComparisons, wantComparisons, type DataKind } from '#app/store/readings.ts';
import { idsOf, understood, type Applier } from './applier.ts';

/** What is to be read once more when the app may read more of it. */
const CONCERNED: readonly { scope: string; kinds: readonly DataKind[] }[] = [
  { scope: 'read_all_orders', kinds: ['orders'] },
  { scope: 'read_locations', kinds: ['orders'] },
  { scope: 'read_products', kinds: ['orders', 'products'] },
  { scope: 'read_inventory', kinds: ['products'] },
  { scope: 'read_customers', kinds: ['customers'] },
];

/** The merchant lets the app do other things than before; what it may now read is read. */
export const applyScopes: Applier = async (deliveries, { shop, scopes: known }) => {
  const told = await understood(deliveries, shop, ({ body }) => scopeNewsOf(body));
  const inOrder = told.toSorted((a, b) => timeOf(a.delivery) - timeOf(b.delivery));
  const last = inOrder.at(-1);
  if (last) {
    const current = new Scopes(last.news.current.join(','));
    const before = [known, ...told.map(({ news }) => new Scopes(news.previous.join(',')))];
    const added = CONCERNED.filter(
      ({ scope }) => current.has(scope) && before.some((granted) => !granted.has(scope)),
    );
    await saveScope(shop, last.news.current.join(','));
    await wantComparisons(shop, [...new Set(added.flatMap(({ kinds }) => kinds))]);
    await openWantedComparisons(shop);
  }
  await settleDeliveries(shop, idsOf(told));
};

function timeOf({ triggeredAt }: { triggeredAt: Date | null }): number {
  return triggeredAt?.getTime() ?? 0;
}
