import { classesOn, hasSegments, liveModelsOf, type LiveModel } from '../domain/customer.ts';
import { calendarOf, dayOf, isoOf, type Calendar, type Day } from '../domain/day.ts';
import type { EventKind } from '../domain/fact-sources.ts';
import {
  departure,
  factsAt,
  medianInterval,
  tenure,
  type Facts,
  type History,
} from '../domain/history.ts';
import type { CustomerId } from '../domain/ids.ts';
import { digitsOf } from '../domain/money.ts';
import { customerLtv } from '../domain/reports/customer-ltv.ts';
import type { Inserts, Roles } from '../domain/roles.ts';
import type { ShopSettings } from '../domain/shop-settings.ts';
import {
  ordersOfCustomer,
  productsOfOrders,
  segmentsOfCustomer,
  type HistoryOrder,
  type Membership,
} from '../store/customer-history.ts';
import { readCustomerSheet, type CustomerSheet } from '../store/customer-sheet.ts';
import { currentCutoffs, type CutoffRow } from '../store/cutoffs.ts';
import type { Shop } from '../store/database.ts';
import { listEvents, type EventEntry, type EventSource } from '../store/events.ts';
import { currentSettings } from '../store/settings.ts';
import { readShop } from '../store/shops.ts';
import { topAmounts } from '../store/top-amounts.ts';
import { comparisonOf, type Comparison } from './customer-comparison.ts';
import { drawingOf, type Drawing } from './customer-drawing.ts';
import { reasonsOf, type Reasons, type Told } from './customer-reasons.ts';
import { placeOf } from './place.ts';
import { namedState, SHOWN_MODELS, type ModelKey, type NamedState } from './states.ts';

/** A customer's place in one model, why, and what moves them; dates are ISO days. */
export interface ShownStanding extends Reasons {
  model: ModelKey;
  state: NamedState | null;
  since: string | null;
  next: { on: string; to: NamedState | null } | null;
}

/** Something a customer did beside buying. */
export interface ShownEvent {
  id: string;
  kind: EventKind;
  /** ISO day of the shop's calendar. */
  on: string;
  source: EventSource;
  removable: boolean;
}

/** Why an order does not count. */
export type Uncounted = 'cancelled' | 'test' | 'refunded' | 'free' | 'left-out';

/** An order; its amount in main units. */
export interface ShownOrder {
  id: string;
  name: string | null;
  on: string;
  amount: number;
  products: { title: string; quantity: number }[];
  uncounted: Uncounted | null;
}

/** What the counted orders come to today; money in main units, times in days. */
export interface ShownFacts {
  averageOrderValue: number;
  tenure: number;
  departure: number;
  /** Null for whoever bought on one day only, as the factors. */
  medianInterval: number | null;
  factors: { activeYears: number; ordersPerYear: number; orderValue: number } | null;
}

/** The change that comes first if nothing happens. */
export interface NextChange {
  model: ModelKey;
  on: string;
  inDays: number;
  from: NamedState | null;
  to: NamedState | null;
}

/** One customer. */
export interface CustomerScreen {
  id: string;
  timezone: string;
  currency: string;
  /** Today in the shop's calendar, ISO. */
  today: string;
  /** What became of a customer who is gone, and of whom only the id is kept. */
  gone: 'deleted' | 'merged' | 'erased' | null;
  mergedInto: string | null;
  optedOut: boolean;
  /** The merchant's own wording of the next steps. */
  roles: Roles;
  /** What goes into the parcel at each next step. */
  inserts: Inserts;
  /** The merchant leaves customers with one of their tags out. */
  leftOut: boolean;
  /** ISO day; null when it is not known. */
  createdOn: string | null;
  country: string | null;
  region: string | null;
  emailConsent: string | null;
  tags: string[];
  written: string[];
  orders: number;
  uncounted: number;
  /** In the currency's main unit. */
  amount: number;
  firstOrderOn: string | null;
  lastOrderOn: string | null;
  /** Null without a counted order. */
  facts: ShownFacts | null;
  /** Null while nobody has been compared, and for whoever is in no group. */
  comparison: Comparison | null;
  standings: ShownStanding[];
  change: NextChange | null;
  drawing: Drawing | null;
  /** The latest ones, newest first. */
  latest: ShownOrder[];
  events: ShownEvent[];
  segments: { id: number; name: string; since: string }[];
}

