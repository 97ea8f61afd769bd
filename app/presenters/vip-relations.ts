import { addDays, calendarOf, dayOf, isoOf, type Day } from '../domain/day.ts';
import {
  RELATIONSHIP_KINDS,
  type Facts,
  type RelationshipKind,
  type TopAmount,
} from '../domain/history.ts';
import { explain } from '../domain/models/explain.ts';
import { doneActs, vipAxes, type VipAxes } from '../domain/models/vip-axes.ts';
import { vip } from '../domain/models/vip.ts';
import { digitsOf } from '../domain/money.ts';
import type { ShopSettings } from '../domain/shop-settings.ts';
import type { Shop } from '../store/database.ts';
import { countVips } from '../store/lifecycle.ts';
import { currentSettings } from '../store/settings.ts';
import type { KnownShop } from '../store/shops.ts';
import { topAmounts } from '../store/top-amounts.ts';
import {
  bulkBuyers,
  figuresOf,
  readRelations,
  type BuyerFigures,
  type Related,
  type Relations,
} from '../store/vip.ts';
import { readyShop } from './readiness.ts';

/** How many candidates and others are listed, and how many of each group the picture is drawn from. */
const LIMITS = { candidates: 200, closest: 50, sample: 1_000 } as const;
const BULK_SHOWN = 10;

/** Where the columns and rows of the picture begin, of what is asked; from 1 on all of it is so. */
export const COLUMNS = [0, 0.25, 0.5, 0.75, 1, 1.5, 2] as const;
export const BANDS = [0, 0.25, 0.5, 0.75, 1] as const;

/** What is still to be done before a customer is a VIP. */
export interface LackRow {
  what: RelationshipKind | 'points';
  more: number;
}

/** A customer between the two axes. */
export interface RelatedRow {
  id: string;
  orders: number;
  /** Main units. */
  amount: number;
  /** ISO day. */
  lastOrderOn: string;
  /** Acts that were done of those that are asked. */
  done: number;
  lacks: LackRow[];
}

/** A candidate; the ISO day that is their last as one without an order, null when that is not known. */
export interface CandidateRow extends RelatedRow {
  until: string | null;
}

/** Somebody who does much and buys too little to be a candidate. */
export interface SupporterRow extends RelatedRow {
  /** 0: a paused or cancelled contract, or buying all at once, keeps them out. */
  ordersMissing: number;
}

/** Customers who bought everything at once. */
export interface BulkRow {
  id: string;
  orders: number;
  amount: number;
  lastOrderOn: string;
}

/** Everybody between the two axes. */
export interface VipRelations {
  quadrants: { vip: number; candidate: number; supporters: number; beginning: number };
  /** Customers by row of the relating axis, bottom first, and column of the continuing axis. */
  grid: number[][];
  /** The cells are worked out from a part of the customers. */
  estimated: boolean;
  kinds: Relations['kinds'];
  candidates: CandidateRow[];
  supporters: SupporterRow[];
  /** Null: they are not asked about. */
  bulk: { customers: number; top: BulkRow[] } | null;
}

/** All that has to be read from events, as of an instant (epoch milliseconds); null for a shop that is not ready. */
export async function vipRelations(shop: Shop, now: number): Promise<VipRelations | null> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return null;
  const [current, tops, { rows: counts }] = await Promise.all([
    currentSettings(shop),
    topAmounts(shop),
    countVips(shop),
  ]);
  if (!current) return null;
  const reader = readerOf(known, current.settings, tops, now);
  const [relations, bulk] = await Promise.all([
    readRelations(shop, current.settings.vip, now, LIMITS),
    bulkOf(shop, reader),
  ]);
  const { sample, candidates, closest } = relations;
  const ids = [...sample, ...candidates, ...closest].map(({ id }) => id);
  const figures = await figuresOf(shop, [...new Set(ids)]);
  const factsOf = reader.factsWith(figures);
  const countOf = (state: string) =>
    counts.find((count) => count.model === 'vip' && count.state === state)?.customers ?? 0;
  const groups = { placed: countOf('vip') + countOf('candidate'), others: relations.others };
  return {
    quadrants: {
      vip: countOf('vip'),
      candidate: countOf('candidate'),
      supporters: relations.supporters,
      beginning: relations.others - relations.supporters,
    },
    ...gridOf(sample, groups, reader.settings, factsOf),
    kinds: relations.kinds,
    candidates: candidates.flatMap((related) => reader.candidate(related, factsOf(related))),
    supporters: closest.flatMap((related) => reader.supporter(related, factsOf(related))),
    bulk,
  };
}

type Reader = ReturnType<typeof readerOf>;

