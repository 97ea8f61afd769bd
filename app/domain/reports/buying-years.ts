import { addDays, type Day } from '../day.ts';
import type { History } from '../history.ts';
import { isActive, YEAR_DAYS, yearAccountReader, yearBefore, type YearAccount } from './life.ts';

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
  return yearsOf(yearAccountReader(history)(asOf), asOf);
}

/** The same of a customer whose account on that day is known. */
export function yearsOf(account: YearAccount, asOf: Day): BuyingYears | null {
  const { life, lifeBefore, yearSales } = account;
  if (!life) return null;
  const lastYearsStart = addDays(asOf, -2 * YEAR_DAYS);
  return {
    thisYear: isActive(life, asOf),
    lastYear: isActive(lifeBefore, yearBefore(asOf)),
    earlier: life.firstDay <= lastYearsStart,
    orders: life.orders,
    ordersBefore: lifeBefore?.orders ?? 0,
    sales: yearSales,
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
