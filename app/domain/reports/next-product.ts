import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import { countUp, entryOf, highestFirst } from './counts.ts';
import { ordersByDay } from './order-days.ts';
import { productsOfAll } from './order-products.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** What the customers who began with a product bought next. */
export interface NextProducts {
  first: string;
  /** Customers whose first order day had it. */
  customers: number;
  /** Of them, who came a second day. */
  cameAgain: Ratio;
  /** Per product of that second day: its buyers ÷ customers; most first. The first product may be among them. */
  next: { product: string; share: Ratio }[];
}

interface Counts {
  customers: number;
  cameAgain: number;
  next: Map<string, number>;
}

/**
 * Next product after a first product, from one order day to the next distinct one. A customer counts
 * once under each product of the first day. Memory grows with the pairs that occur; `firsts` limits it.
 */
export function nextProduct(
  asOf: Day,
  firsts?: ReadonlySet<string>,
): Tally<History, NextProducts[]> {
  const byFirst = new Map<string, Counts>();
  return {
    add(history) {
      const [first, second] = ordersByDay(history, asOf).values();
      for (const product of productsOfAll(first ?? [])) {
        if (firsts && !firsts.has(product)) continue;
        const counts = entryOf(byFirst, product, noCounts);
        counts.customers += 1;
        if (second) countNext(counts, productsOfAll(second));
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
  return { customers: 0, cameAgain: 0, next: new Map() };
}

function countNext(counts: Counts, products: ReadonlySet<string>): void {
  counts.cameAgain += 1;
  for (const product of products) countUp(counts.next, product);
}

function nextProductsOf(first: string, { customers, cameAgain, next }: Counts): NextProducts {
  return {
    first,
    customers,
    cameAgain: ratioOf(cameAgain, customers),
    next: [...next]
      .sort(
        highestFirst(
          ([, buyers]) => buyers,
          ([product]) => product,
        ),
      )
      .map(([product, buyers]) => ({ product, share: ratioOf(buyers, customers) })),
  };
}
