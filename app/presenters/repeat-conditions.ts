import { addDays, type Day } from '../domain/day.ts';
import type { Rank } from '../domain/relative/rfm.ts';
import type { RateKey, RepeatQuestion } from '../domain/prepared/repeat.ts';
import { SECOND_DUE_FROM, SECOND_WITHIN } from '../domain/prepared/repeat-diagnosis.ts';
import { lastDays, type DayRange } from '../domain/reports/day-range.ts';
import { YEAR_DAYS } from '../domain/reports/life.ts';
import type { Comparison } from '../domain/segments/comparison.ts';
import type { Condition } from '../domain/segments/condition.ts';
import type { Period } from '../domain/segments/period.ts';
import { classIs, ordersEver, ordersIn, stateIs } from '../domain/segments/phrases.ts';
import {
  all,
  firstBefore,
  firstIn,
  NO,
  orderedIn,
  periodBefore,
  periodOf,
  SOME,
} from './range-conditions.ts';

const NOBODY = ordersEver(NO);
const atLeast = (value: number): Comparison => ({ is: '>=', value });
const exactly = (value: number): Comparison => ({ is: '=', value });

/** What a buyer of a period was when it began. */
export type BuyerKind = 'buyers' | 'newcomers' | 'repeaters' | 'secondPurchases';
const BEFORE: Record<Exclude<BuyerKind, 'buyers'>, Comparison> = {
  newcomers: NO,
  repeaters: SOME,
  secondPurchases: exactly(1),
};

/** Buyers of a period; what they were is seen from the shop. */
export function buyersWho(kind: BuyerKind, period: DayRange): Condition {
  const bought = orderedIn(period, SOME);
  if (kind === 'buyers') return bought;
  return was(bought, kind, period, ordersIn);
}

/** Buyers of a channel in a period; what they were is seen from the channel or from the shop. */
export function channelBuyersWho(
  kind: BuyerKind,
  period: DayRange,
  channel: string,
  seenFrom: 'channel' | 'shop',
): Condition {
  const inChannel = (when: Period, compare: Comparison): Condition => ({
    ...{ type: 'bought', channels: [channel], period: when, measure: 'orders', compare },
  });
  const bought = inChannel(periodOf(period), SOME);
  if (kind === 'buyers') return bought;
  return was(bought, kind, period, seenFrom === 'channel' ? inChannel : ordersIn);
}

function was(
  bought: Condition,
  kind: Exclude<BuyerKind, 'buyers'>,
  period: DayRange,
  ordered: (when: Period, compare: Comparison) => Condition,
): Condition {
  const earlier = periodBefore(period);
  if (earlier) return all(bought, ordered(earlier, BEFORE[kind]));
  return kind === 'newcomers' ? bought : NOBODY;
}

/** Who first bought in a period and has had so many days since. */
export function ripeFirst(period: DayRange, days: number, asOf: Day): Condition {
  const to = Math.min(period.to, addDays(asOf, 1 - days)) as Day;
  return to > period.from ? firstIn({ from: period.from, to }) : NOBODY;
}

/** Whose first order is so many days back, of everybody or of a rank of today. */
export function timedWho(of: 'all' | Rank, days: number, asOf: Day): Condition {
  const ripe = firstBefore(addDays(asOf, 1 - days));
  return of === 'all' ? ripe : all(ripe, classIs({ model: 'rank', states: [of] }, 'now'));
}

/** The second order day came within so many days of the first. */
export function cameWithin(days: number): Condition {
  return { type: 'fact', fact: 'daysToSecond', compare: { is: '<=', value: days } };
}

/** Rungs of the ladder. */
export function stoppedAt(n: number, leftAfterDays: number, left: boolean): Condition {
  const compare: Comparison = { is: left ? '>=' : '<', value: leftAfterDays };
  return all(ordersEver(exactly(n)), { type: 'fact', fact: 'departure', compare });
}

/** At least so many orders. */
export function reached(n: number): Condition {
  return ordersEver(atLeast(n));
}

/** Exactly, or more than, so many orders in the last 365 days. */
export function ordersOfYear(compare: Comparison, asOf: Day): Condition {
  return orderedIn(lastDays(YEAR_DAYS, asOf), compare);
}

/** One more order would move them up: exactly so many in the year, and not gone. */
export function movesUp(n: number, leftAfterDays: number, asOf: Day): Condition {
  return all(ordersOfYear(exactly(n), asOf), {
    ...{ type: 'fact', fact: 'departure', compare: { is: '<', value: leftAfterDays } },
  });
}

/** One order only, nearly three months ago. */
export const DUE: Condition = all(ordersEver(exactly(1)), {
  type: 'fact',
  fact: 'departure',
  compare: { is: 'between', min: SECOND_DUE_FROM, max: SECOND_WITHIN, upper: 'inclusive' },
});

/** Who is above and who is below the line of a rate. */
export function rateConditions(
  key: RateKey,
  { days }: RepeatQuestion,
  period: DayRange,
  asOf: Day,
): { numerator: Condition; denominator: Condition } {
  const year = lastDays(YEAR_DAYS, asOf);
  const ripe = firstBefore(addDays(asOf, 1 - days));
  const bought = orderedIn(period, SOME);
  const cpmFirst = stateIs(
    { model: 'cpm', states: ['first-active', 'first-lapsed'] },
    { is: 'now' },
  );
  const everybody = reached(1);
  const of: Record<RateKey, [Condition, Condition]> = {
    stock: [reached(2), everybody],
    returning: [buyersWho('repeaters', period), bought],
    inPeriod: [orderedIn(period, atLeast(2)), bought],
    notOnce: [orderedIn(year, atLeast(2)), orderedIn(year, SOME)],
    f2: [all(ripe, cameWithin(days)), ripe],
    secondOfNew: [all(firstIn(year), reached(2)), firstIn(year)],
    f2ToF3: [reached(3), reached(2)],
    f3ToF4: [reached(4), reached(3)],
    cpmNew: [cpmFirst, everybody],
    cpmRepeat: [all(everybody, { type: 'not', of: cpmFirst }), everybody],
  };
  const [numerator, denominator] = of[key];
  return { numerator, denominator };
}
