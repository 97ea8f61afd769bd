import { isoOf } from '../domain/day.ts';
import type { CustomerId } from '../domain/ids.ts';
import { digitsOf } from '../domain/money.ts';
import { leavesOf, type Condition } from '../domain/segments/condition.ts';
import { countListed, listCustomers, type Place, type Position } from '../store/customer-list.ts';
import {
  customerRows,
  customersByKey,
  customersByNumber,
  type ListedCustomer,
} from '../store/customer-rows.ts';
import type { Shop } from '../store/database.ts';
import { listChannels } from '../store/places.ts';
import { productNames, type ProductName } from '../store/products.ts';
import { currentSettings } from '../store/settings.ts';
import { readKnownShop, readShop, type KnownShop } from '../store/shops.ts';
import { allOf, partsOf, type Unsayable } from './customers-condition.ts';
import {
  askedList,
  FILTER_MODELS,
  type CustomersFilter,
  type FilterModel,
  type Sort,
} from './customers-filter.ts';
import { listedOf, placeIn, positionOf } from './customers-list.ts';
import { readyShop, type Unready } from './readiness.ts';
import { statesOfModel } from './states.ts';

const PAGE = 50;
const MOST_IDS = 250;

/** A customer of the list; days are ISO days of the shop's calendar. */
export interface CustomerRow {
  id: string;
  orders: number | null;
  /** In the currency's main unit. */
  amount: number | null;
  lastOn: string | null;
  cpm: string | null;
  lifecycle: string | null;
  rfm: { r: number; f: number; m: number; segment: string } | null;
  next: { on: string; model: string; to: string | null } | null;
}

/** What the list can be asked with, beside what every shop has. */
export interface Choices {
  models: { model: FilterModel; states: readonly string[] }[];
  segments: { id: number; name: string; slug: string }[];
  channels: { id: string; name: string }[];
  /** Those that the filter names. */
  products: ProductName[];
}

/** A page of customers who meet a filter. */
export interface CustomersScreen {
  filter: CustomersFilter;
  sort: Sort;
  /** Parts of the address that say nothing. */
  unread: string[];
  rows: CustomerRow[];
  /** Places to go on from; null at the ends. */
  previous: string | null;
  next: string | null;
  choices: Choices;
  /** Why this filter cannot be kept as a segment; none: it can. */
  unsayable: (Unsayable | 'segment' | 'nothing')[];
  prefix: string;
  currency: string;
  minorPerUnit: number;
  timezone: string;
  /** ISO day. */
  today: string;
}

/** A page of the list that an address asks for, or why there is none. */
export async function customersScreen(
  shop: Shop,
  query: URLSearchParams,
  now: number,
): Promise<CustomersScreen | { unready: Unready }> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return { unready: known };
  const asked = askedList(query);
  const [page, settings, channels, products] = await Promise.all([
    pageOf(shop, known, query, now),
    currentSettings(shop),
    listChannels(shop),
    productNames(shop, productsNamedIn(asked.filter)),
  ]);
  const { segments = [], tagging } = settings?.settings ?? {};
  return {
    ...asked,
    ...page,
    choices: {
      models: FILTER_MODELS.map((model) => ({ model, states: statesOfModel(model) ?? [] })),
      segments: segments.map(({ id, name, slug }) => ({ id, name, slug })),
      channels,
      products,
    },
    unsayable: unsayableOf(asked.filter),
    prefix: tagging?.prefix ?? '',
    currency: known.currency,
    minorPerUnit: 10 ** digitsOf(known.currency),
    timezone: known.timezone,
  };
}

function productsNamedIn({ bought = [], notBought = [], where }: CustomersFilter): string[] {
  const leaves = where ? leavesOf(where) : [];
  const inWhere = leaves.flatMap((leaf) => (leaf.type === 'bought' ? (leaf.products ?? []) : []));
  return [...bought, ...notBought, ...inWhere];
}

