import { Temporal } from 'temporal-polyfill';
import { dayOf, isoOf, type Day } from '../day.ts';
import { monthOf } from './order-month.ts';

/**
 * The same day so many calendar months before, or the last day of a month that is too short for it:
 * six months before 31 August is 28 or 29 February.
 */
export function monthsBefore(day: Day, months: number): Day {
  const date = Temporal.PlainDate.from(isoOf(day)).subtract({ months }, { overflow: 'constrain' });
  return dayOf(date.toString());
}

/**
 * The days on which the last `months` calendar months end, with the day before the first of them
 * in front. The running month ends on `asOf` itself.
 *
 * @returns `months + 1` days, ascending.
 */
export function monthEnds(asOf: Day, months: number): Day[] {
  const running = Temporal.PlainDate.from(isoOf(asOf)).with({ day: 1 });
  const closed = Array.from({ length: months }, (_, index) =>
    running.subtract({ months: months - 1 - index }).subtract({ days: 1 }),
  );
  return [...closed.map((date) => dayOf(date.toString())), asOf];
}

/** The month of the year of a day: 0 = January … 11 = December. */
export function monthOfYear(day: Day): number {
  return monthOf(day) % 12;
}
