import { calendarOf, isoOf } from '../domain/day.ts';
import type { EventKind } from '../domain/fact-sources.ts';
import type { CustomerId } from '../domain/ids.ts';
import { digitsOf } from '../domain/money.ts';
import { readCustomerSheet, readStandings, type Standing } from '../store/customer-sheet.ts';
import type { Shop } from '../store/database.ts';
import { listEvents, type EventSource } from '../store/events.ts';
import { readShop } from '../store/shops.ts';
import { placeOf } from './place.ts';
import { namedState, SHOWN_MODELS, type ModelKey, type NamedState } from './states.ts';

/** A customer's place in one model; dates are ISO days. */
export interface ShownStanding {
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
  standings: ShownStanding[];
  events: ShownEvent[];
}

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
  const [row, sheet, standings, events] = await Promise.all([
    readShop(shop),
    readCustomerSheet(shop, id),
    readStandings(shop, id),
    listEvents(shop, id),
  ]);
  if (!sheet) return null;
  const place = placeOf(row);
  const calendar = calendarOf(place.timezone);
  const dayAt = (at: Date | null) => (at === null ? null : isoOf(calendar(at.getTime())));
  const { gone, mergedInto, optedOut, country, region, emailConsent, tags, written } = sheet;
  return {
    ...place,
    id: String(id),
    today: isoOf(calendar(now)),
    gone: gone as CustomerScreen['gone'],
    mergedInto: mergedInto === null ? null : String(mergedInto),
    optedOut,
    createdOn: dayAt(sheet.createdAt),
    country,
    region,
    emailConsent,
    tags,
    written,
    orders: sheet.orders,
    uncounted: sheet.uncounted,
    amount: sheet.amount / 10 ** digitsOf(place.currency),
    firstOrderOn: dayAt(sheet.firstOrderAt),
    lastOrderOn: dayAt(sheet.lastOrderAt),
    standings: Object.values(SHOWN_MODELS).flatMap(({ key }) => {
      const found = standings.find(({ model }) => model === key);
      return found ? [standingOf(key, found)] : [];
    }),
    events: events.map(({ id: number, kind, at, source, removable }) => ({
      id: String(number),
      kind,
      on: isoOf(calendar(at.getTime())),
      source,
      removable,
    })),
  };
}

function standingOf(model: ModelKey, { state, since, nextOn, nextState }: Standing): ShownStanding {
  return {
    model,
    state: namedState(model, state),
    since,
    next: nextOn === null ? null : { on: nextOn, to: namedState(model, nextState) },
  };
}
