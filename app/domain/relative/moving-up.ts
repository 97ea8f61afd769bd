import type { Condition } from '../segments/condition.ts';
import { classIs } from '../segments/phrases.ts';
import type { Settings } from '../settings.ts';
import type { RfmCuts } from './cuts.ts';
import { RANKS, type Rank } from './rfm.ts';
import { scoreRanges, type ScoreRange, type ScoreRanges } from './score-ranges.ts';

/** The best of the three scores: whoever orders today has it in R. */
const BEST = 5;

/** The rank above; null for the best one. */
export function rankAbove(rank: Rank): Rank | null {
  return RANKS[RANKS.indexOf(rank) - 1] ?? null;
}

/** So many orders, with at least this amount (minor units): with R at its best they make a better rank. */
export interface WayUp {
  orders: ScoreRange;
  amount: number;
}

/**
 * How the next order, of any value, lifts a customer of a rank into a better one (seed 000:
 * ランクを一段階引き上げる): it brings R to its best, and their F and M of today make the rest of the sum.
 * It raises F and M too, so there may be more of them. None where there can be nobody.
 */
export function waysUp(rank: Rank, cuts: RfmCuts, settings: Settings): WayUp[] {
  const wanted = leastSumAbove(rank, settings);
  if (wanted === null) return [];
  const { f, m } = scoreRanges(cuts);
  return [1, 2, 3, 4, BEST].flatMap((score) => {
    const orders = f[BEST - score];
    const amount = leastFor(wanted - BEST - score, m);
    return orders && amount !== null ? [{ orders, amount }] : [];
  });
}

/** Whether so many orders with this amount (minor units) are one of the ways. */
export function goesUp(ways: readonly WayUp[], orders: number, amount: number): boolean {
  return ways.some(
    (way) =>
      orders >= way.orders.from &&
      (way.orders.to === null || orders <= way.orders.to) &&
      amount >= way.amount,
  );
}

/** The customers of a rank who are on one of its ways. */
export function nextOrderLifts(rank: Rank, ways: readonly WayUp[]): Condition {
  return {
    type: 'all',
    of: [
      classIs({ model: 'rank', states: [rank] }, 'now'),
      { type: 'any', of: ways.map(withBoth) },
    ],
  };
}

function leastSumAbove(rank: Rank, { rank: sums }: Settings): number | null {
  const { excellentFrom, semiExcellentFrom, generalFrom } = sums;
  const least: Record<Rank, number | null> = {
    excellent: null,
    'semi-excellent': excellentFrom,
    general: semiExcellentFrom,
    nurture: generalFrom,
  };
  return least[rank];
}

/** The least amount with at least this score; null when no amount has it. */
function leastFor(score: number, ranges: ScoreRanges): number | null {
  const reached = ranges.slice(0, Math.max(0, BEST + 1 - Math.max(1, score)));
  return reached.findLast((range) => range !== null)?.from ?? null;
}

function withBoth({ orders: { from, to }, amount }: WayUp): Condition {
  const orders =
    to === null
      ? ({ is: '>=', value: from } as const)
      : ({ is: 'between', min: from, max: to, upper: 'inclusive' } as const);
  const period = { kind: 'ever' } as const;
  return {
    type: 'all',
    of: [
      { type: 'total', total: 'orders', period, compare: orders },
      { type: 'total', total: 'amount', period, compare: { is: '>=', value: amount } },
    ],
  };
}
