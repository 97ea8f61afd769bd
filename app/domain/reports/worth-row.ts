import type { Day } from '../day.ts';
import { intervalsOf, type CountedOrder, type History } from '../history.ts';
import { cpmParts, type CpmState } from '../models/cpm.ts';
import { yearsOf, type BuyingYears } from './buying-years.ts';
import { retentionXLtv } from './customer-ltv.ts';
import { isIn, isRipe, lastDays } from './day-range.ts';
import { isActive, salesReader, YEAR_DAYS, yearAccountReader, yearBefore } from './life.ts';
import { grossProfitOf } from './order-products.ts';
import { activeDaysOf } from './value-factors.ts';

/** How many days after the first order what a customer has brought is read. */
export const WORTH_AGES = [90, 180, 365, 730] as const;

/** All that the ways of counting lifetime value take of one customer; money in minor units. */
export interface WorthRow {
  firstDay: Day;
  years: BuyingYears;
  orders: number;
  /** Cumulative, returns taken off. */
  amount: number;
  /** アクティブ期間; 0 with one order day only. */
  activeDays: number;
  yearOrders: number;
  /** The year before the last 365 days: whether it had an order, and its sales. */
  before: { active: boolean; sales: number };
  /** By the end of each of {@link WORTH_AGES}; null for whoever is not that old a customer. */
  byAge: (number | null)[];
  /** CPM現役. */
  continuing: boolean;
  /** Of the orders whose costs are all known: what their lines were sold for, and gross profit. */
  margin: { sales: number; profit: number };
  /** Net revenue − cost of goods, so far and of the last 365 days; null where a cost is unknown. */
  profit: number | null;
  yearProfit: number | null;
}

/** The row of a customer; null for whoever has not bought by that day. */
export function worthRowOf(history: History, cpm: CpmState | null, asOf: Day): WorthRow | null {
  const accountOn = yearAccountReader(history);
  const dayBefore = yearBefore(asOf);
  const before = accountOn(dayBefore);
  const account = accountOn(asOf);
  const years = yearsOf(account, asOf);
  const { life } = account;
  if (!life || !years) return null;
  const orders = history.orders.filter(({ day }) => day <= asOf);
  const intervals = intervalsOf(orders);
  return {
    firstDay: life.firstDay,
    years,
    orders: life.orders,
    amount: life.amount,
    activeDays: activeDaysOf(life.lastDay - life.firstDay, intervals.length + 1),
    yearOrders: life.orders - (account.lifeBefore?.orders ?? 0),
    before: { active: isActive(before.life, dayBefore), sales: before.yearSales },
    byAge: amountsByAge(history, life.firstDay, asOf),
    continuing: cpm !== null && cpmParts(cpm).active,
    margin: marginOf(orders),
    profit: retentionXLtv(history, asOf),
    yearProfit: retentionXLtv(yearOf(history, asOf), asOf),
  };
}

function amountsByAge(history: History, first: Day, asOf: Day): (number | null)[] {
  const salesUntil = salesReader(history);
  return WORTH_AGES.map((days) =>
    isRipe(first, days, asOf) ? salesUntil((first + days) as Day) : null,
  );
}

function marginOf(orders: readonly CountedOrder[]): WorthRow['margin'] {
  const margin = { sales: 0, profit: 0 };
  for (const order of orders) {
    const profit = grossProfitOf(order);
    if (profit === null) continue;
    margin.profit += profit;
    for (const { sales } of order.lines ?? []) margin.sales += sales;
  }
  return margin;
}

function yearOf({ orders, returns = [] }: History, asOf: Day): History {
  const year = lastDays(YEAR_DAYS, asOf);
  const inYear = ({ day }: { day: Day }) => isIn(year, day);
  return { orders: orders.filter(inYear), returns: returns.filter(inYear) };
}
