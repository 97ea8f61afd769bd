import { addDays, type Day } from '../day.ts';
import type { History } from '../history.ts';
import { isActive, accountReader, YEAR_DAYS, yearBefore, type Life } from './life.ts';

/**
 * When a buyer bought, seen from a day d: this year is the 365 days up to and with d, last year the
 * 365 days before (domain.md A5, 前年稼働 [c5/10677]).
 */
export interface BuyingYears {
  thisYear: boolean;
  lastYear: boolean;
  /** Before last year. */
  earlier: boolean;
  /** Counted orders to the end of d. */
  orders: number;
  /** Counted orders to the end of last year; 0 for whoever is new. */
  ordersBefore: number;
  /** Sales of this year, returns taken off, minor units. */
  sales: number;
}

/** What became of a buyer since last year. */
export type YearOutcome = 'new' | 'retained' | 'lost' | 'revived' | 'departed';

/** The buying years of a customer; null without an order by that day. */
export function buyingYearsOf(history: History, asOf: Day): BuyingYears | null {
  const accountOn = accountReader(history);
  const before = accountOn(yearBefore(asOf));
  const now = accountOn(asOf);
  return now.life && yearsBetween(before.life, now.life, asOf, now.sales - before.sales);
}

/** The buying years of a customer whose lives at both ends of this year are known. */
export function yearsBetween(
  before: Life | null,
  now: Life,
  asOf: Day,
  sales: number,
): BuyingYears {
  const lastYearsStart = addDays(asOf, -2 * YEAR_DAYS);
  return {
    thisYear: isActive(now, asOf),
    lastYear: isActive(before, yearBefore(asOf)),
    earlier: now.firstDay <= lastYearsStart,
    orders: now.orders,
    ordersBefore: before?.orders ?? 0,
    sales,
  };
}

/**
 * 維持 and 復活 (domain.md A5): retained and lost are last year's buyers, revived and departed those
 * who had bought before it but not in it, new is whoever bought this year only.
 */
export function outcomeOf({ thisYear, lastYear, earlier }: BuyingYears): YearOutcome {
  if (lastYear) return thisYear ? 'retained' : 'lost';
  if (earlier) return thisYear ? 'revived' : 'departed';
  return 'new';
}
