import { z } from 'zod';
import { cpm, type CpmState } from '../models/cpm.ts';
import type { Layer } from '../relative/layer.ts';
import { RANKS, type Rank } from '../relative/rfm.ts';
import { customerAbcValues, isFlagged, type AbcMeasure } from '../reports/abc-measures.ts';
import { amountBins, type AmountBins } from '../reports/amount-bins.ts';
import {
  concentrationOf,
  ConcentrationSums,
  type Concentration,
} from '../reports/concentration.ts';
import { entryOf, highestFirst } from '../reports/counts.ts';
import { lastDays } from '../reports/day-range.ts';
import { FlaggedValues } from '../reports/flagged-values.ts';
import { firstChannelOf, firstProductOf, firstSourceOf } from '../reports/groupings.ts';
import { yearBefore, YEAR_DAYS } from '../reports/life.ts';
import { isoMonth, monthReader } from '../reports/order-month.ts';
import { placeReader, NONE, NOT_YET } from '../reports/place.ts';
import type { Tally } from '../reports/tally.ts';
import { worthTally, type Worth } from '../reports/worth.ts';
import { worthRowOf, type WorthRow } from '../reports/worth-row.ts';
import { isWhole } from './period.ts';
import { preparedReport, titleOf, type ReportCustomer, type ReportFrame } from './report.ts';

const Question = z.object({});
/** The report answers everything at once. */
export type WorthQuestion = z.infer<typeof Question>;

/** What lifetime value is compared by. */
export const WORTH_GROUPINGS = [
  'rank',
  'layer',
  'cpm',
  'product',
  'channel',
  'source',
  'year',
] as const;
export type WorthGrouping = (typeof WORTH_GROUPINGS)[number];

/** Ranks with their layers apart: every customer is in one of them. */
export const LAYER_PLACES = [
  'top-excellent',
  'excellent',
  'semi-excellent',
  'high-ltv-general',
  'general',
  'nurture',
] as const;

/** One group of a grouping. */
export interface WorthGroup {
  /** State, product, channel, source or year; empty where it is not known. */
  group: string;
  /** What a product is called; null for everything else. */
  title: string | null;
  worth: Worth;
}

/** The groups of a grouping with most customers, and what is left out. */
export interface WorthGroups {
  groups: WorthGroup[];
  others: { groups: number; customers: number };
}

/** Lifetime value in all its forms; money in minor units. */
export interface WorthBody {
  total: Worth;
  by: Record<WorthGrouping, WorthGroups>;
  /** How cumulative sales are spread within a rank; flagged are those in a layer. */
  spread: Record<Rank, AmountBins>;
  /** デシル and ABC; sales by the classes that the shop's customers were last given. */
  concentration: Record<AbcMeasure, Concentration>;
}

const MOST_GROUPS = 20;

/** LTV: what a customer brings in each usual sense, and who carries the sales. */
export const worth = preparedReport<WorthQuestion, WorthBody>({
  key: 'worth',
  params: Question,
  collect: (_, frame) => new WorthTally(frame),
});

