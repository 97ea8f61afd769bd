import { sum } from './money.ts';
import type { Money } from './records.ts';
import type { World } from './world.ts';

/** A customer's orders as Shopify counts them: all but tests. */
export function orderCountOf(world: World, customerId: string): number {
  return world.ordersOf(customerId).filter(({ test }) => !test).length;
}

/** What a customer has spent. Refunds are not taken off; whether Shopify does is not documented. */
export function amountSpentBy(world: World, customerId: string): Money {
  const paid = world.ordersOf(customerId).filter(({ test, cancelledAt }) => !test && !cancelledAt);
  const amounts = paid.map(({ totalPriceSet }) => totalPriceSet.shopMoney.amount);
  return { amount: sum('0', ...amounts), currencyCode: world.shop.currencyCode };
}
