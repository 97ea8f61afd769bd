import { addDays, type Day } from '../day.ts';
import type { History } from '../history.ts';

/** What a customer has bought up to a day. */
export interface Life {
  /** Counted orders, one by one; at least 1. */
  orders: number;
  firstDay: Day;
  lastDay: Day;
  /** Cumulative value, returns taken off, minor units. */
  amount: number;
}

/** The year of 稼働: an order on the day itself or on one of the 364 days before. */
export const YEAR_DAYS = 365;

/** 稼働: at least one order within the last 365 days (domain.md A5, contracts.md `active_365`). */
export function isActive(life: Life | null, day: Day): boolean {
  return life !== null && day - life.lastDay < YEAR_DAYS;
}

/** The day whose end closes the year before the last 365 days. */
export function yearBefore(day: Day): Day {
  return addDays(day, -YEAR_DAYS);
}

/** Reads a life on days that do not go back; null before the first order. */
export function lifeReader(history: History): (day: Day) => Life | null {
  const orders = history.orders.toSorted(byDay);
  const sales = salesReader(history);
  const first = orders[0];
  let count = 0;
  return (day) => {
    count = passed(orders, count, day);
    const last = orders[count - 1];
    const amount = sales(day);
    return first && last ? { orders: count, firstDay: first.day, lastDay: last.day, amount } : null;
  };
}

/** Reads what was bought, less what was given back, up to days that do not go back; minor units. */
export function salesReader(history: History): (day: Day) => number {
  const entries = [...history.orders, ...(history.returns ?? [])].sort(byDay);
  let count = 0;
  let sum = 0;
  return (day) => {
    const until = passed(entries, count, day);
    for (const { value } of entries.slice(count, until)) sum += value;
    count = until;
    return sum;
  };
}

/** Reads the sales of the 365 days up to days that do not go back; minor units. */
export function yearSalesReader(history: History): (day: Day) => number {
  const until = salesReader(history);
  const before = salesReader(history);
  return (day) => until(day) - before(yearBefore(day));
}

function passed(entries: readonly { day: Day }[], from: number, day: Day): number {
  let count = from;
  while ((entries[count]?.day ?? Infinity) <= day) count++;
  return count;
}

function byDay(a: { day: Day }, b: { day: Day }): number {
  return a.day - b.day;
}
