import { isoOf, type Day } from '../domain/day.ts';
import { cpm, type CpmState } from '../domain/models/cpm.ts';
import { ledgerOf, type LedgerLine } from '../domain/reports/segment-ledger.ts';
import type { StockRow } from '../domain/reports/stock.ts';
import type { Shop } from '../store/database.ts';
import { readMonthStocks } from '../store/months.ts';
import { countProspects } from '../store/prospects.ts';
import { monthEndBefore } from './calendar-rows.ts';

const YEAR = 12;

/** A line of リスト分析表; money in the main unit. Null: not known, or nobody. */
export interface ListLine {
  group: CpmState | 'total';
  customers: number;
  share: number | null;
  sinceMonth: number | null;
  sinceYear: number | null;
  active: number;
  /** Of the last 365 days. */
  sales: number;
  annualLtv: number | null;
  tenureDays: number | null;
  departureDays: number | null;
  orders: number | null;
  unitPrice: number | null;
}

/** リスト分析表 at the end of a month. */
export interface ListTable {
  /** ISO days compared with. */
  comparedWith: { month: string; year: string };
  groups: ListLine[];
  total: ListLine;
  /** Customers in Shopify without a counted order, at an instant (epoch milliseconds). */
  prospects: { customers: number; at: number };
}

/** The ten groups and their total. @param unit minor units of one of money. */
export async function listTable(shop: Shop, end: Day, unit: number): Promise<ListTable> {
  const days = {
    asOf: end,
    monthBefore: monthEndBefore(end, 1),
    yearBefore: monthEndBefore(end, YEAR),
  };
  const [stocks, prospects] = await Promise.all([
    readMonthStocks(shop, { model: cpm.key, from: days.yearBefore, to: end }),
    countProspects(shop),
  ]);
  const rows = stocks as unknown as StockRow<CpmState>[];
  const kept = new Set(rows.map(({ day }) => day));
  const lines = ledgerOf(rows, days).map((line) => ({
    ...lineOf(line, unit),
    sinceMonth: kept.has(days.monthBefore) ? line.sinceMonth : null,
    sinceYear: kept.has(days.yearBefore) ? line.sinceYear : null,
  }));
  const groups = lines.filter(({ group }) => group !== 'total');
  const [total] = lines.filter(({ group }) => group === 'total');
  if (!total) throw new RangeError('a ledger without a total');
  const comparedWith = { month: isoOf(days.monthBefore), year: isoOf(days.yearBefore) };
  const [customers = 0] = prospects.rows;
  return { comparedWith, groups, total, prospects: { customers, at: prospects.at } };
}

function lineOf(line: LedgerLine, unit: number): ListLine {
  const money = (value: number | null) => (value === null ? null : value / unit);
  return {
    group: line.group,
    customers: line.customers,
    share: line.share.value,
    sinceMonth: line.sinceMonth,
    sinceYear: line.sinceYear,
    active: line.active,
    sales: Number(line.yearSales) / unit,
    annualLtv: money(line.annualLtv.value),
    tenureDays: line.tenureDays.value,
    departureDays: line.departureDays.value,
    orders: line.orders.value,
    unitPrice: money(line.unitPrice.value),
  };
}
