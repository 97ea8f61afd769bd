import { calendarOf, isoOf, type Day } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import { cpm, type CpmState } from '../domain/models/cpm.ts';
import { monthEnds } from '../domain/reports/calendar-months.ts';
import { cpmCuts, stocksOfCells } from '../domain/reports/cpm-cells.ts';
import { bubbleOf } from '../domain/reports/cpm-portfolio.ts';
import type { MonthStock } from '../domain/reports/month-tables.ts';
import { isoMonth, monthOf } from '../domain/reports/order-month.ts';
import { ledgerOf, type LedgerDays, type LedgerLine } from '../domain/reports/segment-ledger.ts';
import type { StockRow } from '../domain/reports/stock.ts';
import type { Shop } from '../store/database.ts';
import { readMonthStocks } from '../store/months.ts';
import { sumByCuts } from '../store/present-stock.ts';
import { currentSettings } from '../store/settings.ts';
import type { KnownShop } from '../store/shops.ts';
import { lastDayOf, shownMonths, type ShownMonths } from './month.ts';
import { readyShop, type Unready } from './readiness.ts';
import { thresholdsOf, type Thresholds } from './thresholds.ts';
import { transitionsAt, type Transitions } from './transitions.ts';

/** How many months the trend reaches back. */
const TREND_MONTHS = 36;
const YEAR = 12;
/** 優良 are to be so many of the customers, and to make so much of the sales (domain.md A1). */
const TARGET = { customers: 0.2, amount: 0.8 };

/** One of the ten groups, or all of them; money in the main unit, per head. Null: not known, or nobody. */
export interface CpmGroup {
  group: CpmState | 'total';
  customers: number;
  share: number | null;
  sinceMonth: number | null;
  sinceYear: number | null;
  /** Of the last 365 days; known of month-ends only. */
  yearSales: number | null;
  amount: number | null;
  orders: number | null;
  unitPrice: number | null;
  tenureDays: number | null;
  departureDays: number | null;
}

/** 顧客ポートフォリオ: where a group stands in the picture. */
export interface CpmBubble {
  state: CpmState;
  customers: number;
  months: number;
  /** Main unit. */
  amount: number;
}

/** The part that 優良 have of something, against the target. */
export interface Part {
  value: number | null;
  target: number;
}

/** 優良 among all customers, and among those who still buy. */
export interface ExcellentPart {
  among: 'all' | 'active';
  customers: Part;
  amount: Part;
}

/** The page of CPM at the end of a month, or today. */
export interface CpmScreen {
  timezone: string;
  currency: string;
  thresholds: Thresholds;
  months: ShownMonths;
  /** Today is shown, not a month. */
  present: boolean;
  /** ISO days: the one shown, and those compared with. */
  day: string;
  comparedWith: { month: string; year: string };
  groups: CpmGroup[];
  total: CpmGroup;
  bubbles: CpmBubble[];
  /** 新規 = 初回現役 + 初回離脱; リピート are the others. */
  news: { first: number; repeat: number };
  excellent: ExcellentPart[];
  transitions: Transitions;
  /** Customers at the end of each month, oldest first. */
  trend: { months: string[]; counts: Record<CpmState, number[]> };
}

/** The address asks for the present by this word in the place of a month. */
const PRESENT = 'today';

/** CPM at the end of the month asked for (null: the newest), or today. */
export async function cpmScreen(
  shop: Shop,
  now: number,
  asked: string | null,
): Promise<CpmScreen | Unready | 'building'> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return known;
  const [months, thresholds] = await Promise.all([
    shownMonths(shop, asked),
    thresholdsOf(shop, known.currency),
  ]);
  if (!thresholds) return 'reading';
  if (!months) return 'building';
  const present = asked === PRESENT;
  const end = lastDayOf(months.month);
  const [stocks, transitions, today] = await Promise.all([
    readMonthStocks(shop, { model: cpm.key, from: firstOf(end), to: end }),
    transitionsAt(shop, end),
    present ? presentStocks(shop, calendarOf(known.timezone)(now)) : null,
  ]);
  const rows = stocks as (MonthStock & StockRow<CpmState>)[];
  return {
    ...placeOf(known),
    ...{ thresholds, months, present, transitions },
    ...(today
      ? shownAt([...rows, ...today.rows], presentDays(today.day, end), known, false)
      : shownAt(rows, monthDays(end), known, true)),
    trend: trendOf(rows, end),
  };
}

function placeOf({ timezone, currency }: KnownShop) {
  return { timezone, currency };
}

function firstOf(end: Day): Day {
  return monthEnds(end, TREND_MONTHS)[1] ?? end;
}

async function presentStocks(shop: Shop, day: Day) {
  const current = await currentSettings(shop);
  if (!current) return { day, rows: [] };
  const cells = await sumByCuts(shop, day, cpmCuts(current.settings));
  return { day, rows: stocksOfCells(cells, current.settings, day) };
}

