import { isoOf, type Day } from '../domain/day.ts';
import type { CpmState } from '../domain/models/cpm.ts';
import { CALENDAR_MODELS } from '../domain/models/index.ts';
import { ABC_CLASSES } from '../domain/relative/abc.ts';
import type { Cuts } from '../domain/relative/cuts.ts';
import { LAYERS } from '../domain/relative/layer.ts';
import { RANKS, RFM_SEGMENTS } from '../domain/relative/rfm.ts';
import { analyzeRates } from '../domain/reports/analyze-rates.ts';
import type { Rate } from '../domain/reports/rate.ts';
import { transitionRates } from '../domain/reports/transition-rates.ts';
import type { CustomerRow } from './analysis.ts';
import type { FileAnalysis } from './file-analysis.ts';
import { settingsToShow } from './settings-file.ts';
import type { Sum } from './totals.ts';

interface Sales {
  orders: number;
  amount: number;
}

/** `summary.json`: a whole shop at a glance; amounts in the currency's own unit. */
export interface Summary extends Sales {
  asOf: string | null;
  currency: string;
  timezone: string;
  customers: number;
  /** Orders that count but name no customer. */
  guests: Sales;
  returns: Sales;
  eventsOfUnknownCustomers: number;
  thresholds: object;
  cuts: { r: readonly number[]; f: readonly number[]; m: readonly number[]; top1: number | null };
  /** Customers of every state of every model. */
  counts: Record<string, Record<string, number>>;
  rates: Pick<Rate, 'key' | 'numerator' | 'denominator' | 'value' | 'definition'>[];
}

/** Adds up the rows of an analysis: states, sales, rates. */
export class Counter {
  readonly counts: Record<string, Record<string, number>> = {
    rfm: zeros(RFM_SEGMENTS),
    rank: zeros(RANKS),
    layer: zeros(LAYERS),
    ...Object.fromEntries(CALENDAR_MODELS.map(({ key, states }) => [key, zeros(states)])),
    decile: zeros(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']),
    abc: zeros(ABC_CLASSES),
  };
  customers = 0;
  readonly sales: Sum = { orders: 0, amount: 0n };
  readonly #repeat;
  readonly #transitions = transitionRates();

  constructor(asOf: Day) {
    this.#repeat = analyzeRates(asOf);
  }

  get rates(): Rate[] {
    return [...this.#repeat.result(), ...this.#transitions.result()];
  }

  add({ classes, states, facts, orderDays, cpmThen }: CustomerRow): void {
    const now = states.cpm as CpmState;
    this.#repeat.add({ orderDays, cpm: now });
    this.#transitions.add({ then: cpmThen, now });
    this.customers += 1;
    this.sales.orders += facts.orders;
    this.sales.amount += BigInt(facts.amount);
    this.#count('rfm', classes.segment);
    this.#count('rank', classes.rank);
    this.#count('layer', classes.layer);
    this.#count('decile', String(classes.decile));
    this.#count('abc', classes.abc);
    for (const { key } of CALENDAR_MODELS) this.#count(key, states[key]);
  }

  #count(model: string, state: string | null): void {
    const counts = this.counts[model];
    if (counts && state !== null) counts[state] = (counts[state] ?? 0) + 1;
  }
}

/** Says what a file came to, once its rows have been counted. */
export function summaryOf(file: FileAnalysis, counted: Counter): Summary {
  const { analysis, totals, currency, digits } = file;
  const unit = 10 ** digits;
  const sales = ({ orders, amount }: Sum) => ({ orders, amount: Number(amount) / unit });
  const cutoffs = analysis.cutoffs;
  const inUnits = (cuts: Cuts) => cuts.map((cut) => cut / unit);
  return {
    asOf: file.asOf === null ? null : isoOf(file.asOf),
    currency,
    timezone: file.timezone,
    customers: counted.customers,
    ...sales(counted.sales),
    guests: sales(totals.guests),
    returns: sales(totals.returns),
    eventsOfUnknownCustomers: file.eventsOfUnknownCustomers,
    thresholds: settingsToShow(file.settings, digits),
    cuts: {
      r: cutoffs?.rfm.r ?? [],
      f: cutoffs?.rfm.f ?? [],
      m: cutoffs ? inUnits(cutoffs.rfm.m) : [],
      top1: cutoffs?.topAmount == null ? null : cutoffs.topAmount / unit,
    },
    counts: counted.counts,
    rates: counted.rates.map(({ key, numerator, denominator, value, definition }) => ({
      key,
      numerator,
      denominator,
      value,
      definition,
    })),
  };
}

function zeros(states: readonly string[]): Record<string, number> {
  return Object.fromEntries(states.map((state) => [state, 0]));
}
