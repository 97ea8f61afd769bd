import type { Day } from '../domain/day.ts';
import { RANKS, RFM_SEGMENTS, type Rank, type RfmSegment } from '../domain/relative/rfm.ts';
import { SPANS, type Span } from '../domain/reports/month-tables.ts';
import { NOT_YET } from '../domain/reports/place.ts';
import { matrixOfMoves } from '../domain/reports/transition-matrix.ts';
import type { Shop } from '../store/database.ts';
import { readMonthMoves, readMonthStocks } from '../store/months.ts';
import { lastDayOf, shownMonths, type ShownMonths } from './month.ts';
import type { RfmSums } from './rfm-sums.ts';

/** The models that are held against an earlier day. */
const COMPARED = { rfm: RFM_SEGMENTS, rank: RANKS } as const;
export type ComparedModelKey = keyof typeof COMPARED;

/** A class at the two dates. */
export interface ComparedRow {
  state: RfmSegment | Rank;
  then: number;
  now: number;
  /** Of all customers at that date, 0 to 1; null among none. */
  shareThen: number | null;
  shareNow: number | null;
}

/** Who went from where to where. */
export interface MoveTable {
  /** Where they came from: `not-yet`, the states, `none`; those without anybody are left out. */
  rows: { from: string; customers: number; cells: number[] }[];
  /** The states they are in at the later date. */
  columns: string[];
}

export interface ComparedModel {
  customersThen: number;
  customersNow: number;
  rows: ComparedRow[];
  /** Null where moves are not kept between the two dates. */
  moves: MoveTable | null;
}

/** The customers by RFM at two dates. */
export interface Comparison {
  months: ShownMonths;
  /** ISO month at whose end the earlier count stands. */
  from: string;
  /** ISO month of the later count; null: today. */
  to: string | null;
  /** Months between the two, where moves are kept over so many. */
  span: Span | null;
  models: Record<ComparedModelKey, ComparedModel>;
}

/** What is asked for: ISO months; `to` null: today. */
export interface AskedDates {
  from: string | null;
  to: string | null;
}

/** Two dates side by side, today against the last month that has ended unless others are asked for; null before there are months. */
export async function comparisonOf(
  shop: Shop,
  asked: AskedDates,
  today: RfmSums,
): Promise<Comparison | null> {
  const months = await shownMonths(shop, asked.from);
  if (!months) return null;
  const known = asked.to !== null && months.all.includes(asked.to) ? asked.to : null;
  const [from, to] =
    known !== null && known < months.month ? [known, months.month] : [months.month, known];
  const span = to === null ? null : spanBetween(from, to);
  const compared = async (model: ComparedModelKey): Promise<ComparedModel> => {
    const [then, now, moves] = await Promise.all([
      countsAt(shop, model, lastDayOf(from)),
      to === null ? countsToday(model, today) : countsAt(shop, model, lastDayOf(to)),
      to === null || span === null ? null : movesTo(shop, model, lastDayOf(to), span),
    ]);
    return { ...sideBySide(model, then, now), moves };
  };
  const [rfm, rank] = await Promise.all([compared('rfm'), compared('rank')]);
  return { months, from, to, span, models: { rfm, rank } };
}

function spanBetween(from: string, to: string): Span | null {
  const between = monthNumber(to) - monthNumber(from);
  return SPANS.find((span) => span === between) ?? null;
}

const MONTHS = 12;

function monthNumber(month: string): number {
  const [year, number] = month.split('-').map(Number);
  return (year ?? 0) * MONTHS + (number ?? 0);
}

type Counts = ReadonlyMap<string, number>;

async function countsAt(shop: Shop, model: string, day: Day): Promise<Counts> {
  const stocks = await readMonthStocks(shop, { model, from: day, to: day });
  return new Map(stocks.map(({ state, customers }) => [state, customers]));
}

function countsToday(model: ComparedModelKey, { segments, ranks }: RfmSums): Counts {
  const rows: readonly { state: string; customers: number }[] = { rfm: segments, rank: ranks }[
    model
  ];
  return new Map(rows.map(({ state, customers }) => [state, customers]));
}

function sideBySide(
  model: ComparedModelKey,
  then: Counts,
  now: Counts,
): Omit<ComparedModel, 'moves'> {
  const [customersThen, customersNow] = [sumOf(then), sumOf(now)];
  const share = (customers: number, all: number) => (all === 0 ? null : customers / all);
  const rows = COMPARED[model].map((state) => {
    const [before, after] = [then.get(state) ?? 0, now.get(state) ?? 0];
    return {
      state,
      then: before,
      now: after,
      shareThen: share(before, customersThen),
      shareNow: share(after, customersNow),
    };
  });
  return { customersThen, customersNow, rows };
}

function sumOf(counts: Counts): number {
  return [...counts.values()].reduce((sum, customers) => sum + customers, 0);
}

async function movesTo(
  shop: Shop,
  model: ComparedModelKey,
  day: Day,
  span: Span,
): Promise<MoveTable> {
  const states: readonly string[] = COMPARED[model];
  const moves = await readMonthMoves(shop, { model, from: day, to: day, span });
  const matrix = matrixOfMoves(states, moves);
  const columns = matrix.columns.filter(
    (place, column) => states.includes(place) || matrix.nowTotals[column]?.customers,
  );
  const rows = matrix.rows.map((from, row) => ({
    from,
    customers: matrix.thenTotals[row]?.customers ?? 0,
    cells: columns.map((to) => matrix.cells[row]?.[matrix.columns.indexOf(to)]?.customers ?? 0),
  }));
  return {
    columns,
    rows: rows.filter(
      ({ from, customers }) => customers > 0 || from === NOT_YET || states.includes(from),
    ),
  };
}
