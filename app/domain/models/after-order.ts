import type { Day } from '../day.ts';
import type { Facts } from '../history.ts';

/** The facts at the end of a day on which one more order has been placed. */
export function afterOrder(facts: Facts, day: Day, value: number): Facts {
  const gap = day - facts.lastDay;
  return {
    ...facts,
    day,
    lastDay: day,
    orders: facts.orders + 1,
    amount: facts.amount + value,
    intervals: gap > 0 ? [...facts.intervals, gap] : facts.intervals,
  };
}
