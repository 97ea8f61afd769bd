import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import { entryOf, highestFirst } from './counts.ts';
import { ordersByDay } from './order-days.ts';
import { productsOfAll } from './order-products.ts';
import { Histogram } from './histogram.ts';
import { MoneySum } from './money-sum.ts';
import { perHead } from './per-head.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** What the customers who began with a product bought next. */
export interface NextProducts {
  first: string;
  /** Customers whose first order day had it. */
  customers: number;
  /** Of them, who came a second day. */
  cameAgain: Ratio;
  /** Days from the first order day to the second, of those who came again; null for nobody. */
  medianDays: number | null;
  /** What they have bought so far, returns taken off, ÷ customers; minor units. */
  valuePerCustomer: number | null;
  /** Per product of that second day, most buyers first. The first product may be among them. */
  next: NextProduct[];
}

/** A product of the second order day. */
export interface NextProduct {
  product: string;
  /** Its buyers ÷ all who began with the first product. */
  share: Ratio;
  /** Days from the first order day, of these buyers. */
  medianDays: number | null;
}

interface Counts {
  customers: number;
  cameAgain: number;
  days: Histogram;
  value: MoneySum;
  next: Map<string, { buyers: number; days: Histogram }>;
}

/**
 * Next product after a first product, from one order day to the next distinct one. A customer counts
 * once under each product of the first day. Memory grows with the pairs that occur; `firsts` limits it.
 */
export function nextProduct(
  asOf: Day,
  firsts?: Pick<ReadonlySet<string>, 'has'>,
): Tally<History, NextProducts[]> {
  const byFirst = new Map<string, Counts>();
  return {
    add(history) {
      const days = ordersByDay(history, asOf);
      const [first, second] = days.entries();
      if (!first) return;
      const value = valueOf(history, asOf);
      for (const product of productsOfAll(first[1])) {
        if (firsts && !firsts.has(product)) continue;
        const counts = entryOf(byFirst, product, noCounts);
        counts.customers += 1;
        counts.value.add(value);
        if (second) countNext(counts, productsOfAll(second[1]), second[0] - first[0]);
      }
    },
    result: () =>
      [...byFirst]
        .sort(
          highestFirst(
            ([, { customers }]) => customers,
            ([product]) => product,
          ),
        )
        .map(([first, counts]) => nextProductsOf(first, counts)),
  };
}

function noCounts(): Counts {
  return {
    customers: 0,
    cameAgain: 0,
    days: new Histogram(),
    value: new MoneySum(),
    next: new Map(),
  };
}

function valueOf({ orders, returns = [] }: History, asOf: Day): number {
  return [...orders, ...returns].reduce(
    (sum, { day, value }) => (day <= asOf ? sum + value : sum),
    0,
  );
}

function countNext(counts: Counts, products: ReadonlySet<string>, days: number): void {
  counts.cameAgain += 1;
  counts.days.add(days);
  for (const product of products) {
    const next = entryOf(counts.next, product, () => ({ buyers: 0, days: new Histogram() }));
    next.buyers += 1;
    next.days.add(days);
  }
}

function nextProductsOf(
  first: string,
  { customers, cameAgain, days, value, next }: Counts,
): NextProducts {
  return {
    first,
    customers,
    cameAgain: ratioOf(cameAgain, customers),
    medianDays: days.quartiles().median,
    valuePerCustomer: perHead(value.total, customers),
    next: [...next]
      .sort(
        highestFirst(
          ([, { buyers }]) => buyers,
          ([product]) => product,
        ),
      )
      .map(([product, { buyers, days: after }]) => ({
        product,
        share: ratioOf(buyers, customers),
        medianDays: after.quartiles().median,
      })),
  };
}
