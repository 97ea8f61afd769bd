import { calendarOf, dayOf, type Day } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import { currentCutoffs } from '../store/cutoffs.ts';
import type { Shop } from '../store/database.ts';
import { sampleBuyers, type SampledBuyer } from '../store/distributions.ts';
import { readKnownShop } from '../store/shops.ts';

const MEASURES = ['departure', 'interval', 'orders', 'tenure', 'amount'] as const;
/** What customers differ in: days, orders, or the currency's main unit. */
export type Measure = (typeof MEASURES)[number];

/** Customers whose value lies from one number to below another; null: however high. */
export interface Bin {
  from: number;
  to: number | null;
  customers: number;
}

/** How the shop's customers lie on one measure. */
export interface Distribution {
  customers: number;
  bins: Bin[];
  /** Ascending values, each with the customers who have it or less. */
  steps: [value: number, customers: number][];
}

/** The distributions that thresholds are held against. */
export interface Distributions {
  /** Customers looked at, and those they stand for. */
  sampled: number;
  all: number;
  of: Record<Measure, Distribution>;
}

const ENOUGH = 4_000;
const BINS = 24;
const MOST_STEPS = 600;
/** What lies above this share of all goes into the last bin. */
const SHOWN_SHARE = 0.97;

/**
 * How the customers of a shop lie; null while nobody has ordered.
 *
 * @param now epoch milliseconds.
 */
export async function distributions(shop: Shop, now: number): Promise<Distributions | null> {
  const [known, cutoffs] = await Promise.all([readKnownShop(shop), currentCutoffs(shop)]);
  if (!known) return null;
  const compared = cutoffs?.customers ?? 0;
  const oneOf = Math.max(1, Math.floor(compared / ENOUGH));
  const buyers = await sampleBuyers(shop, oneOf, known.timezone);
  if (buyers.length === 0) return null;
  const today = calendarOf(known.timezone)(now);
  const all = oneOf === 1 ? buyers.length : compared;
  const read = readers(today, 10 ** digitsOf(known.currency));
  const of = MEASURES.map((measure) => {
    const values = buyers.flatMap((buyer) => read[measure](buyer) ?? []);
    return [measure, distributionOf(values, all / buyers.length)];
  });
  return {
    sampled: buyers.length,
    all,
    of: Object.fromEntries(of) as Distributions['of'],
  };
}

function readers(
  today: Day,
  minorPerUnit: number,
): Record<Measure, (buyer: SampledBuyer) => number | null> {
  return {
    departure: ({ lastOn }) => Math.max(0, today - dayOf(lastOn)),
    interval: ({ medianInterval }) => medianInterval,
    orders: ({ orders }) => orders,
    tenure: ({ firstOn, lastOn }) => dayOf(lastOn) - dayOf(firstOn),
    amount: ({ amount }) => amount / minorPerUnit,
  };
}

/**
 * Bins of one width and the exact steps below them.
 *
 * @param weight how many customers a value stands for.
 */
export function distributionOf(values: readonly number[], weight: number): Distribution {
  const ascending = values.toSorted((a, b) => a - b);
  return {
    customers: Math.round(ascending.length * weight),
    bins: binsOf(ascending, weight),
    steps: stepsOf(ascending, weight),
  };
}

function binsOf(ascending: readonly number[], weight: number): Bin[] {
  const high = ascending[Math.floor(SHOWN_SHARE * (ascending.length - 1))] ?? 0;
  const width = niceWidth((high + 1) / BINS);
  const count = Math.floor(high / width) + 1;
  const counts = Array.from({ length: count + 1 }, () => 0);
  for (const value of ascending) {
    const place = Math.min(count, Math.max(0, Math.floor(value / width)));
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts.map((of, index) => ({
    from: index * width,
    to: index === count ? null : (index + 1) * width,
    customers: Math.round(of * weight),
  }));
}

/** The least of 1, 2 or 5 times a power of ten that is not below a number. */
function niceWidth(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((times) => times * power).find((width) => width >= least) ?? power;
}

function stepsOf(ascending: readonly number[], weight: number): Distribution['steps'] {
  const ends = ascending.flatMap((value, index): Distribution['steps'] =>
    value === ascending[index + 1] ? [] : [[value, Math.round((index + 1) * weight)]],
  );
  const every = Math.ceil(ends.length / MOST_STEPS);
  return ends.filter((_, index) => index % every === 0 || index === ends.length - 1);
}
