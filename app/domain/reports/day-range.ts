import { addDays, type Day } from '../day.ts';

/** The days [from, to): `to` is the first day after them. */
export interface DayRange {
  from: Day;
  to: Day;
}

/** The last so many days, the as-of day being the last: 365 are asOf − 364 … asOf. */
export function lastDays(days: number, asOf: Day): DayRange {
  return { from: addDays(asOf, 1 - days), to: addDays(asOf, 1) };
}

/** Whether a day lies in a range. */
export function isIn(range: DayRange, day: Day): boolean {
  return range.from <= day && day < range.to;
}

/** Whether so many days have passed since a day: before that, what happens within them is open. */
export function isRipe(since: Day, days: number, asOf: Day): boolean {
  return asOf - since >= days;
}
