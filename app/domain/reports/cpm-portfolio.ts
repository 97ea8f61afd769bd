import { addDays, type Day } from '../day.ts';
import { cpm, type CpmState } from '../models/cpm.ts';
import { monthOfYear, monthsBefore } from './calendar-months.ts';
import { salesReader } from './life.ts';
import { MoneySum } from './money-sum.ts';
import { placeReader, type BuyerPlace, type TrackedCustomer } from './place.ts';
import type { Stock, StockRow } from './stock.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** 顧客ポートフォリオ, one bubble: x = months with us, y = amount, size = customers. */
export interface Bubble<State extends string = string> {
  state: BuyerPlace<State>;
  customers: number;
  /** Mean tenure in months of 365 ÷ 12 days; null without customers. */
  tenureMonths: number | null;
  tenureDays: Ratio;
  /** Mean cumulative amount, minor units. */
  amount: Ratio;
}

const DAYS_PER_MONTH = 365 / 12;

/** The bubble of a stock (domain.md A1). */
export function bubbleOf<State extends string>(stock: StockRow<State>): Bubble<State> {
  const { state, customers, amount, firstDays, lastDays } = stock;
  const tenureDays = ratioOf(lastDays - firstDays, customers);
  return {
    state,
    customers,
    tenureMonths: tenureDays.value === null ? null : tenureDays.value / DAYS_PER_MONTH,
    tenureDays,
    amount: ratioOf(Number(amount), customers),
  };
}

/** 人数推移: customers of a state at the end of a day; 人数増減推移: more than a year before. */
export interface Headcount<State extends string = string> {
  day: Day;
  state: BuyerPlace<State>;
  customers: number;
  /** Against the end of the same month a year before; null where that month is not given. */
  sinceYear: number | null;
}

/** 人数推移 and 人数増減推移 (domain.md A1) of stocks at month-ends. */
export function headcountsOf<State extends string>(
  stocks: readonly (Pick<Stock, 'customers'> & Pick<StockRow<State>, 'day' | 'state'>)[],
): Headcount<State>[] {
  const counts = new Map(stocks.map(({ day, state, customers }) => [`${day} ${state}`, customers]));
  const yearsBefore = new Map(stocks.map(({ day }) => [day, sameMonthYearBefore(day)]));
  return stocks.map(({ day, state, customers }) => {
    const before = counts.get(`${yearsBefore.get(day)} ${state}`);
    return { day, state, customers, sinceYear: before === undefined ? null : customers - before };
  });
}

const MONTHS_PER_YEAR = 12;

/** The end of February 2025 is compared with 29 February 2024, any other day with the same day. */
function sameMonthYearBefore(day: Day): Day {
  const tomorrow = addDays(day, 1);
  return monthOfYear(tomorrow) === monthOfYear(day)
    ? monthsBefore(day, MONTHS_PER_YEAR)
    : addDays(monthsBefore(tomorrow, MONTHS_PER_YEAR), -1);
}

/** 売上推移: what the customers bought in a month, by their group at its end; minor units. */
export interface MonthSales {
  lastDay: Day;
  groups: Record<CpmState, bigint>;
  /** All groups, and what was given back before a first order. */
  total: bigint;
}

/**
 * 売上推移 (domain.md A1): sales of each month by CPM group, returns taken off.
 *
 * @param ends ascending, the day before the first month in front: see `monthEnds`.
 */
export function salesByMonth(ends: readonly Day[]): Tally<TrackedCustomer<CpmState>, MonthSales[]> {
  const [before, ...lastDays] = ends;
  const months = lastDays.map((lastDay) => ({
    lastDay,
    groups: new Map(cpm.states.map((state) => [state as string, new MoneySum()])),
    total: new MoneySum(),
  }));
  return {
    add: ({ history, timeline }) => {
      const salesUntil = salesReader(history);
      const placeOn = placeReader(timeline);
      let sales = before === undefined ? 0 : salesUntil(before);
      for (const { lastDay, groups, total } of months) {
        const bought = salesUntil(lastDay) - sales;
        sales += bought;
        groups.get(placeOn(lastDay))?.add(bought);
        total.add(bought);
      }
    },
    result: () =>
      months.map(({ lastDay, groups, total }) => ({
        lastDay,
        groups: Object.fromEntries(
          [...groups].map(([state, sum]) => [state, sum.total]),
        ) as MonthSales['groups'],
        total: total.total,
      })),
  };
}
