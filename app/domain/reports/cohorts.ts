import type { Day } from '../day.ts';
import type { CountedOrder, History, Refund, Return } from '../history.ts';
import { entryOf } from './counts.ts';
import { orderDaysOf } from './order-days.ts';
import { isOver, isoMonth, monthReader, type Month } from './order-month.ts';
import { perHead } from './per-head.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** A cohort after k months; months are calendar months, k = 0 is the month of the first order. */
export interface CohortCell {
  /** Customers with an order in month k ÷ cohort. */
  retention: Ratio;
  /** Customers with a second order by the end of month k ÷ cohort; never falls with k. */
  repeated: Ratio;
  /** Sum of the measure by the end of month k, less what was given back, minor units. */
  cumulative: bigint;
  /** The same per customer of the cohort. */
  perCustomer: number | null;
}

/** The customers who first ordered in one month. */
export interface Cohort {
  /** ISO month, `2026-01`. */
  month: string;
  customers: number;
  /** Orders that the measure could say nothing of: the sums leave them out. */
  unmeasured: number;
  /** From k = 0 on; null while month k is not over. */
  cells: (CohortCell | null)[];
}

/** How a cohort table is counted. */
export interface CohortOptions {
  asOf: Day;
  /** The last k shown. */
  months: number;
  /** Whether money given back lowers the month of its order or the month in which it was given. */
  refunds: 'by-order' | 'by-date';
  /** What is summed, minor units; the value of an order by default. Null: unknown. */
  measure?: (order: CountedOrder) => number | null;
}

/** Calendar months from a customer's first order to a day. */
type MonthsSince = (day: Day) => number;

/** Sums of one cohort, each an entry per k. */
interface Sums {
  customers: number;
  unmeasured: number;
  active: number[];
  repeated: number[];
  amount: bigint[];
}

/**
 * Cohort table by month of first order (domain.md A4.6). A refund of an order restates the order
 * and so its month, unless refunds are booked by date; what was given back outside any order is
 * always booked so.
 */
export function cohorts(options: CohortOptions): Tally<History, Cohort[]> {
  const byMonth = new Map<Month, Sums>();
  const monthOf = monthReader();
  return {
    add(history) {
      const orderDays = orderDaysOf(history, options.asOf);
      const first = orderDays[0];
      if (first === undefined) return;
      const month = monthOf(first);
      const sums = entryOf(byMonth, month, () => noSums(options.months));
      const since: MonthsSince = (day) => monthOf(day) - month;
      countCustomer(sums, orderDays.map(since));
      for (const order of history.orders) addOrder(sums, order, since, options);
      for (const given of history.returns ?? []) addReturn(sums, given, since, options);
      if (options.refunds === 'by-order') return;
      for (const refund of history.refunds ?? []) moveRefund(sums, refund, since, options);
    },
    result: () =>
      [...byMonth].sort(([a], [b]) => a - b).map(([month, sums]) => cohortOf(month, sums, options)),
  };
}

function noSums(months: number): Sums {
  const zeros = () => new Array<number>(months + 1).fill(0);
  return {
    customers: 0,
    unmeasured: 0,
    active: zeros(),
    repeated: zeros(),
    amount: zeros().map(BigInt),
  };
}

/** `months`: k of every order, ascending. */
function countCustomer(sums: Sums, months: readonly number[]): void {
  sums.customers += 1;
  for (const k of new Set(months)) increment(sums.active, k);
  const second = months[1];
  if (second !== undefined) increment(sums.repeated, second);
}

function addOrder(
  sums: Sums,
  order: CountedOrder,
  since: MonthsSince,
  options: CohortOptions,
): void {
  if (order.day > options.asOf) return;
  const amount = options.measure ? options.measure(order) : order.value;
  if (amount === null) sums.unmeasured += 1;
  else addAmount(sums, since(order.day), amount);
}

function addReturn(
  sums: Sums,
  { day, value }: Return,
  since: MonthsSince,
  options: CohortOptions,
): void {
  if (day > options.asOf) return;
  addAmount(sums, Math.max(since(day), 0), value);
}

/** From the month of its order to its own; one that is still to come is not known of. */
function moveRefund(
  sums: Sums,
  { ordered, day, value }: Refund,
  since: MonthsSince,
  options: CohortOptions,
): void {
  addReturn(sums, { day: ordered, value }, since, options);
  addReturn(sums, { day, value: -value }, since, options);
}

function increment(counts: number[], k: number): void {
  const count = counts[k];
  if (count !== undefined) counts[k] = count + 1;
}

function addAmount(sums: Sums, k: number, amount: number): void {
  const sum = sums.amount[k];
  if (sum !== undefined) sums.amount[k] = sum + BigInt(amount);
}

function cohortOf(month: Month, sums: Sums, { asOf }: CohortOptions): Cohort {
  const { customers, unmeasured } = sums;
  let repeated = 0;
  let cumulative = 0n;
  const cells = sums.active.map((active, k) => {
    repeated += sums.repeated[k] ?? 0;
    cumulative += sums.amount[k] ?? 0n;
    if (!isOver((month + k) as Month, asOf)) return null;
    return {
      retention: ratioOf(active, customers),
      repeated: ratioOf(repeated, customers),
      cumulative,
      perCustomer: perHead(cumulative, customers),
    };
  });
  return { month: isoMonth(month), customers, unmeasured, cells };
}
