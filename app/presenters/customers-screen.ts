import { calendarOf, isoOf } from '../domain/day.ts';
import type { CustomerId } from '../domain/ids.ts';
import { digitsOf } from '../domain/money.ts';
import { countMembers, listMembers, type Cursor, type Member } from '../store/boards.ts';
import type { Shop } from '../store/database.ts';
import { readKnownShop } from '../store/shops.ts';
import { namedState, type NamedState } from './states.ts';
import { thresholdsOf, type Thresholds } from './thresholds.ts';

const PAGE = 50;

/** A customer behind a number; dates are ISO days of the shop's calendar. */
export interface CustomerRow {
  id: string;
  since: string;
  next: { on: string; to: NamedState | null } | null;
  orders: number;
  /** In the currency's main unit. */
  amount: number;
  lastOrderOn: string | null;
}

/** The customers in one state of a model. */
export interface CustomersScreen {
  group: NamedState;
  thresholds: Thresholds;
  currency: string;
  customers: number;
  rows: CustomerRow[];
  /** Ids to go on from; null at the ends. */
  previous: string | null;
  next: string | null;
}

/** What a page of the list is asked with: texts of the address. */
export interface CustomersQuery {
  model: string | null;
  state: string | null;
  after: string | null;
  before: string | null;
}

/** The customers behind a number, or null when there is no such group (or no calendar yet). */
export async function customersScreen(
  shop: Shop,
  query: CustomersQuery,
): Promise<CustomersScreen | null> {
  const group = namedState(query.model, query.state);
  const known = await readKnownShop(shop);
  if (!group || !known) return null;
  const cursor = { after: idOf(query.after), before: idOf(query.before) };
  const [thresholds, customers, found] = await Promise.all([
    thresholdsOf(shop, known.currency),
    countMembers(shop, group.model, group.state),
    listMembers(shop, group, cursor, PAGE + 1),
  ]);
  if (!thresholds) return null;
  const { members, previous, next } = pageOf(found, cursor);
  const { currency, timezone } = known;
  const rows = members.map((member) => rowOf(member, group.model, currency, timezone));
  return { group, thresholds, currency, customers, rows, previous, next };
}

function idOf(text: string | null): CustomerId | undefined {
  return text !== null && /^\d{1,18}$/.test(text) ? (BigInt(text) as CustomerId) : undefined;
}

/** One more than a page was read, on the side it was read towards: whether there is a next one. */
function pageOf(found: Member[], { after, before }: Cursor) {
  const more = found.length > PAGE;
  const backwards = before !== undefined;
  const members = !more ? found : backwards ? found.slice(1) : found.slice(0, PAGE);
  const hasPrevious = backwards ? more : after !== undefined;
  const hasNext = backwards || more;
  return {
    members,
    previous: hasPrevious ? textOf(members.at(0)) : null,
    next: hasNext ? textOf(members.at(-1)) : null,
  };
}

function textOf(member: Member | undefined): string | null {
  return member ? String(member.customerId) : null;
}

function rowOf(member: Member, model: string, currency: string, timezone: string): CustomerRow {
  const { customerId, since, nextOn, nextState, orders, amount, lastOrderAt } = member;
  return {
    id: String(customerId),
    since,
    next: nextOn === null ? null : { on: nextOn, to: namedState(model, nextState) },
    orders,
    amount: amount / 10 ** digitsOf(currency),
    lastOrderOn: lastOrderAt === null ? null : isoOf(calendarOf(timezone)(lastOrderAt)),
  };
}
