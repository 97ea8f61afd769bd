import { addDays, isoOf, type Day } from '../domain/day.ts';
import { ACTIVITY } from '../domain/reports/activity.ts';
import { monthEnds } from '../domain/reports/calendar-months.ts';
import { yearBefore } from '../domain/reports/life.ts';
import type { MonthMove, MonthStock } from '../domain/reports/month-tables.ts';
import { isoMonth, monthOf } from '../domain/reports/order-month.ts';
import { NOT_YET } from '../domain/reports/place.ts';
import { runningMonth } from '../store/activity.ts';
import type { Shop } from '../store/database.ts';
import { monthsAsOf, readMonthMoves, readMonthStocks, type MonthsAsOf } from '../store/months.ts';

const TREND_MONTHS = 24;
const YEAR = 12;
/** Sales follow the number of customers by so many months: a loss is looked for in as many. */
const LAG_MONTHS = 3;

/** What happened to 稼働顧客数 in a month; null: not known. */
export interface Movement {
  active: number | null;
  new: number | null;
  revived: number | null;
  lapsed: number | null;
}

/** 稼働顧客数: now and in whole months before. */
export interface Activity {
  /** The running month, from the end of the day before it up to today; ISO month and days. */
  running: Movement & { month: string; after: string; until: string };
  /** Whole months: the last one, and the running one a year ago. */
  previous: Movement & { month: string };
  lastYear: Movement & { month: string };
  /** Days between which lie the last orders of those who have lapsed this month, both in. */
  lapsedBetween: { from: string; to: string };
}

/** Sales beside the number of customers, month by month, oldest first. */
export interface ActivityTrend {
  months: string[];
  active: number[];
  /** Of the month, main unit. */
  sales: number[];
  /** When the months were summed, epoch milliseconds, and whether something has changed since. */
  builtAt: number;
  dirty: boolean;
  /** Sales still hide that customers are lost; null when they do not. */
  hidden: HiddenLoss | null;
}

/** Over so many months the number of customers fell while the sales of a year rose. */
export interface HiddenLoss {
  months: number;
  customers: number;
  /** Of the sales of 365 days, 0 to 1. */
  rise: number;
}

/** What the first page tells of 稼働. */
export interface ActivityReport {
  figures: Activity;
  /** Null until months are kept. */
  trend: ActivityTrend | null;
  /** Everybody who has bought. */
  buyers: number;
}

/** 稼働顧客数 today and over two years. @param unit minor units of one of money. */
export async function activityOf(shop: Shop, today: Day, unit: number): Promise<ActivityReport> {
  const ends = monthEnds(today, TREND_MONTHS + 1);
  const closed = ends.slice(0, -1);
  const [from = today, to = today] = [closed[0], closed.at(-1)];
  const wanted = { model: ACTIVITY.key, from, to };
  const [stocks, moves, asOf] = await Promise.all([
    readMonthStocks(shop, wanted),
    readMonthMoves(shop, { ...wanted, span: 1 }),
    monthsAsOf(shop),
  ]);
  const running = await runningOf(shop, stocks, { before: to, today });
  const months = new Map(closed.map((day) => [day, monthAt(day, stocks, moves)]));
  return {
    figures: figuresOf(months, running, { today, before: to }),
    trend: trendOf(closed, stocks, unit, asOf),
    buyers: running.buyers,
  };
}

interface Running {
  active: number;
  new: number;
  /** Null: nobody knows how the month began. */
  revived: number | null;
  lapsed: number;
  buyers: number;
}

/** The month so far: start + new + revived − lapsed = end. */
async function runningOf(
  shop: Shop,
  stocks: readonly MonthStock[],
  days: { before: Day; today: Day },
): Promise<Running> {
  const start = stocks.filter(({ day }) => day === days.before);
  const of = (state: string) => start.find((each) => each.state === state)?.customers ?? 0;
  if (start.length === 0) {
    const { counted: active, ...moved } = await runningMonth(shop, { ...days, count: 'active' });
    return { active, ...moved, revived: null, buyers: active };
  }
  const count = of('active') <= of('lapsed') ? 'active' : 'quiet';
  const { counted, ...moved } = await runningMonth(shop, { ...days, count });
  const buyers = of('active') + of('lapsed') + moved.new;
  const active = count === 'active' ? counted : buyers - counted;
  const revived = Math.max(0, active - of('active') - moved.new + moved.lapsed);
  return { active, ...moved, revived, buyers };
}

