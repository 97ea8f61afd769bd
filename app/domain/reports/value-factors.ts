import { YEAR_DAYS } from './life.ts';
import { ratioOf, type Ratio } from './tally.ts';

/** What customers of a group have done together; money in minor units. */
export interface ValueSums {
  customers: number;
  orders: number;
  amount: bigint;
  /** Sum of the active periods in days. */
  activeDays: number;
}

/**
 * LTV = アクティブ期間 × 購入回数 × 購入単価 (seed 000, domain.md A4.4), with the orders read per year.
 * The product of the three factors is the LTV.
 */
export interface ValueFactors {
  /** Years per customer. */
  activeYears: Ratio;
  /** Orders per year of activity. */
  ordersPerYear: Ratio;
  /** Minor units per order. */
  orderValue: Ratio;
  /** Minor units per customer. */
  ltv: Ratio;
}

/** The three factors of a group, or of one customer. */
export function valueFactors({ customers, orders, amount, activeDays }: ValueSums): ValueFactors {
  const years = activeDays / YEAR_DAYS;
  return {
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
