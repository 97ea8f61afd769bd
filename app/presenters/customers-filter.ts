import { dayOf } from '../domain/day.ts';
import { CONTRACT_STATES, RELATIONSHIP_KINDS } from '../domain/history.ts';
import { NONE } from '../domain/reports/place.ts';
import { Condition, leavesOf } from '../domain/segments/condition.ts';
import type { Leaf } from '../domain/segments/leaf.ts';
import { SHOWN_MODELS, statesOfModel, type ClassModelKey, type ModelKey } from './states.ts';

/** A model of either sort. */
export type FilterModel = ModelKey | ClassModelKey;

/** In one of these states of a model; `none` is everybody of whom the model says nothing. */
export interface StateFilter {
  model: FilterModel;
  states: readonly string[];
  /** ISO day at whose end the customer stood there; today without it. Calendar models only. */
  on?: string | undefined;
}

/** From and to, both in; either may be open. */
export type Range = readonly [from: number | string | null, to: number | string | null];

/**
 * A list of customers who meet everything that is named. Written into the address as
 * `cpm=first-active,toddler-active`, `cpm@2026-05-31=first-active`, `orders=2..3`, `r=5`; names
 * that may hold commas stand one by one, `product=1&product=2`.
 */
export interface CustomersFilter {
  states?: readonly StateFilter[];
  /** Scores of 1 to 5. */
  scores?: { r?: number; f?: number; m?: number };
  /** Will enter one of the states within so many days if nothing happens. */
  entering?: { model: FilterModel; states: readonly string[]; days: number };
  /** Counted orders. */
  orders?: Range;
  /** Cumulative, main units. */
  amount?: Range;
  /** Mean value of an order, main units. */
  average?: Range;
  /** Days from the first order to the last. */
  tenure?: Range;
  /** Days since the last order. */
  departure?: Range;
  /** ISO days of the first and of the last order. */
  first?: Range;
  last?: Range;
  /** Bought at least once in one of these channels, by handle. */
  channels?: readonly string[];
  /** Bought one of these products, by id or title; and none of those. */
  bought?: readonly string[];
  notBought?: readonly string[];
  /** Codes, such as `JP-13`; a country where there is no region. */
  regions?: readonly string[];
  /** Whether e-mails are wanted. */
  consent?: 'yes' | 'no';
  /** An event of one of these kinds. */
  events?: readonly string[];
  /** A saved segment. */
  segment?: number;
  /** These customers, whatever they bought; found by a search. */
  ids?: readonly string[];
  /** Whatever else a saved segment could ask; the way from a report to its customers. */
  where?: Condition;
}

export const NUMBER_RANGES = ['orders', 'amount', 'average', 'tenure', 'departure'] as const;
export const DAY_RANGES = ['first', 'last'] as const;
/** The lists of names, by what the address calls them. */
export const NAME_LISTS = {
  channel: 'channels',
  product: 'bought',
  'not-product': 'notBought',
  region: 'regions',
} as const;
export const EVENT_KINDS = [
  ...RELATIONSHIP_KINDS,
  ...CONTRACT_STATES.map((state) => `contract:${state}` as const),
] as const;

/** By what a list is sorted. */
export const SORTS = ['last', 'first', 'orders', 'amount'] as const;
export interface Sort {
  by: (typeof SORTS)[number];
  ascending: boolean;
}

/** What an address asks for, and the parts of it that say nothing. */
export interface AskedList {
  filter: CustomersFilter;
  sort: Sort;
  unread: string[];
}

const MOST_IDS = 250;
const MOST_NAMES = 100;
const LONGEST_NAME = 255;
const MOST_DAYS = 36_525;

/** Reads an address of the list; what it does not understand it names. */
export function askedList(query: URLSearchParams): AskedList {
  const unread: string[] = [];
  const filter: Record<string, unknown> = {};
  const states: StateFilter[] = [];
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    const found = name.includes('@') || statesOfModel(name) ? readStates(name, values) : null;
    if (found) states.push(...found);
    const read = found ? undefined : partOf(name, values);
    if (read === null || found?.length === 0) unread.push(`${name}=${values.join()}`);
    else if (read) Object.assign(filter, merged(filter, read));
  }
  if (states.length > 0) filter.states = states;
  return { filter, sort: sortOf(query.get('sort')), unread };
}

/** Scores stand in parameters of their own and belong together. */
function merged(filter: Record<string, unknown>, read: CustomersFilter): object {
  return read.scores
    ? { scores: { ...(filter.scores as object | undefined), ...read.scores } }
    : read;
}