function monthAt(day: Day, stocks: readonly MonthStock[], moves: readonly MonthMove[]): Movement {
  const states = stocks.filter((each) => each.day === day);
  if (states.length === 0) return UNKNOWN;
  const moved = (from: string, to: string) =>
    moves.find((each) => each.day === day && each.from === from && each.to === to)?.customers ?? 0;
  return {
    active: states.find(({ state }) => state === 'active')?.customers ?? 0,
    new: moved(NOT_YET, 'active'),
    revived: moved('lapsed', 'active'),
    lapsed: moved('active', 'lapsed'),
  };
}

const UNKNOWN: Movement = { active: null, new: null, revived: null, lapsed: null };

function figuresOf(
  months: ReadonlyMap<Day, Movement>,
  running: Running,
  { today, before }: { today: Day; before: Day },
): Activity {
  const whole = (day: Day) => ({
    ...(months.get(day) ?? UNKNOWN),
    month: isoMonth(monthOf(day)),
  });
  return {
    running: {
      active: running.active,
      new: running.new,
      revived: running.revived,
      lapsed: running.lapsed,
      month: isoMonth(monthOf(today)),
      after: isoOf(before),
      until: isoOf(today),
    },
    previous: whole(before),
    lastYear: whole(monthEnds(today, YEAR + 1)[1] ?? before),
    lapsedBetween: {
      from: isoOf(addDays(yearBefore(before), 1)),
      to: isoOf(yearBefore(today)),
    },
  };
}

function trendOf(
  days: readonly Day[],
  stocks: readonly MonthStock[],
  unit: number,
  { builtAt, dirtyFrom }: MonthsAsOf,
): ActivityTrend | null {
  const sums = days.map((day) => sumOf(stocks.filter((each) => each.day === day)));
  const begins = sums.findIndex((sum) => sum !== null);
  const shown = Math.max(1, begins);
  const kept = sums.slice(shown);
  if (builtAt === null || begins === -1 || kept.length === 0 || kept.includes(null)) return null;
  return {
    months: days.slice(shown).map((day) => isoMonth(monthOf(day))),
    active: kept.map((sum) => sum?.active ?? 0),
    sales: kept.map((sum, index) => {
      const before = sums[shown + index - 1]?.amount ?? 0n;
      return Number((sum?.amount ?? 0n) - before) / unit;
    }),
    builtAt: builtAt.getTime(),
    dirty: dirtyFrom !== null,
    hidden: hiddenLoss(sums.slice(-1 - LAG_MONTHS)),
  };
}

interface Sum {
  active: number;
  /** Cumulative and of 365 days, minor units. */
  amount: bigint;
  yearSales: bigint;
}

function sumOf(stocks: readonly MonthStock[]): Sum | null {
  if (stocks.length === 0) return null;
  return {
    active: stocks.find(({ state }) => state === 'active')?.customers ?? 0,
    amount: stocks.reduce((sum, { amount }) => sum + amount, 0n),
    yearSales: stocks.reduce((sum, { yearSales }) => sum + yearSales, 0n),
  };
}

function hiddenLoss(sums: readonly (Sum | null)[]): HiddenLoss | null {
  const [then, now] = [sums[0], sums.at(-1)];
  if (sums.length <= LAG_MONTHS || !then || !now || then.yearSales === 0n) return null;
  const rise = Number(now.yearSales - then.yearSales) / Number(then.yearSales);
  const customers = then.active - now.active;
  return customers > 0 && rise > 0 ? { months: LAG_MONTHS, customers, rise } : null;
}
