import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import { isIn, lastDays, rangeBefore, type DayRange } from './day-range.ts';
import type { Tally } from './tally.ts';
import { valueSum, type ValuePerCustomer, type ValueSum } from './value-per-customer.ts';

const YEAR = 365;

/**
 * 年間LTV (domain.md A4.4): sales of the last 365 days ÷ 稼働顧客数, so that 年商 = 年間LTV × 稼働顧客数.
 * Returns of these days lower the sales, also those of customers who bought nothing in them.
 */
export function annualLtv(asOf: Day): Tally<History, ValuePerCustomer> {
  const year = lastDays(YEAR, asOf);
  const active = valueSum();
  return {
    add(history) {
      const sales = salesIn(year, history);
      if (history.orders.some(({ day }) => isIn(year, day))) active.add(sales);
      else active.addAmountOnly(sales);
    },
    result: () => active.result(),
  };
}

export const YEAR_BUYERS = ['new', 'retained', 'revived'] as const;
/** What a buyer of the last 365 days was before them. */
export type YearBuyer = (typeof YEAR_BUYERS)[number];

/**
 * 新規客, 維持客 (bought in the 365 days before too) or 復活客 (bought before those, but not in them);
 * null for who bought nothing in the last 365 days (domain.md A5).
 */
export function yearBuyerOf({ orders }: History, asOf: Day): YearBuyer | null {
  const year = lastDays(YEAR, asOf);
  const yearBefore = rangeBefore(year);
  if (!orders.some(({ day }) => isIn(year, day))) return null;
  if (orders.some(({ day }) => isIn(yearBefore, day))) return 'retained';
  return orders.some(({ day }) => day < yearBefore.from) ? 'revived' : 'new';
}

/** 維持客LTV and 復活客LTV (domain.md A4.4): their sales of the last 365 days ÷ their count; the new beside them. */
export function annualLtvByBuyer(asOf: Day): Tally<History, Record<YearBuyer, ValuePerCustomer>> {
  const year = lastDays(YEAR, asOf);
  const sums: Record<YearBuyer, ValueSum> = {
    new: valueSum(),
    retained: valueSum(),
    revived: valueSum(),
  };
  return {
    add(history) {
      const buyer = yearBuyerOf(history, asOf);
      if (buyer) sums[buyer].add(salesIn(year, history));
    },
    result: () => ({
      new: sums.new.result(),
      retained: sums.retained.result(),
      revived: sums.revived.result(),
    }),
  };
}

function salesIn(range: DayRange, { orders, returns = [] }: History): number {
  return [...orders, ...returns]
    .filter(({ day }) => isIn(range, day))
    .reduce((sum, { value }) => sum + value, 0);
}
