import type { Day } from '../day.ts';
import type { CountedOrder, History } from '../history.ts';
import { isRipe } from './day-range.ts';
import { orderDaysOf } from './order-days.ts';
import type { Tally } from './tally.ts';
import { valueSum, type ValuePerCustomer } from './value-per-customer.ts';

/** What is summed, and of whom. */
export interface CumulativeOptions {
  asOf: Day;
  /** Only what came within so many days of the first order, of customers who have had them; null: all so far. */
  withinDays: number | null;
  /** Minor units; the value of an order by default. A customer with an unknown order (null) is left out. */
  measure?: (order: CountedOrder) => number | null;
}

/** Average of the cumulative sales of all customers (domain.md A4.4), returns taken off. */
export function cumulativeSalesLtv(options: CumulativeOptions): Tally<History, ValuePerCustomer> {
  const all = valueSum();
  return {
    add(history) {
      const until = lastDayCounted(history, options);
      if (until === null) return;
      const amount = amountUntil(until, history, options);
      if (amount !== null) all.add(amount);
    },
    result: () => all.result(),
  };
}

function lastDayCounted(history: History, { asOf, withinDays }: CumulativeOptions): Day | null {
  const first = orderDaysOf(history, asOf)[0];
  if (first === undefined) return null;
  if (withinDays === null) return asOf;
  return isRipe(first, withinDays, asOf) ? ((first + withinDays) as Day) : null;
}

function amountUntil(until: Day, history: History, options: CumulativeOptions): number | null {
  let sum = 0;
  for (const order of history.orders) {
    if (order.day > until) continue;
    const amount = options.measure ? options.measure(order) : order.value;
    if (amount === null) return null;
    sum += amount;
  }
  for (const { day, value } of history.returns ?? []) if (day <= until) sum += value;
  return sum;
}