/** Orders that are listed one by one. */
const MOST_ORDERS = 200;
/** The models that announce a change, by their rank among changes of one day (contracts.md). */
const ANNOUNCED: readonly ModelKey[] = ['cpm', 'lifecycle', 'vip'];

/** A customer's id as an address says it; null for anything else. */
export function customerIdOf(text: string | undefined): CustomerId | null {
  return text !== undefined && /^\d{1,18}$/.test(text) ? (BigInt(text) as CustomerId) : null;
}

/** One customer as of an instant (epoch milliseconds), or null when the shop has none of that id. */
export async function customerScreen(
  shop: Shop,
  id: CustomerId,
  now: number,
): Promise<CustomerScreen | null> {
  const [row, sheet, events, orders] = await Promise.all([
    readShop(shop),
    readCustomerSheet(shop, id),
    listEvents(shop, id),
    ordersOfCustomer(shop, id),
  ]);
  if (!sheet) return null;
  const place = placeOf(row);
  const dayIn = calendarOf(place.timezone);
  const known: Known = {
    id,
    sheet,
    events,
    orders,
    dayIn,
    today: dayIn(now),
    unit: 10 ** digitsOf(place.currency),
  };
  const [groups, latest] = await Promise.all([groupsOf(shop, known), latestOrders(shop, known)]);
  return { ...place, ...personOf(known), ...groups, latest };
}

/** What was read of one customer. */
interface Known {
  id: CustomerId;
  sheet: CustomerSheet;
  /** Newest first. */
  events: readonly EventEntry[];
  /** Oldest first. */
  orders: readonly HistoryOrder[];
  dayIn: Calendar;
  today: Day;
  unit: number;
}

function personOf({ id, sheet, events, dayIn, today, unit }: Known) {
  const { gone, mergedInto, optedOut, country, region, emailConsent, tags, written } = sheet;
  const dayAt = (at: Date | null) => (at === null ? null : isoOf(dayIn(at.getTime())));
  return {
    id: String(id),
    today: isoOf(today),
    gone: gone as CustomerScreen['gone'],
    mergedInto: mergedInto === null ? null : String(mergedInto),
    optedOut,
    createdOn: dayAt(sheet.createdAt),
    ...{ country, region, emailConsent, tags, written },
    orders: sheet.orders,
    uncounted: sheet.uncounted,
    amount: sheet.amount / unit,
    firstOrderOn: dayAt(sheet.firstOrderAt),
    lastOrderOn: dayAt(sheet.lastOrderAt),
    events: events.map(({ id: number, kind, at, source, removable }) => ({
      id: String(number),
      kind,
      on: isoOf(dayIn(at.getTime())),
      source,
      removable,
    })),
  };
}

type Groups = Pick<
  CustomerScreen,
  | 'leftOut'
  | 'roles'
  | 'inserts'
  | 'facts'
  | 'comparison'
  | 'standings'
  | 'change'
  | 'drawing'
  | 'segments'
>;

/** Computed from the history as the worker does, so that a change shows before the worker was there. */
async function groupsOf(shop: Shop, known: Known): Promise<Groups> {
  const [newest, cutoffs, tops, members] = await Promise.all([
    currentSettings(shop),
    currentCutoffs(shop),
    topAmounts(shop),
    segmentsOfCustomer(shop, known.id),
  ]);
  const { today, unit, sheet } = known;
  const history = { ...historyOf(known), topAmounts: tops };
  const facts = factsAt(history, today);
  const shown = { facts: facts && shownFacts(facts, unit) };
  const settings = newest?.settings ?? null;
  const person = { tags: sheet.tags, optedOut: sheet.optedOut, gone: sheet.gone !== null };
  const inGroups = settings !== null && hasSegments(person, settings.counting);
  const leftOut = settings !== null && !inGroups && !person.optedOut && !person.gone;
  if (!inGroups || !facts) {
    const nothing = { comparison: null, standings: [], change: null, segments: [] };
    const none = { ...nothing, roles: {}, inserts: {} };
    return { ...shown, ...none, leftOut, drawing: drawingOf({ ...known, models: [] }) };
  }
  const models = liveModelsOf(history, settings, today);
  const standings = standingsOf(models, { facts, settings, unit });
  return {
    ...shown,
    leftOut,
    standings,
    roles: settings.roles,
    inserts: settings.inserts,
    comparison: comparisonFor(known, facts, cutoffs, settings),
    change: nextChange(standings, today),
    drawing: drawingOf({ ...known, models }),
    segments: namedSegments(members, settings),
  };
}

