import type { DatedCutoffs } from '../domain/customer.ts';
import { isoOf } from '../domain/day.ts';
import type { Facts } from '../domain/history.ts';
import type { Classes } from '../domain/relative/classes.ts';
import type { StoredCutoffs } from '../domain/relative/stored.ts';
import type { Settings } from '../domain/settings.ts';

/** A score of 1 to 5, what it is made of, and what makes it one more. */
export interface ShownScore {
  score: 'r' | 'f' | 'm';
  points: number;
  /** Days since the last order on the day of comparison, orders, or an amount in main units. */
  value: number;
  /** Orders or main units that are missing to one more; an order lifts R. Null at five. */
  missing: number | null;
}

/** Where a customer stands among all; amounts in main units. */
export interface Comparison {
  /** The day on which all were compared, ISO. */
  on: string;
  scores: ShownScore[];
  sum: number;
  rfm: string;
  rank: string;
  /** Points of R + F + M that are missing to the rank above. */
  toNextRank: number | null;
  layer: string | null;
  decile: number;
  toNextDecile: number | null;
  abc: string;
  toNextClass: number | null;
}

/** Where a customer stands among all, and how far it is to the next place. */
export function comparisonOf(
  { orders, amount, lastDay }: Facts,
  classes: Classes,
  { day, cutoffs }: DatedCutoffs & { cutoffs: StoredCutoffs },
  { rank }: Settings,
  unit: number,
): Comparison {
  const { scores, decile, abc } = classes;
  const sum = scores.r + scores.f + scores.m;
  const above = [rank.excellentFrom, rank.semiExcellentFrom, rank.generalFrom].filter(
    (from) => from > sum,
  );
  const nextRank = above.at(-1);
  const missing = (border: number | undefined) =>
    border === undefined ? null : Math.max(1, Math.floor(border) + 1 - amount) / unit;
  const borders = { B: cutoffs.abc.a, C: cutoffs.abc.b ?? cutoffs.abc.a, A: null };
  return {
    on: isoOf(day),
    scores: [
      {
        score: 'r',
        points: scores.r,
        value: Math.max(0, day - lastDay),
        missing: scores.r === 5 ? null : 1,
      },
      {
        score: 'f',
        points: scores.f,
        value: orders,
        missing: missingOrders(scores.f, orders, cutoffs),
      },
      {
        score: 'm',
        points: scores.m,
        value: amount / unit,
        missing: missing(cutoffs.rfm.m[scores.m - 1]),
      },
    ],
    sum,
    rfm: classes.segment,
    rank: classes.rank,
    toNextRank: nextRank === undefined ? null : nextRank - sum,
    layer: classes.layer,
    decile,
    toNextDecile: decile === 1 ? null : missing(cutoffs.deciles[decile - 2]?.amount),
    abc,
    toNextClass: missing(borders[abc]?.amount),
  };
}

/** F is one more than the cuts below, and never more than the orders themselves. */
function missingOrders(points: number, orders: number, { rfm }: StoredCutoffs): number | null {
  const cut = rfm.f[points - 1];
  return cut === undefined ? null : Math.max(points + 1, Math.floor(cut) + 1) - orders;
}
