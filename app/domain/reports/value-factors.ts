import { YEAR_DAYS } from './life.ts';
import { ratioOf, type Ratio } from './tally.ts';

/**
 * What the customers of a group with an active period have done together: those with at least two
 * order days. Money in minor units.
 */
export interface ValueSums {
  customers: number;
  orders: number;
  amount: bigint;
  /** Sum of the active periods in days. */
  activeDays: number;
}

/**
 * LTV = アクティブ期間 × 購入回数 × 購入単価 (seed 000, domain.md A4.4), with the orders read per year.
 * Taken over customers with at least two order days: the orders of one-time buyers lie in no time, and
 * would make a frequency of nothing. The product of the three factors is the LTV of these customers.
 */
export interface ValueFactors {
  /** Customers the factors are of. */
  customers: number;
  /** Years per customer. */
  activeYears: Ratio;
  /** Orders per year of activity. */
  ordersPerYear: Ratio;
  /** Minor units per order. */
  orderValue: Ratio;
  /** Minor units per customer. */
  ltv: Ratio;
}

/** The three factors of the customers with an active period; null where there is none. */
export function valueFactors({ customers, orders, amount, activeDays }: ValueSums): ValueFactors {
  const years = activeDays / YEAR_DAYS;
  return {
    customers,
    activeYears: ratioOf(years, customers),
    ordersPerYear: ratioOf(orders, years),
    orderValue: ratioOf(Number(amount), orders),
    ltv: ratioOf(Number(amount), customers),
  };
}

/**
 * アクティブ期間 in days: tenure and one mean interval after it (domain.md A4.4). 0 for whoever has
 * bought on one day only: there is no interval to go by.
 */
export function activeDaysOf(tenure: number, orderDays: number): number {
  return orderDays < 2 ? 0 : tenure + tenure / (orderDays - 1);
}
