import { judgeOf } from '../domain/customer.ts';
import { calendarOf, type Calendar } from '../domain/day.ts';
import type { CustomerId } from '../domain/ids.ts';
import { digitsOf } from '../domain/money.ts';
import { branchesOf } from '../domain/segments/branches.ts';
import { leavesOf, Condition } from '../domain/segments/condition.ts';
import { READY_MADE, type ReadyMadeKey } from '../domain/segments/ready-made.ts';
import { readsProducts, slugFrom, type SavedSegment } from '../domain/segments/saved.ts';
import { segmentSaying } from '../domain/tags.ts';
import { readBasis } from '../store/basis.ts';
import type { Shop } from '../store/database.ts';
import { listChannels } from '../store/places.ts';
import { productNames, searchProducts, type ProductName } from '../store/products.ts';
import { customersByIds, type KnownCustomer } from '../store/recompute.ts';
import { listRegions } from '../store/regions.ts';
import { countInside, countInsideOf, type SegmentMember } from '../store/segment-members.ts';
import { currentSettings } from '../store/settings.ts';
import { readShop } from '../store/shops.ts';
import { customerIdOf } from './customer-screen.ts';
import { placeOf, type ScreenPlace } from './place.ts';
import { readyShop, type Unready } from './readiness.ts';
import {
  BLANK_ROW,
  builderDraftOf,
  ROW_FIELDS,
  type BuilderGroup,
  type BuilderRow,
} from './segments-builder.ts';
import { REACHES } from './segments-form.ts';
import { segmentTarget, type Target } from './segments-target.ts';
import { CLASS_MODELS, SHOWN_MODELS } from './states.ts';

export type { Condition } from '../domain/segments/condition.ts';
export type { ReadyMadeKey } from '../domain/segments/ready-made.ts';
export type { ParameterField, ParameterValues } from './segments-form.ts';
export type { ProductName } from '../store/products.ts';

const FOUND_PRODUCTS = 30;

/** A thing that conditions name, and what it is called. */
export interface Named {
  id: string;
  name: string;
}

/** What every screen of segments says conditions by: products that they name, and channels. */
export interface Ground extends ScreenPlace {
  minorPerUnit: number;
  products: ProductName[];
  channels: Named[];
}

/** A saved segment. */
export interface ShownSegment {
  id: number;
  name: string;
  /** The tag of its customers; null when it writes none. */
  tag: string | null;
  /** That tag without its prefix. */
  says: string;
  /** Customers who are in it now. */
  customers: number;
  condition: Condition;
}

/** All saved segments. */
export interface SegmentsScreen extends Ground {
  /** Why there can be none yet; null when there can. */
  unready: Unready | null;
  segments: ShownSegment[];
}

/** The saved segments of a shop with their live counts. */
export async function segmentsScreen(shop: Shop): Promise<SegmentsScreen> {
  const [current, counts, unready] = await Promise.all([
    currentSettings(shop),
    countInside(shop),
    unreadyFor(shop),
  ]);
  const { segments = [], tagging } = current?.settings ?? {};
  const conditions = segments.map(({ rule }) => rule.condition);
  const shown = segments.map((segment) => ({
    id: segment.id,
    name: segment.name,
    tag: tagOf(segment, tagging),
    says: segmentSaying(segment.slug),
    customers: counts.get(segment.id) ?? 0,
    condition: segment.rule.condition,
  }));
  return { ...(await groundOf(shop, conditions)), unready, segments: shown };
}

/** A shop with settings can have segments, even before its first order. */
async function unreadyFor(shop: Shop): Promise<Unready | null> {
  const [ready, current] = await Promise.all([readyShop(shop), currentSettings(shop)]);
  if (typeof ready !== 'string' || (ready === 'empty' && current)) return null;
  return ready;
}

type Writing = { prefix: string; segments: boolean } | undefined;

