import type { Day } from '../day.ts';
import { entryOf } from './counts.ts';
import { isRipe } from './day-range.ts';
import { YEAR_DAYS } from './life.ts';
import { daysToSecond, type Buyer } from './order-days.ts';
import { isOver, lastDayOfMonth, monthReader, type Month } from './order-month.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** What became of new customers, seen from the end of a month. */
export interface NewcomerMonth {
  month: Month;
  /** 2回目転換率: of those whose first order lies in the 365 days up to its end, who ordered again in them. */
  secondOrder: Ratio;
  /** Of those whose first order lies in the month, who came again on another day within 90 days. */
  within90: Ratio;
}

/** So many days after the last first order of a month, its second orders are known. */
export const COHORT_DAYS = 90;

/**
 * 2回目転換率 of every month that is over, from the shop's first order on (domain.md A4.1, as in
 * `monthCalendar`), and F2転換率 of each month's newcomers; null as long as they have not had 90 days.
 * Work and memory: a customer touches the months of a year.
 */
export function newcomerMonths(asOf: Day): Tally<Buyer, NewcomerMonth[]> {
  const years = new Map<Month, Count>();
  const cohorts = new Map<Month, Count>();
  const monthIn = monthReader();
  const lastDay = lastDayReader();
  return {
    add: ({ orderDays }) => {
      const [first, second = Infinity] = orderDays;
      if (first === undefined || first > asOf) return;
      const joined = monthIn(first);
      for (let month = joined; ; month = next(month)) {
        const end = lastDay(month);
        if (end > asOf || end - first >= YEAR_DAYS) break;
        count(years, month, second <= end);
      }
      count(cohorts, joined, (daysToSecond(orderDays) ?? Infinity) <= COHORT_DAYS);
    },
    result: () =>
      monthsOf(cohorts.keys(), asOf).map((month) => ({
        month,
        secondOrder: ratioIn(years, month),
        within90: ripened(ratioIn(cohorts, month), lastDay(month), asOf),
      })),
  };
}

interface Count {
  all: number;
  hit: number;
}

function count(counts: Map<Month, Count>, month: Month, hit: boolean): void {
  const entry = entryOf(counts, month, () => ({ all: 0, hit: 0 }));
  entry.all += 1;
  if (hit) entry.hit += 1;
}

function ratioIn(counts: ReadonlyMap<Month, Count>, month: Month): Ratio {
  const { hit, all } = counts.get(month) ?? { hit: 0, all: 0 };
  return ratioOf(hit, all);
}

function ripened(ratio: Ratio, lastDay: Day, asOf: Day): Ratio {
  return isRipe(lastDay, COHORT_DAYS, asOf) ? ratio : { ...ratio, value: null };
}

function monthsOf(joined: Iterable<Month>, asOf: Day): Month[] {
  const months: Month[] = [];
  const first = Math.min(...joined);
  if (!Number.isFinite(first)) return months;
  for (let month = first as Month; isOver(month, asOf); month = next(month)) months.push(month);
  return months;
}

function next(month: Month): Month {
  return (month + 1) as Month;
}

function lastDayReader(): (month: Month) => Day {
  const days = new Map<Month, Day>();
  return (month) => entryOf(days, month, () => lastDayOfMonth(month));
}
