import type { Day } from './day.ts';

/** A counted order, reduced to what the models read. */
export interface CountedOrder {
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
  events?: readonly CustomerEvent[];
  topAmounts?: readonly TopAmount[];
}

/** What the models see of a customer at the end of one day. */
export interface Facts {
  day: Day;
  /** Counted orders so far, one by one: two on one day are two. At least 1. */
  orders: number;
  firstDay: Day;
  lastDay: Day;
  /** The order day before the last one, on another day; null when there is one order day only. */
  previousDay: Day | null;
  /** Cumulative value, minor units. */
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

/** The facts at the end of a day, or null while nothing has been ordered. */
export function factsAt(history: History, day: Day): Facts | null {
  return factsReader(history)(day);
}

/**
 * Reads facts of days that do not go back: one pass over the history for any number of days.
 * The order of the history's entries does not matter, but for contract changes of one instant.
 */
export function factsReader(history: History): (day: Day) => Facts | null {
  const orders = history.orders.toSorted((a, b) => a.day - b.day);
  const events = (history.events ?? []).toSorted((a, b) => a.at - b.at);
  const topAmounts = (history.topAmounts ?? []).toSorted((a, b) => a.from - b.from);
  const seen = {
    orders: 0,
    firstDay: null as Day | null,
    lastDay: null as Day | null,
    previousDay: null as Day | null,
    amount: 0,
    contract: null as ContractState | null,
  };
  const happened = Object.fromEntries(RELATIONSHIP_KINDS.map((kind) => [kind, 0])) as Record<
    RelationshipKind,
    number
  >;
  let nextOrder = 0;
  let nextEvent = 0;
  return (day) => {
    for (let order = orders[nextOrder]; order && order.day <= day; order = orders[++nextOrder]) {
      seen.orders += 1;
      seen.amount += order.value;
      seen.firstDay ??= order.day;
      if (seen.lastDay !== null && seen.lastDay < order.day) seen.previousDay = seen.lastDay;
      seen.lastDay = order.day;
    }
    for (let event = events[nextEvent]; event && event.day <= day; event = events[++nextEvent]) {
      const contract = contractOf(event);
      if (contract) seen.contract = contract;
      else happened[event.kind as RelationshipKind] += 1;
    }
    const { firstDay, lastDay } = seen;
    if (firstDay === null || lastDay === null) return null;
    const topAmount = topAmounts.findLast(({ from }) => from <= day)?.amount ?? null;
    return { ...seen, firstDay, lastDay, day, topAmount, events: { ...happened } };
  };
}

function contractOf(event: CustomerEvent): ContractState | null {
  return event.kind.startsWith('contract:')
    ? (event.kind.slice('contract:'.length) as ContractState)
    : null;
}