function tagOf({ slug, tag }: SavedSegment, tagging: Writing): string | null {
  return tag && tagging?.segments ? `${tagging.prefix}segment:${slug}` : null;
}

async function groundOf(shop: Shop, conditions: readonly Condition[]): Promise<Ground> {
  const named = conditions
    .flatMap(leavesOf)
    .flatMap((leaf) => (leaf.type === 'bought' ? (leaf.products ?? []) : []));
  const [row, products, channels] = await Promise.all([
    readShop(shop),
    productNames(shop, [...new Set(named)]),
    listChannels(shop),
  ]);
  const place = placeOf(row);
  return { ...place, minorPerUnit: 10 ** digitsOf(place.currency), products, channels };
}

/** Products with a text in their title, the first of them without one. */
export function foundProducts(shop: Shop, text: string): Promise<ProductName[]> {
  return searchProducts(shop, text, FOUND_PRODUCTS);
}

/** A customer of a segment; days are ISO days. */
export interface MemberRow {
  id: string;
  since: string;
  orders: number | null;
  /** In the currency's main unit. */
  amount: number | null;
  lastOrderOn: string | null;
  /** By which of the segment's several ways the customer is in; none where there is only one. */
  because: Condition[];
}

/** One segment and a page of its customers. */
export interface SegmentScreen extends Ground {
  segment: ShownSegment;
  /** Whether it is to write a tag, whatever all segments do. */
  wantsTag: boolean;
  target: Target;
  /** Whether one can be in it by several ways. */
  branched: boolean;
  rows: MemberRow[];
  /** Whether this is not the first page. */
  later: boolean;
  /** The id to go on from; null at the end. */
  next: string | null;
}

/** A page of customers as the store gives them. */
interface MembersPage {
  members: SegmentMember[];
  next: bigint | null;
}

/**
 * A segment with a page of its customers; null when there is no such segment.
 *
 * @param now epoch milliseconds.
 */
export async function segmentScreen(
  shop: Shop,
  id: number,
  { members, next }: MembersPage,
  { later, now }: { later: boolean; now: number },
): Promise<SegmentScreen | null> {
  const current = await currentSettings(shop);
  const segment = current?.settings.segments.find((one) => one.id === id);
  if (!segment) return null;
  const { name, rule, slug, tag: wantsTag } = segment;
  const ids = members.map(({ customerId }) => customerId);
  const [ground, customers, target, because] = await Promise.all([
    groundOf(shop, [rule.condition]),
    countInsideOf(shop, id),
    segmentTarget(shop, segmentSaying(slug)),
    whyInside(shop, segment, ids, now),
  ]);
  const tag = tagOf(segment, current?.settings.tagging);
  return {
    ...ground,
    segment: { id, name, tag, says: segmentSaying(slug), customers, condition: rule.condition },
    wantsTag,
    target,
    branched: branchesOf(rule.condition).length > 0,
    rows: members.map(({ customerId, since, orders, amount, lastOrderOn }) => ({
      id: String(customerId),
      since,
      orders,
      amount: amount === null ? null : amount / ground.minorPerUnit,
      lastOrderOn,
      because: because.get(customerId) ?? [],
    })),
    later,
    next: next === null ? null : String(next),
  };
}

/** By which ways customers are in a segment; nothing where there is only one. */
async function whyInside(
  shop: Shop,
  segment: SavedSegment,
  ids: readonly CustomerId[],
  now: number,
): Promise<Map<CustomerId, Condition[]>> {
  const branches = branchesOf(segment.rule.condition);
  if (branches.length === 0 || ids.length === 0) return new Map();
  const [basis, people, row] = await Promise.all([
    readBasis(shop),
    customersByIds(shop, ids, readsProducts([segment])),
    readShop(shop),
  ]);
  if (!basis) return new Map();
  const calendar = calendarOf(placeOf(row).timezone);
  return new Map(
    people.map((person) => {
      const judge = judgeOf(person.id, historyOf(person, calendar), basis, calendar(now));
      return [person.id, branches.filter((branch) => judge(branch).in)];
    }),
  );
}

