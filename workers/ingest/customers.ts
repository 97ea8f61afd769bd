import type { CustomerFacts } from '#app/domain/customer-facts.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { customerNewsOf } from '#app/shopify/webhooks/customer-payloads.ts';
import { markDoubtful, saveCustomers } from '#app/store/customers.ts';
import { deleteCustomers } from '#app/store/gone-customers.ts';
import { settleDeliveries } from '#app/store/inbox.ts';
import { idsOf, understood, type Applier } from './applier.ts';

/** Keeps customers as they are told; who is told of in two ways at once is asked for. */
export const applyCustomers: Applier = async (deliveries, { shop }) => {
  const told = await understood(deliveries, shop, ({ topic, body }) => customerNewsOf(topic, body));
  const facts = told.flatMap(({ news }) => (news.kind === 'facts' ? [news.facts] : []));
  const { contradicted } = await saveCustomers(shop, facts, { asOf: new Date(0) });
  await markDoubtful(shop, [...contradicted, ...disputedOf(facts)]);
  await deleteCustomers(
    shop,
    told.flatMap(({ news }) => (news.kind === 'deleted' ? [news.id] : [])),
  );
  await settleDeliveries(shop, idsOf(told));
};

/** Of whom equally new facts differ. */
function disputedOf(all: readonly CustomerFacts[]): CustomerId[] {
  const byAge = Map.groupBy(all, ({ id, updatedAt }) => `${id} ${updatedAt}`);
  return [...byAge.values()].flatMap(([first, ...others]) =>
    first && others.some((other) => !isSame(first, other)) ? [first.id] : [],
  );
}

function isSame(one: CustomerFacts, other: CustomerFacts): boolean {
  return (['createdAt', 'country', 'region', 'account'] as const).every(
    (name) => one[name] === other[name],
  );
}
