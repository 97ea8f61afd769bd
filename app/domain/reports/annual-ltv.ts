import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import { isActive, yearAccountReader } from './life.ts';
import type { Tally } from './tally.ts';
import { valueSum, type ValuePerCustomer } from './value-per-customer.ts';

/**
 * 年間LTV (domain.md A4.4): sales of the last 365 days ÷ 稼働顧客数, so that 年商 = 年間LTV × 稼働顧客数.
 * Returns of these days lower the sales, also those of customers who bought nothing in them.
 */
export function annualLtv(asOf: Day): Tally<History, ValuePerCustomer> {
  const active = valueSum();
  return {
    add(history) {
      const { life, yearSales } = yearAccountReader(history)(asOf);
      if (isActive(life, asOf)) active.add(yearSales);
      else active.addAmountOnly(yearSales);
    },
    result: () => active.result(),
  };
}