class WorthTally implements Tally<ReportCustomer, WorthBody> {
  readonly #frame: ReportFrame;
  readonly #monthOf = monthReader();
  readonly #total = worthTally();
  readonly #groups = new Map(
    WORTH_GROUPINGS.map((by) => [by, new Map<string, ReturnType<typeof worthTally>>()]),
  );
  readonly #spread = new Map(RANKS.map((rank) => [rank, new FlaggedValues()]));
  readonly #sales = new ConcentrationSums();
  readonly #sorted = {
    profit: new FlaggedValues(),
    units: new FlaggedValues(),
    orders: new FlaggedValues(),
  };

  constructor(frame: ReportFrame) {
    this.#frame = frame;
  }

  add(customer: ReportCustomer): void {
    const { asOf } = this.#frame;
    const state = stateOf(customer, this.#frame);
    const row = worthRowOf(customer.history, state, asOf);
    if (!row) return;
    this.#total.add(row);
    this.#addGroups(customer, state, row);
    this.#addAmounts(customer, row);
  }

  #addGroups(customer: ReportCustomer, state: CpmState | null, row: WorthRow): void {
    const { history, classes } = customer;
    const groups: Record<WorthGrouping, string | null> = {
      rank: classes?.rank ?? null,
      layer: classes && (classes.layer ?? classes.rank),
      cpm: state,
      product: firstProductOf(history) ?? '',
      channel: firstChannelOf(history) ?? '',
      source: firstSourceOf(history) ?? '',
      year: isoMonth(this.#monthOf(row.firstDay)).slice(0, 4),
    };
    for (const [by, tallies] of this.#groups) {
      const group = groups[by];
      if (group !== null) entryOf(tallies, group, worthTally).add(row);
    }
  }

  #addAmounts({ history, classes }: ReportCustomer, { amount }: WorthRow): void {
    const values = customerAbcValues(history, this.#frame.asOf);
    if (classes) {
      this.#sales.add(amount, classes.decile, classes.abc);
      this.#spread.get(classes.rank)?.add(amount, classes.layer !== null);
    }
    this.#sorted.profit.add(values.profit, isFlagged(values, 'profit'));
    this.#sorted.units.add(values.units);
    this.#sorted.orders.add(values.orders);
  }

  result(): WorthBody {
    const { settings } = this.#frame;
    const { profit, units, orders } = this.#sorted;
    return {
      total: this.#totalOfAll(),
      by: Object.fromEntries(
        [...this.#groups.keys()].map((by) => [by, this.#groupsOf(by)]),
      ) as WorthBody['by'],
      spread: Object.fromEntries(
        [...this.#spread].map(([rank, values]) => [rank, amountBins(values)]),
      ) as WorthBody['spread'],
      concentration: {
        sales: this.#sales.result(),
        profit: concentrationOf(profit, settings),
        units: concentrationOf(units, settings),
        orders: concentrationOf(orders, settings),
      },
    };
  }

  #totalOfAll(): Worth {
    const { asOf, firstOrderDay } = this.#frame;
    const total = this.#total.result();
    if (isWhole(lastDays(YEAR_DAYS, yearBefore(asOf)), firstOrderDay)) return total;
    return { ...total, annualBefore: { ...total.annualBefore, value: null } };
  }

  #groupsOf(by: WorthGrouping): WorthGroups {
    const all = [...(this.#groups.get(by) ?? [])].map(([group, sums]) => ({
      group,
      title: by === 'product' && group !== '' ? titleOf(group, this.#frame.products) : null,
      worth: sums.result(),
    }));
    const byCustomers = all.sort(
      highestFirst(
        ({ worth: { customers } }) => customers,
        ({ group }) => group,
      ),
    );
    const rest = byCustomers.slice(MOST_GROUPS);
    return {
      groups: inOrder(by, byCustomers.slice(0, MOST_GROUPS)),
      others: {
        groups: rest.length,
        customers: rest.reduce((sum, each) => sum + each.worth.customers, 0),
      },
    };
  }
}

function stateOf({ timeline }: ReportCustomer, { asOf }: ReportFrame): CpmState | null {
  const place = placeReader(timeline)(asOf);
  return place === NONE || place === NOT_YET ? null : place;
}

const ORDERS: Partial<Record<WorthGrouping, readonly string[]>> = {
  rank: RANKS,
  layer: LAYER_PLACES,
  cpm: cpm.states,
};

/** Ranks, layers and CPM groups in their order, years from the newest; all else by customers. */
function inOrder(by: WorthGrouping, groups: WorthGroup[]): WorthGroup[] {
  if (by === 'year') return groups.toSorted((a, b) => (a.group < b.group ? 1 : -1));
  const order = ORDERS[by] ?? [];
  return order.length === 0
    ? groups
    : groups.toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}

/** The layer that a rank has. */
export const LAYER_OF: Partial<Record<Rank, Layer>> = {
  excellent: 'top-excellent',
  general: 'high-ltv-general',
};
