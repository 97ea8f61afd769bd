import type { History } from '../history.ts';
import { associationOf, type Association } from './association.ts';
import { countUp, entryOf, highestFirst } from './counts.ts';
import { isIn, type DayRange } from './day-range.ts';
import { productsOf, productsOfAll } from './order-products.ts';
import type { Tally } from './tally.ts';

/** What one basket is: an order (同時購買), or all that a customer bought in the period (期間併買). */
export type BasketBase = 'order' | 'customer';

/** Associations and what they were counted in. */
export interface Baskets {
  baskets: number;
  /** Both directions of every pair, most baskets first. */
  associations: Association[];
}

/** Which baskets are counted, and which pairs are shown. */
export interface BasketOptions {
  period: DayRange;
  base: BasketBase;
  /** Fewest baskets with both for a pair to be shown. */
  minimumTogether: number;
  /** Only these products: memory grows with the pairs that occur. */
  products?: Pick<ReadonlySet<string>, 'has'>;
}

/** What was counted so far; a pair is kept under its name that comes first. */
interface Counts {
  baskets: number;
  single: Map<string, number>;
  pairs: Map<string, Map<string, number>>;
}

/** Counts products bought together; orders whose products are unknown are no baskets. */
export function baskets(options: BasketOptions): Tally<History, Baskets> {
  const counted = groupedBaskets<null>(options);
  return {
    add(history) {
      counted.add({ history, group: null });
    },
    result: () => counted.result()(() => true),
  };
}

/** The same by group of customers, each of whom is in one: what is told of several is their sum. */
export function groupedBaskets<Group>(
  options: BasketOptions,
): Tally<{ history: History; group: Group }, (isIn: (group: Group) => boolean) => Baskets> {
  const { products, minimumTogether } = options;
  const byGroup = new Map<Group, Counts>();
  return {
    add({ history, group }) {
      for (const basket of basketsOf(history, options)) {
        const counts = entryOf(byGroup, group, noCounts);
        counts.baskets += 1;
        countBasket(counts, [...basket].filter((product) => products?.has(product) ?? true).sort());
      }
    },
    result: () => (isIn) => {
      const counts = sumOf([...byGroup].flatMap(([group, own]) => (isIn(group) ? [own] : [])));
      return { baskets: counts.baskets, associations: associationsOf(counts, minimumTogether) };
    },
  };
}

function noCounts(): Counts {
  return { baskets: 0, single: new Map(), pairs: new Map() };
}

function sumOf(all: readonly Counts[]): Counts {
  const sum = noCounts();
  for (const { baskets, single, pairs } of all) {
    sum.baskets += baskets;
    for (const [product, count] of single) countUp(sum.single, product, count);
    for (const [a, row] of pairs) {
      const sums = entryOf(sum.pairs, a, () => new Map<string, number>());
      for (const [b, count] of row) countUp(sums, b, count);
    }
  }
  return sum;
}

function basketsOf({ orders }: History, { period, base }: BasketOptions): Set<string>[] {
  const inPeriod = orders.filter(({ day }) => isIn(period, day));
  const sets = base === 'order' ? inPeriod.map(productsOf) : [productsOfAll(inPeriod)];
  return sets.filter(({ size }) => size > 0);
}

function countBasket({ single, pairs }: Counts, products: readonly string[]): void {
  for (const [index, a] of products.entries()) {
    countUp(single, a);
    if (index === products.length - 1) return;
    const row = entryOf(pairs, a, () => new Map<string, number>());
    for (const b of products.slice(index + 1)) countUp(row, b);
  }
}

function associationsOf(counts: Counts, minimumTogether: number): Association[] {
  return [...counts.pairs]
    .flatMap(([a, row]) => [...row].map(([b, together]) => ({ a, b, together })))
    .filter(({ together }) => together >= minimumTogether)
    .flatMap(({ a, b, together }) => {
      const inA = counts.single.get(a) ?? 0;
      const inB = counts.single.get(b) ?? 0;
      const both = { together, baskets: counts.baskets };
      return [
        associationOf(a, b, { ...both, inA, inB }),
        associationOf(b, a, { ...both, inA: inB, inB: inA }),
      ];
    })
    .sort(
      highestFirst(
        ({ support }) => support.numerator,
        ({ a, b }) => `${a}\n${b}`,
      ),
    );
}
