import { Temporal } from 'temporal-polyfill';
import { addDays, dayOf, isoOf, type Day } from '../day.ts';
import type { Refresh } from '../shop-settings.ts';

/** When customers were last compared with one another, and how many there were. */
export interface LastComparison {
  day: Day;
  customers: number;
}

const WEEK = 7;
/** So few customers change places with every other one: they are compared every day. */
const FEW = 100;

/** The first day on which customers are compared anew by the calendar. */
export function refreshDueOn({ day, customers }: LastComparison, refresh: Refresh): Day {
  if (refresh === 'daily' || customers < FEW) return addDays(day, 1);
  return refresh === 'weekly' ? addDays(day, WEEK) : firstOfNextMonth(day);
}

/** Whether customers are to be compared anew by the calendar. */
export function isRefreshDue(last: LastComparison, refresh: Refresh, today: Day): boolean {
  return today >= refreshDueOn(last, refresh);
}

function firstOfNextMonth(day: Day): Day {
  const date = Temporal.PlainDate.from(isoOf(day));
  return dayOf(date.with({ day: 1 }).add({ months: 1 }).toString());
}
