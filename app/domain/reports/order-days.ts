import type { Day } from '../day.ts';
import type { CountedOrder, History } from '../history.ts';
import { isIn, type DayRange } from './day-range.ts';

/** The day of every counted order of a customer, ascending: two orders on one day are there twice. */
export type OrderDays = readonly Day[];

/** What the reports on repeating read of a customer. */
export interface Buyer {
  orderDays: OrderDays;
}

/** A customer's order days up to an as-of day. */
export function orderDaysOf(history: History, asOf: Day): OrderDays {
  return history.orders
    .map(({ day }) => day)
    .filter((day) => day <= asOf)
    .sort((a, b) => a - b);
}

/** How many orders lie in a range. */
export function ordersIn(range: DayRange, orderDays: OrderDays): number {
  let orders = 0;
  for (const day of orderDays) if (isIn(range, day)) orders += 1;
  return orders;
}

/** Days from the first order day to the second distinct one; null while there is none. */
export function daysToSecond(orderDays: OrderDays): number | null {
  const first = orderDays[0];
  if (first === undefined) return null;
  const second = orderDays.find((day) => day > first);
  return second === undefined ? null : second - first;
}

/** A customer's orders up to an as-of day, by day and ascending; within a day as they were given. */
export function ordersByDay(history: History, asOf: Day): Map<Day, CountedOrder[]> {
  const orders = history.orders.filter(({ day }) => day <= asOf).sort((a, b) => a.day - b.day);
  return Map.groupBy(orders, ({ day }) => day);
}