function historyOf({ orders, events, dayIn, sheet }: Known): History {
  return {
    orders: orders
      .filter(({ counts }) => counts)
      .map(({ processedAt, value }) => ({ day: dayIn(processedAt.getTime()), value })),
    events: events
      .map(({ kind, at }) => ({ kind, at: at.getTime(), day: dayIn(at.getTime()) }))
      .reverse(),
    region: sheet.region ?? sheet.country,
  };
}

function shownFacts(facts: Facts, unit: number): ShownFacts {
  const { factors } = customerLtv(facts);
  return {
    averageOrderValue: facts.amount / facts.orders / unit,
    tenure: tenure(facts),
    departure: departure(facts),
    medianInterval: medianInterval(facts),
    factors: factors && { ...factors, orderValue: factors.orderValue / unit },
  };
}

function comparisonFor(
  { id, unit }: Known,
  facts: Facts,
  row: CutoffRow | null,
  settings: ShopSettings,
): Comparison | null {
  const classes = row && classesOn(id, facts, row, settings);
  if (!row?.cutoffs || !classes) return null;
  return comparisonOf(facts, classes, { day: row.day, cutoffs: row.cutoffs }, settings, unit);
}

/** A model that never says anything of a customer is left out, but for VIP, which everybody can become. */
function standingsOf(models: readonly LiveModel[], told: Told): ShownStanding[] {
  return Object.values(SHOWN_MODELS).flatMap((model): ShownStanding[] => {
    const live = models.find((each) => each.model === model.key);
    if (!live && model.key !== 'vip') return [];
    const { state = null, since = null, nextOn = null, nextState = null } = live?.standing ?? {};
    return [
      {
        model: model.key,
        state: namedState(model.key, state),
        since: since === null ? null : isoOf(since),
        next: nextOn === null ? null : { on: isoOf(nextOn), to: namedState(model.key, nextState) },
        ...reasonsOf(model.key, model, told),
      },
    ];
  });
}

function nextChange(standings: readonly ShownStanding[], today: Day): NextChange | null {
  const changes = ANNOUNCED.flatMap((key) => {
    const standing = standings.find(({ model }) => model === key);
    if (!standing?.next) return [];
    const { on, to } = standing.next;
    return [{ model: key, on, to, from: standing.state, inDays: dayOf(on) - today }];
  });
  return changes.reduce<NextChange | null>(
    (first, change) => (first && first.on <= change.on ? first : change),
    null,
  );
}

function namedSegments(members: readonly Membership[], { segments }: ShopSettings) {
  return members.flatMap(({ segmentId, since }) => {
    const segment = segments.find(({ id }) => id === segmentId);
    return segment ? [{ id: segmentId, name: segment.name, since }] : [];
  });
}

async function latestOrders(shop: Shop, { orders, dayIn, unit }: Known): Promise<ShownOrder[]> {
  const shown = orders.slice(-MOST_ORDERS).reverse();
  const products = Map.groupBy(
    await productsOfOrders(
      shop,
      shown.map(({ id }) => id),
    ),
    ({ orderId }) => orderId,
  );
  return shown.map((order) => ({
    id: String(order.id),
    name: order.name,
    on: isoOf(dayIn(order.processedAt.getTime())),
    amount: order.value / unit,
    products: (products.get(order.id) ?? []).map(({ title, quantity }) => ({ title, quantity })),
    uncounted: whyNot(order),
  }));
}

function whyNot({ counts, cancelled, test, value, total }: HistoryOrder): Uncounted | null {
  if (counts) return null;
  if (cancelled) return 'cancelled';
  if (test) return 'test';
  if (value <= 0) return total > 0 ? 'refunded' : 'free';
  return 'left-out';
}
