import type { Day } from '../day.ts';
import { cpm, type CpmState } from '../models/cpm.ts';
import { monthsBefore } from './calendar-months.ts';
import type { TrackedCustomer } from './place.ts';
import { EMPTY_STOCK, stockTally, sumOfStocks, type Stock, type StockRow } from './stock.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** One line of the ledger; days, orders and minor units per head as ratios of sums. */
export interface LedgerLine {
  group: CpmState | 'total';
  customers: number;
  /** Of all customers. */
  share: Ratio;
  /** Customers more (less when negative) than on the same day a calendar month before. */
  sinceMonth: number;
  /** Customers more than on the same day a calendar year before. */
  sinceYear: number;
  /** 稼働顧客数 of the group. */
  active: number;
  /** Cumulative sales, minor units. */
  amount: bigint;
  /** Sales of the last 365 days, minor units; in the total also what was given back before a first order. */
  yearSales: bigint;
  /** 年間LTV: sales of the last 365 days ÷ 稼働顧客数. */
  annualLtv: Ratio;
  tenureDays: Ratio;
  departureDays: Ratio;
  orders: Ratio;
  /** Cumulative sales ÷ orders. */
  unitPrice: Ratio;
}

/** The three days of a ledger. "Previous month" is the same day a calendar month before. */
export interface LedgerDays {
  asOf: Day;
  monthBefore: Day;
  yearBefore: Day;
}

/** The days that a ledger compares; 31 March is compared with the last day of February. */
export function ledgerDays(asOf: Day): LedgerDays {
  return { asOf, monthBefore: monthsBefore(asOf, 1), yearBefore: monthsBefore(asOf, 12) };
}

/** リスト分析表 (domain.md A5): the ten CPM groups and the total, at the end of a day. */
export function segmentLedger(asOf: Day): Tally<TrackedCustomer<CpmState>, LedgerLine[]> {
  const days = ledgerDays(asOf);
  const stocks = stockTally(cpm.states, [days.yearBefore, days.monthBefore, days.asOf]);
  return {
    add: (customer) => {
      stocks.add(customer);
    },
    result: () => ledgerOf(stocks.result(), days),
  };
}

/** The ledger of stocks that are already summed, e.g. read from a month table. */
export function ledgerOf(stocks: readonly StockRow<CpmState>[], days: LedgerDays): LedgerLine[] {
  const on = (day: Day) => stocks.filter((row) => row.day === day);
  const [now, month, year] = [on(days.asOf), on(days.monthBefore), on(days.yearBefore)];
  const total = sumOfStocks(now);
  const line = (group: LedgerLine['group']) =>
    lineOf(group, stockOf(now, group), total.customers, days.asOf, {
      month: stockOf(month, group).customers,
      year: stockOf(year, group).customers,
    });
  return [...cpm.states.map(line), line('total')];
}

function stockOf(rows: readonly StockRow<CpmState>[], group: LedgerLine['group']): Stock {
  if (group === 'total') return sumOfStocks(rows);
  return rows.find(({ state }) => state === group) ?? EMPTY_STOCK;
}

function lineOf(
  group: LedgerLine['group'],
  stock: Stock,
  everybody: number,
  asOf: Day,
  before: { month: number; year: number },
): LedgerLine {
  const { customers, active, orders, amount, yearSales } = stock;
  return {
    group,
    customers,
    share: ratioOf(customers, everybody),
    sinceMonth: customers - before.month,
    sinceYear: customers - before.year,
    active,
    amount,
    yearSales,
    annualLtv: ratioOf(Number(yearSales), active),
    tenureDays: ratioOf(stock.lastDays - stock.firstDays, customers),
    departureDays: ratioOf(customers * asOf - stock.lastDays, customers),
    orders: ratioOf(orders, customers),
    unitPrice: ratioOf(Number(amount), orders),
  };
}
