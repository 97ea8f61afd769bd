import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { addDays, dayOf, isoOf, type Day } from '../day.ts';
import { lastDays, type DayRange } from '../reports/day-range.ts';
import { YEAR_DAYS } from '../reports/life.ts';

const LAST = /^([1-9]\d{0,3})d$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
/** Where `all` begins. */
export const BEGINNING = dayOf('0001-01-01');
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A period as addresses say it: `365d` are the last 365 days, today among them, `2026-10` is a
 * calendar month, `2026-01-01..2026-03-31` days from and to, both in, and `all` is everything.
 */
export const PeriodText = z.string().refine(isPeriod, { error: 'no period' });

function isPeriod(text: string): boolean {
  if (text === 'all' || LAST.test(text) || MONTH.test(text)) return true;
  const [from = '', to = '', ...more] = text.split('..');
  return more.length === 0 && isDate(from) && isDate(to) && from <= to;
}

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

/** The days of a period that {@link PeriodText} has let through. */
export function daysOfPeriod(text: string, asOf: Day): DayRange {
  if (text === 'all') return { from: BEGINNING, to: addDays(asOf, 1) };
  const days = LAST.exec(text)?.[1];
  if (days !== undefined) return lastDays(Number(days), asOf);
  if (MONTH.test(text)) {
    const first = Temporal.PlainYearMonth.from(text).toPlainDate({ day: 1 });
    return { from: dayOf(first.toString()), to: dayOf(first.add({ months: 1 }).toString()) };
  }
  const [from = '', to = ''] = text.split('..');
  return { from: dayOf(from), to: addDays(dayOf(to), 1) };
}

/** The same days one year before; null for everything, which has no year before. */
export function yearBefore(text: string, asOf: Day): DayRange | null {
  if (text === 'all') return null;
  const days = LAST.exec(text)?.[1];
  if (days !== undefined) return lastDays(Number(days), addDays(asOf, -YEAR_DAYS));
  const { from, to } = daysOfPeriod(text, asOf);
  const lastDay = sameDayLastYear(addDays(to, -1));
  return {
    from: sameDayLastYear(from),
    to: Math.max(addDays(lastDay, 1), sameDayLastYear(to)) as Day,
  };
}

/** Whether the shop already sold when the period began: a part of one is no measure for a whole one. */
export function isWhole({ from }: DayRange, firstOrderDay: Day | null): boolean {
  return firstOrderDay !== null && firstOrderDay <= from;
}

/** {@link yearBefore}; null also where the shop did not sell yet on all of these days. */
export function wholeYearBefore(
  text: string,
  { asOf, firstOrderDay }: { asOf: Day; firstOrderDay: Day | null },
): DayRange | null {
  const range = yearBefore(text, asOf);
  return range && isWhole(range, firstOrderDay) ? range : null;
}

/** 28 February for the 29th. */
function sameDayLastYear(day: Day): Day {
  return dayOf(Temporal.PlainDate.from(isoOf(day)).subtract({ years: 1 }).toString());
}