/** Reads customers as the models see them today. */
function readerOf(
  { timezone, currency }: KnownShop,
  settings: ShopSettings,
  tops: readonly TopAmount[],
  now: number,
) {
  const today = calendarOf(timezone)(now);
  const topAmount = tops.findLast(({ from }) => from <= today)?.amount ?? null;
  const minorPerUnit = 10 ** digitsOf(currency);
  const factsWith =
    (figures: ReadonlyMap<Related['id'], BuyerFigures>) =>
    ({ id, acts }: Related): Facts | null => {
      const bought = figures.get(id);
      return bought ? factsFrom(bought, acts, today, topAmount) : null;
    };
  const rowOf = (related: Related, facts: Facts): RelatedRow => ({
    ...buyerRow({ ...facts, id: related.id }, minorPerUnit),
    done: doneActs(facts.events, settings),
    lacks: lacksOf(facts, settings),
  });
  return {
    ...{ settings, today, topAmount, minorPerUnit, factsWith },
    candidate: (related: Related, facts: Facts | null): CandidateRow[] =>
      facts ? [{ ...rowOf(related, facts), until: dayBefore(related.nextOn) }] : [],
    supporter: (related: Related, facts: Facts | null): SupporterRow[] =>
      facts ? [{ ...rowOf(related, facts), ordersMissing: ordersMissing(facts, settings) }] : [],
  };
}

function dayBefore(iso: string | null): string | null {
  return iso === null ? null : isoOf(addDays(dayOf(iso), -1));
}

const NO_ACTS = Object.fromEntries(RELATIONSHIP_KINDS.map((kind) => [kind, 0])) as Facts['events'];

function factsFrom(
  { orders, firstDay, lastDay, amount }: BuyerFigures,
  acts: Related['acts'],
  today: Day,
  topAmount: number | null,
): Facts {
  return {
    ...{ day: today, orders, firstDay, lastDay, amount, topAmount },
    events: { ...NO_ACTS, ...acts },
    /** Neither VIP nor lack of it asks for these of a candidate. */
    intervals: [],
    contract: null,
  };
}

function buyerRow(
  { id, orders, amount, lastDay }: Pick<BuyerFigures, 'id' | 'orders' | 'amount' | 'lastDay'>,
  minorPerUnit: number,
): BulkRow {
  return { id: String(id), orders, amount: amount / minorPerUnit, lastOrderOn: isoOf(lastDay) };
}

/** What the model asks of a VIP beside buying and is not so. */
function lacksOf(facts: Facts, settings: ShopSettings): LackRow[] {
  const ways = explain(vip, facts, settings, 0).lacking.filter(({ state }) => state === 'vip');
  const findings = ways[0]?.findings ?? [];
  return findings.flatMap(({ measure, value, threshold }) =>
    isAct(measure) ? [{ what: measure, more: Number(threshold) - Number(value) }] : [],
  );
}

function isAct(measure: string): measure is LackRow['what'] {
  return measure === 'points' || RELATIONSHIP_KINDS.some((kind) => kind === measure);
}

/** Orders until a customer buys often enough; whoever only stayed away too long lacks one. */
function ordersMissing({ orders, day, lastDay }: Facts, { vip: rule }: ShopSettings): number {
  const tooFew = Math.max(0, rule.candidateOrders - orders);
  return Math.max(tooFew, day - lastDay > rule.candidateWithinDays ? 1 : 0);
}

interface Groups {
  /** VIPs and candidates, and others with events: all there are. */
  placed: number;
  others: number;
}

/** Counts the sample into cells, each group as many as there are of it. */
function gridOf(
  sample: readonly Related[],
  groups: Groups,
  settings: ShopSettings,
  factsOf: (related: Related) => Facts | null,
): Pick<VipRelations, 'grid' | 'estimated'> {
  const grid = BANDS.map(() => COLUMNS.map(() => 0));
  const drawn = {
    placed: sample.filter(({ state }) => state !== null).length,
    others: sample.filter(({ state }) => state === null).length,
  };
  for (const related of sample) {
    const facts = factsOf(related);
    if (!facts) continue;
    const group = related.state === null ? 'others' : 'placed';
    const { continuing, relating } = bounded(vipAxes(facts, settings), related.state);
    const row = grid[placeIn(BANDS, relating)];
    const column = placeIn(COLUMNS, continuing);
    if (row) row[column] = (row[column] ?? 0) + groups[group] / drawn[group];
  }
  return {
    grid: grid.map((row) => row.map(Math.round)),
    estimated: drawn.placed < groups.placed || drawn.others < groups.others,
  };
}

const JUST_BELOW = 0.99;

/** A contract or buying all at once keeps some out who have reached both: the model has the word. */
function bounded({ continuing, relating }: VipAxes, state: Related['state']): VipAxes {
  if (state === null) return { continuing: Math.min(continuing, JUST_BELOW), relating };
  const related = state === 'vip' ? Math.max(relating, 1) : Math.min(relating, JUST_BELOW);
  return { continuing: Math.max(continuing, 1), relating: related };
}

function placeIn(starts: readonly number[], value: number): number {
  return Math.max(
    0,
    starts.findLastIndex((start) => start <= value),
  );
}

async function bulkOf(shop: Shop, reader: Reader): Promise<VipRelations['bulk']> {
  const { settings, topAmount, today, minorPerUnit } = reader;
  const { bulkBuyerDays, candidateOrders, candidateWithinDays } = settings.vip;
  if (bulkBuyerDays === null) return null;
  const rule = { bulkBuyerDays, candidateOrders, candidateWithinDays, topAmount };
  const { customers, top } = await bulkBuyers(shop, rule, today, BULK_SHOWN);
  return { customers, top: top.map((buyer) => buyerRow(buyer, minorPerUnit)) };
}
