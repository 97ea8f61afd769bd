import type { Day } from '../day.ts';
import type { CountedOrder, History } from '../history.ts';
import { entryOf, highestFirst } from './counts.ts';
import { isIn, type DayRange } from './day-range.ts';
import { YEAR_DAYS } from './life.ts';
import { productsOf } from './order-products.ts';
import { rungsOf, type Rung, type Rungs } from './rungs.ts';
import type { Tally } from './tally.ts';

/** How often the buyers of a product bought it. */
export interface ProductRepeats {
  product: string;
  /** Customers who bought it a 1st, 2nd … nth time; `toNext` of the first is 2回目÷1回目. */
  rungs: Rung[];
  /**
   * Orders after a customer's first one ÷ years since that one, over all buyers; null while no buyer has
   * been seen for a year, the day of the first order included: many who came days ago would make a rate
   * of 0 that only says that it is early.
   */
  repeatsPerYear: number | null;
  /** Whether that reaches the bar. */
  reachesBar: boolean | null;
  /** What is counted, in English. */
  definition: string;
}

const DEFINITION =
  'Counted within the period: n is the nth order with the product in it, whatever was bought before. Repeats a year: orders after a customer’s first in the period ÷ years from that one to the end of the period or the as-of day, over all buyers, once one of them has been seen for 365 days.';

/** Which orders are counted, and how far. */
export interface NthPurchaseOptions {
  period: DayRange;
  asOf: Day;
  /** Only orders of this channel. */
  channel?: string;
  /** The last n shown. */
  top: number;
  /** Repeats a year that a product should have (seed 003 §12: about three). */
  bar: number;
}

interface Counts {
  rungs: Rungs;
  buyers: number;
  repeats: number;
  /** Days from the first purchase to the end of what is seen, over all buyers. */
  days: number;
  /** The longest of these. */
  longest: number;
}

interface Purchases {
  orders: number;
  first: Day;
}

/**
 * 商品ごとのリピート回数 (seed 003 §10): per product, the orders with it that each customer placed in
 * the period. By buyers, highest first.
 */
export function nthPurchase(options: NthPurchaseOptions): Tally<History, ProductRepeats[]> {
  const products = new Map<string, Counts>();
  const { period, asOf, channel, top } = options;
  const lastDay = Math.min(period.to - 1, asOf);
  const isCounted = (order: CountedOrder) =>
    isIn(period, order.day) &&
    order.day <= asOf &&
    (channel === undefined || order.channel === channel);
  return {
    add({ orders }) {
      for (const [product, purchases] of purchasesOf(orders.filter(isCounted))) {
        const counts = entryOf(products, product, () => noCounts(top));
        counts.rungs.add(purchases.orders);
        counts.buyers += 1;
        counts.repeats += purchases.orders - 1;
        const days = lastDay - purchases.first;
        counts.days += days;
        counts.longest = Math.max(counts.longest, days);
      }
    },
    result: () =>
      [...products]
        .sort(
          highestFirst(
            ([, { buyers }]) => buyers,
            ([product]) => product,
          ),
        )
        .map(([product, counts]) => repeatsOf(product, counts, options.bar)),
  };
}

function noCounts(top: number): Counts {
  return { rungs: rungsOf(top), buyers: 0, repeats: 0, days: 0, longest: 0 };
}

function purchasesOf(orders: readonly CountedOrder[]): Map<string, Purchases> {
  const byProduct = new Map<string, Purchases>();
  for (const order of orders) {
    for (const product of productsOf(order)) {
      const seen = byProduct.get(product);
      const first = seen && seen.first < order.day ? seen.first : order.day;
      byProduct.set(product, { orders: (seen?.orders ?? 0) + 1, first });
    }
  }
  return byProduct;
}

function repeatsOf(product: string, counts: Counts, bar: number): ProductRepeats {
  const { rungs, repeats, days, longest } = counts;
  const isEarly = longest + 1 < YEAR_DAYS;
  return {
    product,
    rungs: rungs.rungs(),
    repeatsPerYear: isEarly ? null : (repeats * YEAR_DAYS) / days,
    reachesBar: isEarly ? null : repeats * YEAR_DAYS >= bar * days,
    definition: DEFINITION,
  };
}