/** What one parameter says; null: nothing that is understood, undefined: it is not about whom to list. */
function partOf(name: string, values: readonly string[]): CustomersFilter | null | undefined {
  const [value = ''] = values;
  switch (name) {
    case 'r':
    case 'f':
    case 'm':
      return /^[1-5]$/.test(value) ? { scores: { [name]: Number(value) } } : null;
    case 'entering':
      return readEntering(value);
    case 'consent':
      return value === 'yes' || value === 'no' ? { consent: value } : null;
    case 'events':
      return readEvents(value);
    case 'segment':
      return /^\d{1,9}$/.test(value) ? { segment: Number(value) } : null;
    case 'ids':
      return readIds(value);
    case 'where':
      return readWhere(value);
    default:
      return readNamesOrRange(name, values);
  }
}

function readNamesOrRange(name: string, values: readonly string[]) {
  if (Object.hasOwn(NAME_LISTS, name)) return readNames(name as keyof typeof NAME_LISTS, values);
  const [value = ''] = values;
  if (isAmong(NUMBER_RANGES, name)) return rangeOf(name, value, readNumber);
  if (isAmong(DAY_RANGES, name)) return rangeOf(name, value, readDay);
  return undefined;
}

function isAmong<Name extends string>(names: readonly Name[], name: string): name is Name {
  return (names as readonly string[]).includes(name);
}

function readStates(name: string, values: readonly string[]): StateFilter[] {
  const [model = '', on] = name.split('@');
  const known = statesOfModel(model);
  const wrongDay =
    on !== undefined && (readDay(on) === null || !Object.hasOwn(SHOWN_MODELS, model));
  if (!known || wrongDay) return [];
  return values.flatMap((value) => {
    const states = [...new Set(value.split(','))].filter(
      (state) => state === NONE || known.includes(state),
    );
    return states.length > 0 ? [{ model: model as FilterModel, states, ...(on && { on }) }] : [];
  });
}

function readEntering(value: string): CustomersFilter | null {
  const [model = '', names = '', text = ''] = value.split(':');
  const known = Object.hasOwn(SHOWN_MODELS, model) ? statesOfModel(model) : null;
  const states = [...new Set(names.split(','))].filter((state) => known?.includes(state));
  const days = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return states.length > 0 && days >= 1 && days <= MOST_DAYS
    ? { entering: { model: model as FilterModel, states, days } }
    : null;
}

function readEvents(value: string): CustomersFilter | null {
  const kinds = [...new Set(value.split(','))].filter((kind) => isAmong(EVENT_KINDS, kind));
  return kinds.length > 0 ? { events: kinds } : null;
}

/** Without any number nobody is meant: nobody was found. */
function readIds(value: string): CustomersFilter | null {
  const ids = value === '' ? [] : [...new Set(value.split(','))];
  const fine = ids.every((id) => /^\d{1,18}$/.test(id)) && ids.length <= MOST_IDS;
  return fine ? { ids } : null;
}

function readWhere(value: string): CustomersFilter | null {
  try {
    const read = Condition.safeParse(JSON.parse(value));
    return read.success && leavesOf(read.data).every(isAsked) ? { where: read.data } : null;
  } catch {
    return null;
  }
}

/** One more order is tried on each customer: no list goes by it. */
function isAsked({ type }: Leaf): boolean {
  return type !== 'one-more-order';
}

function readNames(name: keyof typeof NAME_LISTS, values: readonly string[]) {
  const names = [...new Set(values)].filter((each) => each !== '' && each.length <= LONGEST_NAME);
  return names.length > 0 && names.length <= MOST_NAMES ? { [NAME_LISTS[name]]: names } : null;
}

function rangeOf<Value>(name: string, text: string, read: (text: string) => Value | null) {
  const [from = '', to, ...more] = text.split('..');
  if (to === undefined || more.length > 0 || (from === '' && to === '')) return null;
  const range = [from === '' ? null : read(from), to === '' ? null : read(to)];
  const fine = (from === '') === (range[0] === null) && (to === '') === (range[1] === null);
  return fine ? { [name]: range } : null;
}

const MOST = 1e12;

function readNumber(text: string): number | null {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) <= MOST ? Number(text) : null;
}

function readDay(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '0002') return null;
  try {
    dayOf(text);
    return text;
  } catch {
    return null;
  }
}

/** A sort by its name, with a hyphen before it the greatest first; the newest last orders without one. */
function sortOf(text: string | null): Sort {
  const by = (text ?? '').replace('-', '');
  const ascending = !text?.startsWith('-');
  return isAmong(SORTS, by) ? { by, ascending } : { by: 'last', ascending: false };
}

/** All models in the order in which they are offered. */
export const FILTER_MODELS: readonly FilterModel[] = [
  'cpm',
  'lifecycle',
  'rfm',
  'rank',
  'layer',
  'stage',
  'vip',
  'next',
  'contract',
  'decile',
  'abc',
];
