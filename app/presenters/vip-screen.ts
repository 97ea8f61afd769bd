import { BEHAVIOURS } from '../domain/behaviours.ts';
import type { EventKind } from '../domain/fact-sources.ts';
import { CONTRACT_STATES, type ContractState, type RelationshipKind } from '../domain/history.ts';
import type { NextStep } from '../domain/models/next.ts';
import { askedActs } from '../domain/models/vip-axes.ts';
import { digitsOf } from '../domain/money.ts';
import type { MonthMove, MonthStock } from '../domain/reports/month-tables.ts';
import { EMPTY_STOCK, sumOfStocks, type Stock } from '../domain/reports/stock.ts';
import { ratioOf } from '../domain/reports/tally.ts';
import type { Inserts, Roles } from '../domain/roles.ts';
import type { Shop } from '../store/database.ts';
import { countVips, type StateCount } from '../store/lifecycle.ts';
import { readMonthMoves, readMonthStocks } from '../store/months.ts';
import { currentSettings } from '../store/settings.ts';
import { lastDayOf, shownMonths, type ShownMonths } from './month.ts';
import type { ScreenPlace } from './place.ts';
import { readyShop, type Unready } from './readiness.ts';
import { SHOWN_MODELS, type StateOf } from './states.ts';
import { thresholdsOf, type Thresholds } from './thresholds.ts';

const MOST_MONTHS = 36;

type VipState = StateOf<'vip'>;

/** What VIPs and candidates have bought, at the end of a month. */
export interface VipShare {
  state: VipState;
  customers: number;
  /** Of all buyers; null without any. */
  ofCustomers: number | null;
  /** What they bought in the 365 days to then, main units. */
  year: number;
  /** Of what everybody bought then. */
  ofYear: number | null;
}

/** A month of the trend. */
export interface VipMonth {
  /** ISO month. */
  month: string;
  vip: number;
  candidate: number;
}

/** Customers with a contract in one state. */
export interface ContractRow {
  state: ContractState;
  customers: number;
  /** Who came into the state within the month shown; null: no months are kept. */
  arrived: number | null;
}

/** What the programmes brought within the month shown: paused and cancelled customers who go on again. */
export interface Programmes {
  returned: number;
  regained: number;
}

/** One next step: for whom it is, and what shows that somebody took it. */
export interface StepRow {
  step: NextStep;
  customers: number;
  /** Of all buyers; null without any. */
  share: number | null;
  kinds: readonly EventKind[];
}

/** The page on VIPs, but for what has to be read from events. */
export interface VipScreen extends ScreenPlace {
  customers: number;
  /** As of when a large shop was counted, epoch milliseconds; null: just now. */
  countedAt: number | null;
  counts: Record<VipState, number>;
  thresholds: Thresholds;
  /** What is asked of a VIP beside buying. */
  asked: {
    acts: { kind: RelationshipKind; times: number }[];
    all: number;
    /** 0: none are asked. */
    points: number;
  };
  /** Whoever bought everything within so many days is no candidate; null: not asked. */
  bulkBuyerDays: number | null;
  contract: ContractRow[];
  steps: StepRow[];
  roles: Roles;
  inserts: Inserts;
  /** Of the settings: another one may have other words. */
  version: number;
  /** Null until months are built for the first time. */
  past: {
    months: ShownMonths;
    trend: VipMonth[];
    shares: VipShare[];
    programmes: Programmes;
  } | null;
}

/**
 * VIPs today.
 *
 * @param asked the ISO month that the page is to show; null: the newest.
 */
