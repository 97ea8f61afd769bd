import type { Day } from '../day.ts';
import { tenure, type Facts, type History } from '../history.ts';
import { YEAR_DAYS } from './life.ts';
import type { ActivePeriodFactors } from './ltv.ts';
import { activeDaysOf } from './value-factors.ts';

/** The LTV of one customer with the three factors that seed 000 multiplies. */
export interface CustomerLtv {
  /** Null for buyers of a single day: nothing is known of their pace. */
  factors: ActivePeriodFactors | null;
  /** The product of the three, which is the amount so far; minor units. */
  ltv: number;
}

/**
 * Seed 000, per customer (domain.md A4.4): the active period is the tenure and one mean interval
 * between order days more, so that the product is what the customer has spent so far.
 */
export function customerLtv(facts: Facts): CustomerLtv {
  const { intervals, orders, amount } = facts;
  if (intervals.length === 0) return { factors: null, ltv: amount };
  const activeYears = activeDaysOf(tenure(facts), intervals.length + 1) / YEAR_DAYS;
  const factors = { activeYears, ordersPerYear: orders / activeYears, orderValue: amount / orders };
  return { factors, ltv: amount };
}

/**
 * RetentionX (domain.md A4.4): net revenue − cost of goods sold up to a day, returns taken off, minor
 * units; null where a cost is unknown.
 */
export function retentionXLtv(history: History, asOf: Day): number | null {
  let profit = 0;
  for (const { day, value, lines = [] } of history.orders) {
    if (day > asOf) continue;
    if (lines.length === 0) return null;
    profit += value;
    for (const { cost } of lines) {
      if (cost === null) return null;
      profit -= cost;
    }
  }
  for (const { day, value } of history.returns ?? []) if (day <= asOf) profit += value;
  return profit;
}
