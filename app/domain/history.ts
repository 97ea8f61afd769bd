import { quantileSorted } from 'd3-array';
import type { Day } from './day.ts';

/** One product of an order; amounts in minor units. */
export interface OrderLine {
  product: string;
  quantity: number;
  sales: number;
  /** What the units cost the shop; null where the shop does not say. */
  cost: number | null;
  /** The selling plan of a subscription; absent for a single purchase. */
  plan?: string;
}

/** A counted order: the models read day and value, reports and saved segments the rest. */
export interface CountedOrder {
  day: Day;
  /** Minor units, above 0. */
  value: number;
  /** Where it was sold (sales channel or location); absent or null when unknown. */
  channel?: string | null;
  /** Where the visit came from that led to it, as its link said (`utm_source`); absent or null when unknown. */
  source?: string | null;
  lines?: readonly OrderLine[];
}

/** Money given back outside any order: it lowers the amount and is no order. */
export interface Return {
  day: Day;
  /** Minor units, 0 or less. */
  value: number;
}

/** Money given back of an order; the order's value is without it already. */
export interface Refund {
  /** When the order was made, and when it was given back. */
  ordered: Day;
  day: Day;
  /** Minor units, above 0. */
  value: number;
}

export const RELATIONSHIP_KINDS = [
  'review',
  'survey',
  'post',
  'referral',
  'event',
  'community',
  'inquiry',
  'start-of-use',
  'video',
] as const;
export type RelationshipKind = (typeof RELATIONSHIP_KINDS)[number];

