import type { History } from '../history.ts';
import { monthOfYear } from './calendar-months.ts';
import { entryOf } from './counts.ts';
import { isIn, type DayRange } from './day-range.ts';
import { productsOfAll, soldLines } from './order-products.ts';
import type { Tally } from './tally.ts';

/** A buyer in a group: the rank. */
export interface SeasonRow {
  /** Null: in none. */
  group: string | null;
  history: History;
}

/** When a product sells, and to whom. */
export interface ProductSeason {
  product: string;
  /** Units by month of the year, January first. */
  months: number[];
  /** The first of the three neighbouring months in which most is sold, 0 for January. */
  from: number;
  /** Units of these three months ÷ all. */
  peakShare: number;
  /** Customers of each group who bought it. */
  buyers: Record<string, number>;
}

/** Buyers of the period by group, and when products are sold. */
export interface Seasons {
  buyers: Record<string, number>;
  products: ProductSeason[];
}

const MONTHS = 12;
const SEASON = 3;

/** 季節商品 by rank (seed 000 §10): units by month of the year, customers by group. */
export function seasons(
  period: DayRange,
  products: { has: (product: string) => boolean },
): Tally<SeasonRow, Seasons> {
  const buyers = new Map<string, number>();
  const counts = new Map<string, Counts>();
  return {
    add({ group, history }) {
      const orders = history.orders.filter(({ day }) => isIn(period, day));
      if (orders.length === 0) return;
      if (group !== null) countIn(buyers, group);
      for (const product of productsOfAll(orders)) {
        if (!products.has(product)) continue;
        const count = entryOf(counts, product, noCounts);
        if (group !== null) countIn(count.buyers, group);
      }
      for (const order of orders) {
        const month = monthOfYear(order.day);
        for (const { product, quantity } of soldLines(order)) {
          const months = counts.get(product)?.months;
          if (months) months[month] = (months[month] ?? 0) + quantity;
        }
      }
    },
    result: () => ({
      buyers: Object.fromEntries(buyers),
      products: [...counts].map(([product, count]) => seasonOf(product, count)),
    }),
  };
}

interface Counts {
  months: number[];
  buyers: Map<string, number>;
}

function noCounts(): Counts {
  return { months: new Array<number>(MONTHS).fill(0), buyers: new Map() };
}

function countIn(counts: Map<string, number>, group: string): void {
  counts.set(group, (counts.get(group) ?? 0) + 1);
}

function seasonOf(product: string, { months, buyers }: Counts): ProductSeason {
  const all = months.reduce((sum, units) => sum + units, 0);
  const peaks = months.map((_, from) =>
    Array.from({ length: SEASON }, (__, add) => months[(from + add) % MONTHS] ?? 0).reduce(
      (sum, units) => sum + units,
      0,
    ),
  );
  const most = Math.max(...peaks);
  return {
    product,
    months,
    from: peaks.indexOf(most),
    peakShare: all === 0 ? 0 : most / all,
    buyers: Object.fromEntries(buyers),
  };
}
