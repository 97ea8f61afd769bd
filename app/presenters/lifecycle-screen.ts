import { calendarOf, isoOf, type Day } from '../domain/day.ts';
import { monthsBefore } from '../domain/reports/calendar-months.ts';
import type { MonthMove, MonthStock } from '../domain/reports/month-tables.ts';
import { isoMonth, monthOf } from '../domain/reports/order-month.ts';
import { NOT_YET } from '../domain/reports/place.ts';
import type { ShopSettings } from '../domain/shop-settings.ts';
import { evidenceTally } from '../domain/suggestions/evidence.ts';
import { suggestionsFrom } from '../domain/suggestions/suggestions.ts';
import type { Shop } from '../store/database.ts';
import { keptCount, LARGE } from '../store/kept-counts.ts';
import {
  comingChanges,
  countLifecycles,
  samplePurchases,
  type StateCount,
} from '../store/lifecycle.ts';
import { readMonthMoves, readMonthStocks } from '../store/months.ts';
import { currentSettings } from '../store/settings.ts';
import { readKnownShop } from '../store/shops.ts';
import { lastDayOf, shownMonths, type ShownMonths } from './month.ts';
import type { ScreenPlace } from './place.ts';
import { readyShop, type Unready } from './readiness.ts';
import { namedState, SHOWN_MODELS, type NamedState, type StateOf } from './states.ts';
import { thresholdsOf, type Thresholds } from './thresholds.ts';

/** How many days ahead changes are told. */
export const AHEAD = { soon: 14, later: 30 } as const;
const MOST_MONTHS = 36;
/** Repeat buyers whose orders tell the purchase cycle; more would not move it by a day. */
const CYCLE_SAMPLE = 2_000;

/** A state with its customers today. */
export interface StateRow<Model extends 'lifecycle' | 'stage' = 'lifecycle' | 'stage'> {
  state: StateOf<Model>;
  customers: number;
  /** Of all buyers, 0 to 1; null when there are none. */
  share: number | null;
  /** Customers more than at the end of last month, and of this month a year ago; null: not kept. */
  sinceMonth: number | null;
  sinceYear: number | null;
}

/** Customers who will go from one state to another if nothing happens. */
export interface ComingRow {
  from: NamedState | null;
  to: NamedState | null;
  soon: number;
  later: number;
}

/** A month of the trend: its customers in each state, in the order of the states. */
export interface TrendMonth {
  /** ISO month. */
  month: string;
  customers: number[];
}

type State = StateOf<'lifecycle'>;

/** Where a flow begins: in a state, or before the first order. */
export type Source = State | typeof NOT_YET;

/** What became of customers within a month. */
export interface Flows {
  /** ISO days at whose ends customers stood there. */
  from: string;
  to: string;
  /** The first day of the month. */
  begins: string;
  /** By where they came from: so many to each state, in the order of the states. */
  rows: { from: Source; customers: number[] }[];
}

/** What the shop's own purchase cycle says of the two thresholds. */
export interface CycleAdvice {
  /** Null: there is too little to say. */
  cycleDays: number | null;
  intervals: number;
  customers: number;
  /** All repeat buyers were asked, not some of them. */
  whole: boolean;
  atRisk: { suggested: number | null; present: number };
  dormant: { suggested: number | null; present: number };
}

/** The page on the six states, but for who will move soon. */
export interface LifecycleScreen extends ScreenPlace {
  customers: number;
  /** As of when a large shop was counted, epoch milliseconds; null: just now. */
  countedAt: number | null;
  thresholds: Thresholds;
  states: StateRow<'lifecycle'>[];
  stages: StateRow<'stage'>[];
  /** ISO days today is compared with; null: not kept. */
  compared: { month: string | null; year: string | null };
  advice: CycleAdvice;
  /** Null until months are built for the first time. */
  past: { months: ShownMonths; trend: TrendMonth[]; flows: Flows } | null;
}

/**
 * The six states today.
 *
 * @param asked the ISO month that the page is to show; null: the newest.
 */
export async function lifecycleScreen(
  shop: Shop,
  asked: string | null,
): Promise<LifecycleScreen | Unready> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return known;
  const { timezone, currency } = known;
  const [thresholds, current, months, counted] = await Promise.all([
    thresholdsOf(shop, currency),
    currentSettings(shop),
    shownMonths(shop, asked),
    countLifecycles(shop),
  ]);
  if (!thresholds || !current) return 'reading';
  const [advice, past, compared] = await Promise.all([
    adviceOf(shop, currency, current.settings),
    months && pastOf(shop, months),
    months && comparedWith(shop, months),
  ]);
  const counts = counted.rows;
  const states = stateRows('lifecycle', counts, compared);
  return {
    ...{ timezone, currency, thresholds, advice, past, states },
    countedAt: counted.kept ? counted.at : null,
    customers: states.reduce((sum, { customers }) => sum + customers, 0),
    stages: stateRows('stage', counts, compared),
    compared: {
      month: isoDay(compared?.month ?? null),
      year: isoDay(compared?.year ?? null),
    },
  };
}

/**
 * Who will move to which state if nothing happens, most customers first; null for a shop that is not
 * ready.
 *
 * @param now epoch milliseconds.
 */
export async function comingRows(shop: Shop, now: number): Promise<ComingRow[] | null> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return null;
  const today = calendarOf(known.timezone)(now);
  const changes = await comingChanges(shop, 'lifecycle', today, AHEAD);
  return changes
    .map((change) => ({ ...change, ...endsOf(change) }))
    .toSorted((a, b) => b.later - a.later);
}

