import { addDays, type Day } from '../domain/day.ts';
import { BEGINNING } from '../domain/prepared/period.ts';
import type { DayRange } from '../domain/reports/day-range.ts';
import type { Comparison } from '../domain/segments/comparison.ts';
import type { Condition } from '../domain/segments/condition.ts';
import type { Period } from '../domain/segments/period.ts';
import { ordersIn } from '../domain/segments/phrases.ts';

/** A number of customers, and who they are. */
export interface Counted {
  count: number;
  where: Condition;
}

/** At least one. */
export const SOME: Comparison = { is: '>=', value: 1 };
/** None at all. */
export const NO: Comparison = { is: '<', value: 1 };

/** All of these hold. */
export function all(...of: Condition[]): Condition {
  const [only] = of;
  return only && of.length === 1 ? only : { type: 'all', of };
}

/** The days of a range as conditions say them. */
export function periodOf({ from, to }: DayRange): Period {
  return { kind: 'between', from: from === BEGINNING ? null : from, to };
}

/** The days before a range; null where there are none. */
export function periodBefore({ from }: DayRange): Period | null {
  return from === BEGINNING ? null : { kind: 'between', from: null, to: from };
}

/** Ordered so often in a range. */
export function orderedIn(range: DayRange, compare: Comparison): Condition {
  return ordersIn(periodOf(range), compare);
}

/** The first order lies in a range. */
export function firstIn({ from, to }: DayRange): Condition {
  const before = firstBefore(to);
  if (from === BEGINNING) return before;
  const after = addDays(from, -1);
  return all({ type: 'date', order: 'first', compare: { is: 'after', day: after } }, before);
}

/** The first order lies before a day. */
export function firstBefore(day: Day): Condition {
  return { type: 'date', order: 'first', compare: { is: 'before', day } };
}
