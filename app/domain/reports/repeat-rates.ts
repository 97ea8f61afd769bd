import type { Day } from '../day.ts';
import { cpm, cpmParts, type CpmState } from '../models/cpm.ts';
import { isIn, isRipe, lastDays, type DayRange } from './day-range.ts';
import { daysToSecond, ordersIn, type Buyer } from './order-days.ts';
import type { RateRule } from './rate.ts';

/**
 * F2転換率 (domain.md A4.1): a second order day within so many days of the first one, of customers
 * whose first order is at least that old; with a cohort, of those who first ordered in it
 * (初回購入後リピート分析, seed 003 §7).
 */
export function f2Within(days: number, asOf: Day, cohort?: DayRange): RateRule<Buyer> {
  const when = cohort ? ' in the period and' : '';
  return {
    key: `f2_${days}`,
    definition: `Customers with a second order day within ${days} days of the first ÷ customers whose first order was${when} at least ${days} days before the as-of day.`,
    hit: ({ orderDays }) => {
      const first = orderDays[0];
      if (first === undefined || !isRipe(first, days, asOf)) return null;
      if (cohort && !isIn(cohort, first)) return null;
      const gap = daysToSecond(orderDays);
      return gap !== null && gap <= days;
    },
  };
}

/** F(n)→F(n+1) (domain.md A4.1), orders counted one by one. */
export function nextOrder(n: number): RateRule<Buyer> {
  return {
    key: `f${n}_to_f${n + 1}`,
    definition: `Customers with at least ${n + 1} orders ÷ customers with at least ${n}.`,
    hit: ({ orderDays }) => (orderDays.length < n ? null : orderDays.length > n),
  };
}

/** 2回目転換率 of 未来館 (domain.md A4.1): of the new customers of the last days, who came again in them. */
export function secondOfNew(days: number, asOf: Day): RateRule<Buyer> {
  const window = lastDays(days, asOf);
  return {
    key: `second_of_new_${days}`,
    definition: `Customers with a second order in the last ${days} days ÷ customers whose first order lies in the last ${days} days.`,
    hit: ({ orderDays }) => {
      const first = orderDays[0];
      if (first === undefined || !isIn(window, first)) return null;
      return ordersIn(window, orderDays) > 1;
    },
  };
}

/** リピート率 (a), stock (domain.md A4.1). */
export const repeatStock: RateRule<Buyer> = {
  ...nextOrder(1),
  key: 'repeat_stock',
  definition: 'Customers with at least two orders ÷ all customers.',
};

/** リピート率 (b), period (domain.md A4.1): who bought in a period and had bought before it. */
export function returning(period: DayRange): RateRule<Buyer> {
  return {
    key: 'repeat_period',
    definition: 'Buyers of the period who had bought before it ÷ buyers of the period.',
    hit: ({ orderDays }) => {
      if (ordersIn(period, orderDays) === 0) return null;
      return orderDays.some((day) => day < period.from);
    },
  };
}

/** リピート率 (c), in-period (domain.md A4.1). */
export function repeatingIn(period: DayRange): RateRule<Buyer> {
  return {
    key: 'repeat_in_period',
    definition: 'Customers with at least two orders in the period ÷ buyers of the period.',
    hit: ({ orderDays }) => {
      const orders = ordersIn(period, orderDays);
      return orders === 0 ? null : orders > 1;
    },
  };
}

/** Who bought exactly once in a year, of its buyers (seed 000: 70 % of them → リピート率 30 %). */
export function onceIn(year: DayRange): RateRule<Buyer> {
  return {
    key: 'once_a_year',
    definition: 'Customers with exactly one order in the year ÷ buyers of the year.',
    hit: ({ orderDays }) => {
      const orders = ordersIn(year, orderDays);
      return orders === 0 ? null : orders === 1;
    },
  };
}

/** リピート率 (d) of seed 000: everybody but those who bought exactly once in the year. */
export function notOnceIn(year: DayRange): RateRule<Buyer> {
  const once = onceIn(year);
  return {
    key: 'repeat_seed_000',
    definition: 'One minus the share of buyers of the year with exactly one order in it.',
    hit: (buyer) => negated(once.hit(buyer)),
  };
}

/** 稼働顧客 (domain.md A5) of all customers: a departure of less than so many days. */
export function activeWithin(days: number, asOf: Day): RateRule<Buyer> {
  return {
    key: `active_${days}`,
    definition: `Customers whose last order is less than ${days} days before the as-of day ÷ all customers.`,
    hit: ({ orderDays }) => {
      const last = orderDays.at(-1);
      return last === undefined ? null : asOf - last < days;
    },
  };
}

const CPM_NEW = new Set(cpm.states.filter((state) => cpmParts(state).stage === 'first'));

/** 新規率 of the CPM table (seed 003): 初回現役 + 初回離脱. */
export const cpmNewShare: RateRule<{ cpm: CpmState }> = {
  key: 'cpm_new_share',
  definition: 'Customers in the CPM stage first, active or lapsed ÷ all customers.',
  hit: (customer) => CPM_NEW.has(customer.cpm),
};

/** リピート率 of the CPM table (seed 003): 100 % − 新規率. */
export const cpmRepeatShare: RateRule<{ cpm: CpmState }> = {
  key: 'cpm_repeat_share',
  definition: 'Customers in any CPM stage but first ÷ all customers.',
  hit: (customer) => negated(cpmNewShare.hit(customer)),
};

function negated(hit: boolean | null): boolean | null {
  return hit === null ? null : !hit;
}
