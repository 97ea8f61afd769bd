import type { Day } from '../day.ts';
import type { Facts } from '../history.ts';

/** The facts of a customer who, on a day not before the last order, orders once more for `value` minor units. */
export function afterOrder(facts: Facts, day: Day, value: number): Facts {
  const gap = day - facts.lastDay;
  return {
    ...facts,
    day,
    orders: facts.orders + 1,
    lastDay: day,
    amount: facts.amount + value,
    intervals: gap > 0 ? [...facts.intervals, gap] : facts.intervals,
  };
}
