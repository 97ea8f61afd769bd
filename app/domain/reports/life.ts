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

/** A customer's life with their sales, which may begin before it: what was given back counts always. */
export interface Account {
  life: Life | null;
  /** What was bought less what was given back, minor units. */
  sales: number;
}

/** Reads an account on days that do not go back. */
export function accountReader(history: History): (day: Day) => Account {
  const orders = history.orders.toSorted(byDay);
  const salesUntil = salesReader(history);
  const first = orders[0];
  let count = 0;
  return (day) => {
    const sales = salesUntil(day);
    count = passed(orders, count, day);
    const last = orders[count - 1];
    if (!first || !last) return { life: null, sales };
    const life = { orders: count, firstDay: first.day, lastDay: last.day, amount: sales };
    return { life, sales };
  };
}

/** Reads a life on days that do not go back; null before the first order. */
export function lifeReader(history: History): (day: Day) => Life | null {
  const accountOn = accountReader(history);
  return (day) => accountOn(day).life;
}

/** Reads what was bought, less what was given back, up to days that do not go back; minor units. */
export function salesReader({ orders, returns = [] }: History): (day: Day) => number {
  const entries = [...orders, ...returns].sort(byDay);
  let count = 0;
  let sum = 0;
  return (day) => {
    for (const until = passed(entries, count, day); count < until; count++) {
      sum += entries[count]?.value ?? 0;
    }
    return sum;
  };
}

/** An account with the year that ends with its day. */
export interface YearAccount extends Account {
  /** The life when this year began. */
  lifeBefore: Life | null;
  /**
   * Sales of the 365 days (domain.md A4.4, 年間LTV): the orders in them less all that was given back in
   * them, also to who bought nothing in them or nothing yet, so that 年商 = 年間LTV × 稼働顧客数.
   */
  yearSales: number;
}

/** Reads accounts with their years on days that do not go back: the one rule of a year's sales. */
export function yearAccountReader(history: History): (day: Day) => YearAccount {
  const accountOn = accountReader(history);
  const accountYearBefore = accountReader(history);
  return (day) => {
    const { life, sales } = accountOn(day);
    const before = accountYearBefore(yearBefore(day));
    return { life, sales, lifeBefore: before.life, yearSales: sales - before.sales };
  };
}

function passed(entries: readonly { day: Day }[], from: number, day: Day): number {
  let count = from;
  while ((entries[count]?.day ?? Infinity) <= day) count++;
  return count;
}

function byDay(a: { day: Day }, b: { day: Day }): number {
  return a.day - b.day;
}