function endsOf({ from, to }: { from: string | null; to: string | null }) {
  return { from: namedState('lifecycle', from), to: namedState('lifecycle', to) };
}

function isoDay(end: End | null): string | null {
  return end && isoOf(end.day);
}

/** The customers of each state at the end of a month. */
interface End {
  day: Day;
  stocks: MonthStock[];
}

interface Compared {
  month: End | null;
  year: End | null;
}

/** The ends of the newest month and of the running month a year ago. */
async function comparedWith(shop: Shop, { all }: ShownMonths): Promise<Compared> {
  const newest = all[0];
  if (newest === undefined) return { month: null, year: null };
  const month = lastDayOf(newest);
  const yearMonth = isoMonth(monthOf(monthsBefore(month, 11)));
  const endOf = async (iso: string): Promise<End | null> =>
    all.includes(iso) ? { day: lastDayOf(iso), stocks: await stocksOn(shop, iso) } : null;
  const [last, year] = await Promise.all([endOf(newest), endOf(yearMonth)]);
  return { month: last, year };
}

async function stocksOn(shop: Shop, month: string): Promise<MonthStock[]> {
  const day = lastDayOf(month);
  const of = (model: string) => readMonthStocks(shop, { model, from: day, to: day });
  return (await Promise.all([of('lifecycle'), of('stage')])).flat();
}

function stateRows<Model extends 'lifecycle' | 'stage'>(
  model: Model,
  counts: readonly StateCount[],
  compared: Compared | null,
): StateRow<Model>[] {
  const of = counts.filter((count) => count.model === model);
  const all = of.reduce((sum, { customers }) => sum + customers, 0);
  const states: readonly StateOf<Model>[] = SHOWN_MODELS[model].states;
  return states.map((state) => {
    const customers = of.find((count) => count.state === state)?.customers ?? 0;
    const since = (end: End | null | undefined) =>
      end ? customers - stockOf(end.stocks, model, state) : null;
    return {
      state,
      customers,
      share: all === 0 ? null : customers / all,
      sinceMonth: since(compared?.month),
      sinceYear: since(compared?.year),
    };
  });
}

function stockOf(stocks: readonly MonthStock[], model: string, state: string): number {
  return stocks.find((stock) => stock.model === model && stock.state === state)?.customers ?? 0;
}

async function pastOf(shop: Shop, months: ShownMonths): Promise<LifecycleScreen['past']> {
  const to = lastDayOf(months.month);
  const shown = months.all.slice(months.all.indexOf(months.month)).slice(0, MOST_MONTHS).reverse();
  const from = lastDayOf(shown[0] ?? months.month);
  const [stocks, moves] = await Promise.all([
    readMonthStocks(shop, { model: 'lifecycle', from, to }),
    readMonthMoves(shop, { model: 'lifecycle', from: to, to, span: 1 }),
  ]);
  const byDay = Map.groupBy(stocks, ({ day }) => day);
  const trend = shown.map((month) => {
    const rows = byDay.get(lastDayOf(month)) ?? [];
    return {
      month,
      customers: STATES.map((state) => stockOf(rows, 'lifecycle', state)),
    };
  });
  return { months, trend, flows: flowsOf(to, moves) };
}

const STATES: readonly State[] = SHOWN_MODELS.lifecycle.states;

function flowsOf(end: Day, moves: readonly MonthMove[]): Flows {
  const sources: Source[] = [NOT_YET, ...STATES];
  const between = (from: Source, to: State) =>
    moves.find((move) => move.from === from && move.to === to)?.customers ?? 0;
  const to = isoOf(end);
  return {
    from: isoOf(lastDayOf(isoMonth(monthOf(monthsBefore(end, 1))))),
    to,
    begins: `${to.slice(0, -'31'.length)}01`,
    rows: sources.map((from) => ({
      from,
      customers: STATES.map((state) => between(from, state)),
    })),
  };
}

async function adviceOf(
  shop: Shop,
  currency: string,
  settings: ShopSettings,
): Promise<CycleAdvice> {
  const [cycle] = (await purchaseCycle(shop)).rows;
  if (!cycle) throw new Error('the shop has no calendar');
  const { evidence, customers, whole } = cycle;
  const suggestions = suggestionsFrom(evidence, settings, currency);
  const { atRiskAfterDays, dormantAfterDays } = settings.lifecycle;
  const atRisk = suggestions['lifecycle.atRiskAfterDays'].suggested;
  return {
    cycleDays: atRisk === null ? null : evidence.cycleDays,
    intervals: evidence.intervals,
    ...{ customers, whole },
    atRisk: { suggested: atRisk, present: atRiskAfterDays },
    dormant: {
      suggested: suggestions['lifecycle.dormantAfterDays'].suggested,
      present: dormantAfterDays,
    },
  };
}

/** What repeat buyers' orders tell of the purchase cycle; of a large shop kept for some minutes. */
const purchaseCycle = keptCount(readCycle, ([cycle]) => (cycle?.whole === false ? LARGE : 0));

async function readCycle(shop: Shop) {
  const known = await readKnownShop(shop);
  if (!known) return [];
  const { customers, whole } = await samplePurchases(shop, CYCLE_SAMPLE);
  const dayIn = calendarOf(known.timezone);
  const tally = evidenceTally();
  for (const orders of customers) {
    tally.add(orders.map(({ at, value }) => ({ day: dayIn(at), value })));
  }
  return [{ evidence: tally.result(), customers: customers.length, whole }];
}
