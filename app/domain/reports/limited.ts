import type { History } from '../history.ts';
import { entryOf } from './counts.ts';
import { isIn, type DayRange } from './day-range.ts';
import { productsOf } from './order-products.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';
import type { SeasonRow } from './seasons.ts';

/** How much a group buys of limited goods. */
export interface LimitedShare {
  /** Customers with such an order ÷ buyers of the group in the period. */
  customers: Ratio;
  /** Orders with such a product ÷ their orders in the period. */
  orders: Ratio;
}

/** 期間限定商品 by rank (seed 000 §10): of the buyers of a period, who bought one of some products. */
export function limitedByGroup(
  period: DayRange,
  limited: ReadonlySet<string>,
): Tally<SeasonRow, Record<string, LimitedShare>> {
  const groups = new Map<string, Counts>();
  return {
    add({ group, history }) {
      if (group === null) return;
      const [orders, withLimited] = ordersOf(history, period, limited);
      if (orders === 0) return;
      const counts = entryOf(groups, group, noCounts);
      counts.buyers += 1;
      counts.orders += orders;
      counts.limitedOrders += withLimited;
      if (withLimited > 0) counts.limitedBuyers += 1;
    },
    result: () => Object.fromEntries([...groups].map(([group, each]) => [group, shareOf(each)])),
  };
}

type Counts = ReturnType<typeof noCounts>;

function noCounts() {
  return { buyers: 0, limitedBuyers: 0, orders: 0, limitedOrders: 0 };
}

function ordersOf({ orders }: History, period: DayRange, limited: ReadonlySet<string>) {
  const bought = orders.filter(({ day }) => isIn(period, day));
  const hits = bought.filter((order) =>
    [...productsOf(order)].some((product) => limited.has(product)),
  );
  return [bought.length, hits.length] as const;
}

function shareOf({ buyers, limitedBuyers, orders, limitedOrders }: Counts): LimitedShare {
  return {
    customers: ratioOf(limitedBuyers, buyers),
    orders: ratioOf(limitedOrders, orders),
  };
}
