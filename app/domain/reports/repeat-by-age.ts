import type { Day } from '../day.ts';
import { isIn, isRipe, type DayRange } from './day-range.ts';
import { daysToSecond, type Buyer } from './order-days.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** 30, 60 … 360 and 720 days after the first order. */
export const REPEAT_AGES: readonly number[] = [
  ...Array.from({ length: 12 }, (_, month) => (month + 1) * 30),
  720,
];

/** How many of a cohort had come back within so many days of the first order. */
export interface RepeatAtAge extends Ratio {
  days: number;
}

/**
 * 初回リピート率 by age (domain.md A4.1): of the customers who first ordered in a period, those with
 * a second order day within each age; cumulative. The value of an age is null until the last day of
 * the period is that old.
 */
export function repeatByAge(
  cohort: DayRange,
  asOf: Day,
  ages: readonly number[] = REPEAT_AGES,
): Tally<Buyer, RepeatAtAge[]> {
  const repeaters = ages.map((days) => ({ days, count: 0 }));
  let size = 0;
  return {
    add({ orderDays }) {
      const first = orderDays[0];
      if (first === undefined || !isIn(cohort, first)) return;
      size += 1;
      const gap = daysToSecond(orderDays);
      if (gap === null) return;
      for (const age of repeaters) if (gap <= age.days) age.count += 1;
    },
    result: () => repeaters.map(({ days, count }) => atAge(days, count, size, cohort, asOf)),
  };
}

function atAge(
  days: number,
  count: number,
  size: number,
  cohort: DayRange,
  asOf: Day,
): RepeatAtAge {
  const ratio = ratioOf(count, size);
  const lastDay = (cohort.to - 1) as Day;
  return { days, ...ratio, value: isRipe(lastDay, days, asOf) ? ratio.value : null };
}

/**
 * 初回購入後リピート分析 (seed 003 §7): as {@link repeatByAge}, but each age is counted of those
 * customers of the cohort whose first order is that old, as `f2Within` does. A cohort that is still
 * growing has a rate too, and its denominators shrink with the age.
 */
export function repeatOfRipe(
  cohort: DayRange,
  asOf: Day,
  ages: readonly number[] = REPEAT_AGES,
): Tally<Buyer, RepeatAtAge[]> {
  const counts = ages.map((days) => ({ days, hits: 0, ripe: 0 }));
  return {
    add({ orderDays }) {
      const first = orderDays[0];
      if (first === undefined || !isIn(cohort, first)) return;
      const gap = daysToSecond(orderDays) ?? Infinity;
      for (const age of counts) {
        if (!isRipe(first, age.days, asOf)) continue;
        age.ripe += 1;
        if (gap <= age.days) age.hits += 1;
      }
    },
    result: () => counts.map(({ days, hits, ripe }) => ({ days, ...ratioOf(hits, ripe) })),
  };
}