export async function vipScreen(shop: Shop, asked: string | null): Promise<VipScreen | Unready> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return known;
  const { timezone, currency } = known;
  const [thresholds, current, months, counted] = await Promise.all([
    thresholdsOf(shop, currency),
    currentSettings(shop),
    shownMonths(shop, asked),
    countVips(shop),
  ]);
  if (!thresholds || !current) return 'reading';
  const { settings, version } = current;
  const kept = months && (await keptOf(shop, months, currency));
  const counts = counted.rows;
  const steps = stepRows(counts);
  return {
    ...{ timezone, currency, thresholds, version, steps },
    countedAt: counted.kept ? counted.at : null,
    customers: steps.reduce((sum, { customers }) => sum + customers, 0),
    counts: { vip: countOf(counts, 'vip', 'vip'), candidate: countOf(counts, 'vip', 'candidate') },
    asked: {
      acts: actsOf(settings.vip.minimumEvents),
      all: askedActs(settings),
      points: settings.vip.minimumPoints,
    },
    bulkBuyerDays: settings.vip.bulkBuyerDays,
    contract: CONTRACT_STATES.map((state) => ({
      state,
      customers: countOf(counts, 'contract', state),
      arrived: kept && movedInto(kept.moves, state),
    })),
    roles: settings.roles,
    inserts: settings.inserts,
    past: months && kept && { months, ...kept.shown },
  };
}

function countOf(counts: readonly StateCount[], model: string, state: string): number {
  return counts.find((count) => count.model === model && count.state === state)?.customers ?? 0;
}

function actsOf(minimum: Partial<Record<RelationshipKind, number>>): VipScreen['asked']['acts'] {
  return Object.entries(minimum).flatMap(([kind, times]) =>
    times > 0 ? [{ kind: kind as RelationshipKind, times }] : [],
  );
}

function stepRows(counts: readonly StateCount[]): StepRow[] {
  const of = SHOWN_MODELS.next.states.map((step) => countOf(counts, 'next', step));
  const all = of.reduce((sum, customers) => sum + customers, 0);
  return SHOWN_MODELS.next.states.map((step, index) => {
    const customers = of[index] ?? 0;
    return { step, customers, share: all === 0 ? null : customers / all, kinds: BEHAVIOURS[step] };
  });
}

interface Kept {
  moves: MonthMove[];
  shown: Omit<NonNullable<VipScreen['past']>, 'months'>;
}

async function keptOf(shop: Shop, months: ShownMonths, currency: string): Promise<Kept> {
  const to = lastDayOf(months.month);
  const shown = months.all.slice(months.all.indexOf(months.month)).slice(0, MOST_MONTHS).reverse();
  const from = lastDayOf(shown[0] ?? months.month);
  const [stocks, buyers, moves] = await Promise.all([
    readMonthStocks(shop, { model: 'vip', from, to }),
    readMonthStocks(shop, { model: EVERY_BUYERS_MODEL, from: to, to }),
    readMonthMoves(shop, { model: 'contract', from: to, to, span: 1 }),
  ]);
  const byDay = Map.groupBy(stocks, ({ day }) => day);
  const trend = shown.map((month) => {
    const on = byDay.get(lastDayOf(month)) ?? [];
    return {
      month,
      vip: stockOf(on, 'vip').customers,
      candidate: stockOf(on, 'candidate').customers,
    };
  });
  const programmes = {
    returned: moved(moves, (move) => move.from === 'paused' && move.to === 'continuing'),
    regained: moved(moves, (move) => move.from === 'cancelled' && move.to === 'continuing'),
  };
  const shares = sharesOf(byDay.get(to) ?? [], sumOfStocks(buyers), 10 ** digitsOf(currency));
  return { moves, shown: { trend, shares, programmes } };
}

/** Who was never a candidate has no timeline of VIP: everybody has one of this model. */
const EVERY_BUYERS_MODEL = 'stage';

function stockOf(stocks: readonly MonthStock[], state: VipState): Stock {
  return stocks.find((stock) => stock.state === state) ?? EMPTY_STOCK;
}

function sharesOf(stocks: readonly MonthStock[], all: Stock, minorPerUnit: number): VipShare[] {
  return SHOWN_MODELS.vip.states.map((state) => {
    const { customers, yearSales } = stockOf(stocks, state);
    return {
      state,
      customers,
      ofCustomers: ratioOf(customers, all.customers).value,
      year: Number(yearSales) / minorPerUnit,
      ofYear: ratioOf(Number(yearSales), Number(all.yearSales)).value,
    };
  });
}

function movedInto(moves: readonly MonthMove[], state: ContractState): number {
  return moved(moves, ({ from, to }) => to === state && from !== state);
}

function moved(moves: readonly MonthMove[], counts: (move: MonthMove) => boolean): number {
  return moves.filter(counts).reduce((sum, { customers }) => sum + customers, 0);
}
