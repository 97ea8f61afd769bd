import { addDays, type Day } from '../day.ts';
import { departure, medianInterval, tenure, type Facts } from '../history.ts';
import { meets, turnsOf } from './comparison.ts';
import type { DateComparison, Fact, OrderDate } from './leaf.ts';
import type { Known } from './subject.ts';
import type { Step } from './verdict.ts';

const READERS: Record<Fact['fact'], (facts: Facts) => number | null> = {
  tenure,
  departure,
  medianInterval,
  daysToSecond: ({ intervals }) => intervals[0] ?? null,
  averageOrderValue: ({ amount, orders }) => Math.round(amount / orders),
};

/** A number known of a buyer; of these only the departure moves with the calendar. */
export function factStep({ fact, compare }: Fact, { facts }: Known): Step {
  if (!facts) return NEVER;
  const read = READERS[fact];
  return {
    holds: (day) => meets(read({ ...facts, day }), compare),
    turns: fact === 'departure' ? turnsOf(compare).map((days) => addDays(facts.lastDay, days)) : [],
  };
}

/** The day of the first or the last order. */
export function dateStep({ order, compare }: OrderDate, { facts }: Known): Step {
  if (!facts) return NEVER;
  const date = order === 'first' ? facts.firstDay : facts.lastDay;
  return {
    holds: (today) => isDated(date, compare, today),
    turns: 'days' in compare ? turnsOfAge(compare.days).map((age) => addDays(date, age)) : [],
  };
}

/** What nobody without an order meets. */
export const NEVER: Step = { holds: () => false, turns: [] };

function isDated(date: Day, compare: DateComparison, today: Day): boolean {
  switch (compare.is) {
    case 'before':
      return date < compare.day;
    case 'on':
      return date === compare.day;
    case 'after':
      return date > compare.day;
    case 'within-last-days':
      return today - date < compare.days;
    case 'more-than-days-ago':
      return today - date > compare.days;
  }
}

function turnsOfAge(days: number): number[] {
  return [days, days + 1];
}
