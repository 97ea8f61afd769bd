import { Temporal } from 'temporal-polyfill';
import { dayOf, type Day } from '../domain/day.ts';
import { monthEnds } from '../domain/reports/calendar-months.ts';
import { isoMonth, monthOf } from '../domain/reports/order-month.ts';
import type { Shop } from '../store/database.ts';
import { firstMonth, monthsAsOf } from '../store/months.ts';

/** The months a page can show, and how true they are. */
export interface ShownMonths {
  /** ISO months, newest first: `2026-10`. */
  all: string[];
  /** The one that was asked for, or the newest. */
  month: string;
  /** Epoch milliseconds. */
  builtAt: number;
  /** Something in them has changed since. */
  dirty: boolean;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The months that are kept, with the one asked for; null until they are built for the first time. */
export async function shownMonths(shop: Shop, asked: string | null): Promise<ShownMonths | null> {
  const [{ builtAt, until, dirtyFrom }, first] = await Promise.all([
    monthsAsOf(shop),
    firstMonth(shop),
  ]);
  if (!builtAt || until === null || first === null || first > until) return null;
  const ends = monthEnds(until, monthOf(until) - monthOf(first));
  const all = ends.map((day) => isoMonth(monthOf(day))).reverse();
  const newest = isoMonth(monthOf(until));
  const month = asked !== null && MONTH.test(asked) && all.includes(asked) ? asked : newest;
  return { all, month, builtAt: builtAt.getTime(), dirty: dirtyFrom !== null };
}

/** Whether a page that is asked for a month shows the newest. */
export async function isNewestMonth(shop: Shop, asked: string): Promise<boolean> {
  const months = await shownMonths(shop, asked);
  return months === null || months.month === months.all[0];
}

/** The last day of an ISO month. */
export function lastDayOf(month: string): Day {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  return dayOf(first.add({ months: 1 }).subtract({ days: 1 }).toString());
}