export const CONTRACT_STATES = ['continuing', 'paused', 'cancelled'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

/** Something a customer did beside buying, or a change of their contract. */
export interface CustomerEvent {
  /** Epoch milliseconds; among equal instants the later in the list wins. */
  at: number;
  day: Day;
  kind: RelationshipKind | `contract:${ContractState}`;
}

/** From `from` on, this amount (minor units) belongs to the shop's top 1 %; null: nobody does. */
export interface TopAmount {
  from: Day;
  amount: number | null;
}

/** Everything that is known of one customer, and the shop's cutoffs they are held against; in any order. */
export interface History {
  orders: readonly CountedOrder[];
  returns?: readonly Return[];
  /** Also of orders that were given back whole, and so count no more. */
  refunds?: readonly Refund[];
  events?: readonly CustomerEvent[];
  topAmounts?: readonly TopAmount[];
  /** Prefecture, state or country of the customer. */
  region?: string | null;
}

/** What the models see of a customer at the end of one day. */
export interface Facts {
  day: Day;
  /** Counted orders so far, one by one: two on one day are two. At least 1. */
  orders: number;
  firstDay: Day;
  lastDay: Day;
  /** Days between one order day and the next, oldest first; empty when there is one order day only. */
  intervals: readonly number[];
  /** Cumulative value, returns taken off, minor units. */
  amount: number;
  /** How often each relationship event has happened. */
  events: Readonly<Record<RelationshipKind, number>>;
  contract: ContractState | null;
  /** The shop's top-1 % amount on that day; null when nobody counts as top. */
  topAmount: number | null;
}

/** 在籍期間: days from the first order to the last. */
export function tenure(facts: Facts): number {
  return facts.lastDay - facts.firstDay;
}

/** 離脱期間: days since the last order. */
export function departure(facts: Facts): number {
  return facts.day - facts.lastDay;
}

/** The median of the days between two order days; null when there is one order day only. */
export function medianInterval(facts: Pick<Facts, 'intervals'>): number | null {
  return (
    quantileSorted(
      facts.intervals.toSorted((a, b) => a - b),
      0.5,
    ) ?? null
  );
}

/** Days between one order day and the next, oldest first; the orders may come in any order. */
export function intervalsOf(orders: readonly Pick<CountedOrder, 'day'>[]): number[] {
  const days = [...new Set(orders.map(({ day }) => day))].sort((a, b) => a - b);
  return days.slice(1).map((day, index) => day - (days[index] ?? day));
}

/** The facts at the end of a day, or null while nothing has been ordered. */
export function factsAt(history: History, day: Day): Facts | null {
  return factsReader(history)(day);
}

/**
 * Reads facts of days that do not go back: one pass over the history for any number of days.
 * The order of the history's entries does not matter, but for contract changes of one instant.
 */
export function factsReader(history: History): (day: Day) => Facts | null {
  const purchases = purchasesReader(history.orders);
  const returned = sumReader(history.returns ?? []);
  const happened = eventsReader(history.events ?? []);
  const topAmounts = (history.topAmounts ?? []).toSorted((a, b) => a.from - b.from);
  return (day) => {
    const bought = purchases(day);
    if (!bought) return null;
    const { orders, firstDay, lastDay, intervals } = bought;
    const { events, contract } = happened(day);
    const amount = bought.amount + returned(day);
    const topAmount = topAmounts.findLast(({ from }) => from <= day)?.amount ?? null;
    return { day, orders, firstDay, lastDay, intervals, amount, events, contract, topAmount };
  };
}

type Purchases = Pick<Facts, 'orders' | 'firstDay' | 'lastDay' | 'intervals' | 'amount'>;

function purchasesReader(entries: readonly CountedOrder[]): (day: Day) => Purchases | null {
  const sorted = inOrder(entries, byDay);
  let next = 0;
  let amount = 0;
  let firstDay: Day | null = null;
  let lastDay: Day | null = null;
  let intervals: readonly number[] = [];
  return (day) => {
    const added: number[] = [];
    for (let order = sorted[next]; order && order.day <= day; order = sorted[++next]) {
      if (lastDay !== null && lastDay < order.day) added.push(order.day - lastDay);
      amount += order.value;
      firstDay ??= order.day;
      lastDay = order.day;
    }
    if (added.length > 0) intervals = [...intervals, ...added];
    return firstDay === null || lastDay === null
      ? null
      : { orders: next, firstDay, lastDay, intervals, amount };
  };
}

function sumReader(entries: readonly Return[]): (day: Day) => number {
  const sorted = inOrder(entries, byDay);
  let next = 0;
  let sum = 0;
  return (day) => {
    for (let entry = sorted[next]; entry && entry.day <= day; entry = sorted[++next]) {
      sum += entry.value;
    }
    return sum;
  };
}

/** Sorted, without a copy when it is already. */
function inOrder<Entry>(
  entries: readonly Entry[],
  compare: (a: Entry, b: Entry) => number,
): readonly Entry[] {
  const sorted = entries.every((entry, index) => {
    const before = entries[index - 1];
    return before === undefined || compare(before, entry) <= 0;
  });
  return sorted ? entries : entries.toSorted(compare);
}

const NOTHING_HAPPENED = Object.fromEntries(
  RELATIONSHIP_KINDS.map((kind) => [kind, 0]),
) as Facts['events'];

function eventsReader(entries: readonly CustomerEvent[]) {
  const sorted = inOrder(entries, (a, b) => a.at - b.at);
  let next = 0;
  let events = NOTHING_HAPPENED;
  let contract: ContractState | null = null;
  return (day: Day): Pick<Facts, 'events' | 'contract'> => {
    for (let event = sorted[next]; event && event.day <= day; event = sorted[++next]) {
      const state = contractOf(event);
      if (state) contract = state;
      else events = withEvent(events, event.kind as RelationshipKind);
    }
    return { events, contract };
  };
}

function withEvent(events: Facts['events'], kind: RelationshipKind): Facts['events'] {
  return { ...events, [kind]: events[kind] + 1 };
}

function contractOf(event: CustomerEvent): ContractState | null {
  return event.kind.startsWith('contract:')
    ? (event.kind.slice('contract:'.length) as ContractState)
    : null;
}

function byDay(a: { day: Day }, b: { day: Day }): number {
  return a.day - b.day;
}