function historyOf({ orders, known }: KnownCustomer, dayIn: Calendar) {
  return {
    orders: orders.map(({ processedAt, ...order }) => ({ ...order, day: dayIn(processedAt) })),
    events: known.events.map(({ kind, at }) => ({ kind, at, day: dayIn(at) })),
    region: known.region,
  };
}

/** A segment's id as an address says it; no segment has the id 0. */
export function segmentIdIn(text: string | undefined): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** Where a page of members begins, as an address says it. */
export const cursorOf = customerIdOf;

/** What a new segment is made with. */
export interface NewSegmentScreen extends Ground {
  unready: Unready | null;
  /** The chosen ready-made one; null while none is. */
  key: ReadyMadeKey | null;
  keys: ReadyMadeKey[];
  /** An end of the tag that no other segment has. */
  slug: string;
  prefix: string;
  reaches: typeof REACHES;
}

/** The form for a ready-made segment, or the choice among them. */
export async function newSegmentScreen(
  shop: Shop,
  asked: string | null,
): Promise<NewSegmentScreen> {
  const [ground, current, unready] = await Promise.all([
    groundOf(shop, []),
    currentSettings(shop),
    unreadyFor(shop),
  ]);
  const taken = new Set(current?.settings.segments.map(({ slug }) => slug) ?? []);
  const key = readyMadeKey(asked);
  return {
    ...ground,
    unready: unready ?? (current ? null : 'reading'),
    key,
    keys: READY_MADE.map((one) => one.key),
    slug: (key && slugFrom(key, taken)) ?? '',
    prefix: current?.settings.tagging.prefix ?? '',
    reaches: REACHES,
  };
}

/** A ready-made segment by its key; null when there is none. */
export function readyMadeKey(text: string | null): ReadyMadeKey | null {
  return READY_MADE.find(({ key }) => key === text)?.key ?? null;
}

/** What a condition is built with. */
export interface BuilderScreen extends Ground {
  /** The segment that is changed; null for a new one. */
  segment: { id: number; name: string; slug: string; tag: boolean } | null;
  prefix: string;
  draft: BuilderGroup;
  /** A row to begin another one with. */
  blank: BuilderRow;
  /** What a row can ask about. */
  fields: BuilderRow['field'][];
  /** The states of every model. */
  states: Readonly<Record<string, readonly string[]>>;
  regions: string[];
}

const STATES: BuilderScreen['states'] = {
  ...Object.fromEntries(Object.values(SHOWN_MODELS).map(({ key, states }) => [key, states])),
  ...CLASS_MODELS,
};

/**
 * A builder for a new condition, or for one to begin with; null before there are settings.
 *
 * @param segmentId the saved segment whose condition is changed; null for a new one.
 * @returns null also when there is no such segment.
 */
export async function builderScreen(
  shop: Shop,
  { segmentId, start }: { segmentId: number | null; start: Condition | null },
): Promise<BuilderScreen | null> {
  const current = await currentSettings(shop);
  const segment = current?.settings.segments.find(({ id }) => id === segmentId);
  if (!current || (segmentId !== null && !segment)) return null;
  const condition = segment?.rule.condition ?? start;
  const [ground, regions] = await Promise.all([
    groundOf(shop, condition ? [condition] : []),
    listRegions(shop),
  ]);
  return {
    ...ground,
    segment: segment
      ? { id: segment.id, name: segment.name, slug: segment.slug, tag: segment.tag }
      : null,
    prefix: current.settings.tagging.prefix,
    draft: builderDraftOf(condition, ground.minorPerUnit),
    blank: BLANK_ROW,
    fields: [...ROW_FIELDS],
    states: STATES,
    regions,
  };
}

/** A condition as an address carries it, in JSON; null for anything else. */
export function conditionIn(text: string | null): Condition | null {
  if (text === null) return null;
  try {
    return Condition.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