function unsayableOf(filter: CustomersFilter): CustomersScreen['unsayable'] {
  const { conditions, unsayable } = partsOf(filter, 1);
  if (filter.segment !== undefined) return [...unsayable, 'segment'];
  return conditions.length + unsayable.length === 0 ? ['nothing'] : unsayable;
}

async function pageOf(shop: Shop, known: KnownShop, query: URLSearchParams, now: number) {
  const { filter, sort } = askedList(query);
  const listed = await listedOf(shop, known, filter, now);
  const before = placeIn(query.get('before'), sort);
  const after = before ? null : placeIn(query.get('after'), sort);
  const limit = filter.ids ? MOST_IDS : PAGE + 1;
  const position = positionOf(sort, before ?? after, before !== null);
  const found = (await listCustomers(shop, listed, position, limit)) ?? [];
  const { places, ...ends } = filter.ids
    ? { places: found, previous: null, next: null }
    : turned(found, position, before !== null);
  const rows = await customerRows(
    shop,
    places.map(({ id }) => id),
  );
  return {
    rows: rows.map((row) => rowOf(row, 10 ** digitsOf(known.currency))),
    ...ends,
    today: isoOf(listed.today),
  };
}

/** One more than a page was read, in the direction it was read: whether there is a next one. */
function turned(found: Place[], { after }: Position, backwards: boolean) {
  const more = found.length > PAGE;
  const page = found.slice(0, PAGE);
  const places = backwards ? page.toReversed() : page;
  return {
    places,
    previous: (backwards ? more : after !== null) ? textOf(places.at(0)) : null,
    next: backwards || more ? textOf(places.at(-1)) : null,
  };
}

function textOf(place: Place | undefined): string | null {
  return place ? `${place.value}_${place.id}` : null;
}

function rowOf(row: ListedCustomer, minorPerUnit: number): CustomerRow {
  const { id, orders, amount, lastOn, states, next, classes } = row;
  return {
    id: String(id),
    orders,
    amount: amount === null ? null : Number(amount) / minorPerUnit,
    lastOn,
    cpm: states.cpm ?? null,
    lifecycle: states.lifecycle ?? null,
    rfm: classes && { r: classes.r, f: classes.f, m: classes.m, segment: classes.rfm },
    next,
  };
}

const MOST_COUNTED = 10_000;

/** How many customers a list has. */
export interface ListCount {
  customers: number;
  /** There are more: counting stopped. */
  more: boolean;
}

/** Counts the list of an address; null before there is one. */
export async function customersCount(
  shop: Shop,
  query: URLSearchParams,
  now: number,
): Promise<ListCount | null> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return null;
  const listed = await listedOf(shop, known, askedList(query).filter, now);
  const customers = await countListed(shop, listed, MOST_COUNTED + 1);
  if (customers === null) return null;
  return { customers: Math.min(customers, MOST_COUNTED), more: customers > MOST_COUNTED };
}

/**
 * The customers that a text of a search box names: a customer's number, the name of an order, or an
 * e-mail address, of which only keyed hashes are kept.
 */
export async function searchCustomers(
  shop: Shop,
  text: string,
  emailKey: (domain: string, email: string) => string | null,
): Promise<string[]> {
  const asked = text.normalize('NFKC').trim();
  return (await idsOf(shop, asked, emailKey)).map(String);
}

async function idsOf(
  shop: Shop,
  asked: string,
  emailKey: (domain: string, email: string) => string | null,
): Promise<CustomerId[]> {
  if (!asked.includes('@')) return customersByNumber(shop, asked);
  const key = emailKey((await readShop(shop)).domain, asked);
  return key === null ? [] : customersByKey(shop, 'email', key);
}

/** The condition that a list comes to, for a segment; null when no segment can say it. */
export async function segmentOf(shop: Shop, query: URLSearchParams): Promise<Condition | null> {
  const known = await readKnownShop(shop);
  const { filter } = askedList(query);
  if (!known || unsayableOf(filter).length > 0) return null;
  return allOf(partsOf(filter, 10 ** digitsOf(known.currency)).conditions);
}
