import type { Day } from '../day.ts';
import { entryOf } from './counts.ts';

/** A calendar month, as months since January of the year 0. */
export type Month = number & { readonly __brand: 'Month' };

const MS_PER_DAY = 86_400_000;

/** The month of a day. */
export function monthOf(day: Day): Month {
  const date = new Date(day * MS_PER_DAY);
  return (date.getUTCFullYear() * 12 + date.getUTCMonth()) as Month;
}

/** The last day of a month. */
export function lastDayOfMonth(month: Month): Day {
  const next = new Date(0);
  next.setUTCFullYear(Math.floor((month + 1) / 12), (month + 1) % 12, 1);
  return (next.getTime() / MS_PER_DAY - 1) as Day;
}

/** A reader of months that looks each day of the calendar up once: for days by the million. */
export function monthReader(): (day: Day) => Month {
  const months = new Map<Day, Month>();
  return (day) => entryOf(months, day, () => monthOf(day));
}

/** A month as ISO text, `2026-01`. */
export function isoMonth(month: Month): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Whether a month has ended with the as-of day or before it. */
export function isOver(month: Month, asOf: Day): boolean {
  return monthOf((asOf + 1) as Day) > month;
}