function monthDays(end: Day): LedgerDays {
  const before = monthEnds(end, YEAR + 1);
  return { asOf: end, monthBefore: before.at(-2) ?? end, yearBefore: before[1] ?? end };
}

/** Today is held against the last month's end, and against the same a year earlier. */
function presentDays(asOf: Day, end: Day): LedgerDays {
  return { asOf, monthBefore: end, yearBefore: monthDays(end).yearBefore };
}

/** @param withSales whether sales of 365 days are known of the day. */
function shownAt(
  rows: readonly StockRow<CpmState>[],
  days: LedgerDays,
  { currency }: KnownShop,
  withSales: boolean,
) {
  const there = new Set(rows.map(({ day }) => day));
  const unit = 10 ** digitsOf(currency);
  const lines = ledgerOf(rows, days).map((line): CpmGroup => ({
    ...groupOf(line, unit),
    yearSales: withSales ? Number(line.yearSales) / unit : null,
    sinceMonth: there.has(days.monthBefore) ? line.sinceMonth : null,
    sinceYear: there.has(days.yearBefore) ? line.sinceYear : null,
  }));
  const stocks = rows.filter(({ day, customers }) => day === days.asOf && customers > 0);
  const groups = lines.slice(0, cpm.states.length);
  const [total = groupOf(NOBODY, unit)] = lines.slice(cpm.states.length);
  return {
    day: isoOf(days.asOf),
    comparedWith: { month: isoOf(days.monthBefore), year: isoOf(days.yearBefore) },
    groups,
    total,
    bubbles: bubblesOf(stocks, unit),
    news: newsOf(groups),
    excellent: (['all', 'active'] as const).map((among) => excellentOf(groups, among)),
  };
}

const [NOBODY] = ledgerOf([], monthDays(0 as Day)).slice(-1) as [LedgerLine];

function groupOf(line: LedgerLine, unit: number): CpmGroup {
  const money = (value: number | null) => (value === null ? null : value / unit);
  const { group, customers, amount } = line;
  return {
    group,
    customers,
    share: line.share.value,
    sinceMonth: null,
    sinceYear: null,
    yearSales: null,
    amount: customers === 0 ? null : Number(amount) / customers / unit,
    orders: line.orders.value,
    unitPrice: money(line.unitPrice.value),
    tenureDays: line.tenureDays.value,
    departureDays: line.departureDays.value,
  };
}

function bubblesOf(stocks: readonly StockRow<CpmState>[], unit: number): CpmBubble[] {
  return stocks.flatMap((stock) => {
    const { state, customers, tenureMonths, amount } = bubbleOf(stock);
    if (state === 'none' || tenureMonths === null || amount.value === null) return [];
    return [{ state, customers, months: tenureMonths, amount: amount.value / unit }];
  });
}

function newsOf(groups: readonly CpmGroup[]): CpmScreen['news'] {
  const isFirst = ({ group }: CpmGroup) => group === 'first-active' || group === 'first-lapsed';
  return {
    first: sumOf(groups.filter(isFirst), ({ customers }) => customers),
    repeat: sumOf(
      groups.filter((each) => !isFirst(each)),
      ({ customers }) => customers,
    ),
  };
}

function excellentOf(groups: readonly CpmGroup[], among: 'all' | 'active'): ExcellentPart {
  const counted = groups.filter(({ group }) => among === 'all' || group.endsWith('-active'));
  const best = counted.filter(({ group }) => group.startsWith('excellent-'));
  const shareOf = (of: (group: CpmGroup) => number) => {
    const all = sumOf(counted, of);
    return all === 0 ? null : sumOf(best, of) / all;
  };
  return {
    among,
    customers: { value: shareOf(({ customers }) => customers), target: TARGET.customers },
    amount: {
      value: shareOf(({ customers, amount }) => customers * (amount ?? 0)),
      target: TARGET.amount,
    },
  };
}

function sumOf(groups: readonly CpmGroup[], of: (group: CpmGroup) => number): number {
  return groups.reduce((sum, group) => sum + of(group), 0);
}

function trendOf(rows: readonly StockRow<CpmState>[], end: Day): CpmScreen['trend'] {
  const kept = new Set(rows.map(({ day }) => day));
  const days = monthEnds(end, TREND_MONTHS).filter((day) => kept.has(day));
  const counts = new Map(rows.map(({ day, state, customers }) => [`${day} ${state}`, customers]));
  return {
    months: days.map((day) => isoMonth(monthOf(day))),
    counts: Object.fromEntries(
      cpm.states.map((state) => [state, days.map((day) => counts.get(`${day} ${state}`) ?? 0)]),
    ) as Record<CpmState, number[]>,
  };
}
