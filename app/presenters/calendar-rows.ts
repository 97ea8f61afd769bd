import { addDays, isoOf, type Day } from '../domain/day.ts';
import { cpm, type CpmState } from '../domain/models/cpm.ts';
import type { CalendarBody } from '../domain/prepared/calendar.ts';
import { ACTIVITY } from '../domain/reports/activity.ts';
import { monthEnds } from '../domain/reports/calendar-months.ts';
import type { MonthMove, MonthStock } from '../domain/reports/month-tables.ts';
import { isoMonth, monthOf } from '../domain/reports/order-month.ts';
import { NOT_YET } from '../domain/reports/place.ts';
import { ratioOf, type Ratio } from '../domain/reports/tally.ts';
import type { Shop } from '../store/database.ts';
import { readMonthMoves, readMonthStocks } from '../store/months.ts';

const YEAR = 12;

/** A month of カレンダー診断表: start + new + revived − lapsed = end = the start of the next. */
export interface CalendarRow {
  /** ISO month. */
  month: string;
  /** ISO days: the last of the month before, and the last of the month. */
  after: string;
  day: string;
  start: number;
  new: number;
  revived: number;
  lapsed: number;
  end: number;
  /** 顧客維持率 and 顧客復活率 against twelve months before. */
  retention: Ratio;
  revival: Ratio;
  /** 2回目転換率; null where it is not prepared. */
  secondOrder: Ratio | null;
  /** Of the month, main unit. */
  sales: number;
  /** Sales of 365 days ÷ 稼働 at the end, main unit; null without anybody. */
  annualLtv: number | null;
  /** Customers of each CPM group at the end. */
  groups: Record<CpmState, number>;
}

/**
 * The last `count` months up to one, oldest first, as far back as months are kept.
 *
 * @param unit minor units of one of money.
 */
export async function calendarRows(
  shop: Shop,
  end: Day,
  count: number,
  unit: number,
  newcomers: CalendarBody | null,
): Promise<CalendarRow[]> {
  const [before = end, ...ends] = monthEnds(end, count);
  const wanted = { model: ACTIVITY.key, from: before, to: end };
  const [stocks, groups, months, years] = await Promise.all([
    readMonthStocks(shop, wanted),
    readMonthStocks(shop, { ...wanted, model: cpm.key }),
    readMonthMoves(shop, { ...wanted, span: 1 }),
    readMonthMoves(shop, { ...wanted, span: YEAR }),
  ]);
  const read: Read = {
    stocks: byDay(stocks),
    groups: byDay(groups),
    months: byDay(months),
    years: byDay(years),
    secondOrders: new Map(newcomers?.months.map(({ month, secondOrder }) => [month, secondOrder])),
  };
  return ends.flatMap((day, index) => {
    const after = ends[index - 1] ?? before;
    return read.stocks.has(day) ? [rowOf(read, after, day, unit)] : [];
  });
}

interface Read {
  stocks: Map<Day, MonthStock[]>;
  groups: Map<Day, MonthStock[]>;
  months: Map<Day, MonthMove[]>;
  years: Map<Day, MonthMove[]>;
  secondOrders: Map<string, Ratio>;
}

function byDay<Row extends { day: Day }>(rows: readonly Row[]): Map<Day, Row[]> {
  return Map.groupBy(rows, ({ day }) => day);
}

function rowOf(read: Read, after: Day, day: Day, unit: number): CalendarRow {
  const then = sumsOf(read.stocks.get(after));
  const now = sumsOf(read.stocks.get(day));
  const moves = read.months.get(day) ?? [];
  const month = isoMonth(monthOf(day));
  const groups = read.groups.get(day) ?? [];
  return {
    month,
    after: isoOf(after),
    day: isoOf(day),
    start: then.active,
    new: moved(moves, NOT_YET, 'active'),
    revived: moved(moves, 'lapsed', 'active'),
    lapsed: moved(moves, 'active', 'lapsed'),
    end: now.active,
    ...yearRates(read.years.get(day) ?? []),
    secondOrder: read.secondOrders.get(month) ?? null,
    sales: Number(now.amount - then.amount) / unit,
    annualLtv: now.active === 0 ? null : Number(now.yearSales) / now.active / unit,
    groups: Object.fromEntries(
      cpm.states.map((state) => [
        state,
        groups.find((each) => each.state === state)?.customers ?? 0,
      ]),
    ) as CalendarRow['groups'],
  };
}

/** 稼働, and what all customers have bought in all and within the year. */
export function sumsOf(stocks: readonly MonthStock[] = []) {
  return {
    active: stocks.find(({ state }) => state === 'active')?.customers ?? 0,
    amount: stocks.reduce((sum, { amount }) => sum + amount, 0n),
    yearSales: stocks.reduce((sum, { yearSales }) => sum + yearSales, 0n),
  };
}

/** 顧客維持率 and 顧客復活率 (domain.md A5) of the moves of a year between 稼働 and not. */
export function yearRates(moves: readonly MonthMove[]): Pick<CalendarRow, 'retention' | 'revival'> {
  const share = (from: string) => {
    const active = moved(moves, from, 'active');
    return ratioOf(active, active + moved(moves, from, 'lapsed'));
  };
  return { retention: share('active'), revival: share('lapsed') };
}

/** How many took a way. */
export function moved(moves: readonly MonthMove[], from: string, to: string): number {
  return moves.find((each) => each.from === from && each.to === to)?.customers ?? 0;
}

/** The last day of the month so many months before one that ends on a day. */
export function monthEndBefore(end: Day, months: number): Day {
  return monthEnds(end, months)[0] ?? addDays(end, 0);
}
