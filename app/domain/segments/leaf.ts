import { z } from 'zod';
import { CONTRACT_STATES, RELATIONSHIP_KINDS } from '../history.ts';
import { contract } from '../models/contract.ts';
import { cpm } from '../models/cpm.ts';
import { lifecycle } from '../models/lifecycle.ts';
import type { CalendarModel } from '../models/model.ts';
import { next } from '../models/next.ts';
import { stage } from '../models/stage.ts';
import { vip } from '../models/vip.ts';
import { ABC_CLASSES } from '../relative/abc.ts';
import { DECILES } from '../relative/decile.ts';
import { LAYERS } from '../relative/layer.ts';
import { RANKS, RFM_SEGMENTS } from '../relative/rfm.ts';
import { Comparison } from './comparison.ts';
import { DayCount, NamedDay, Period, PurchasePeriod } from './period.ts';

const MOST_NAMES = 500;
const LONGEST_NAME = 255;

/** Names as the shop's data has them, e.g. of products. */
export const Names = z.array(z.string().min(1).max(LONGEST_NAME)).min(1).max(MOST_NAMES);

/** Orders or amount (minor units, returns taken off) of a period. */
export const Total = z.strictObject({
  type: z.literal('total'),
  total: z.enum(['orders', 'amount']),
  period: Period.default({ kind: 'ever' }),
  compare: Comparison,
});
export type Total = z.infer<typeof Total>;

/**
 * Days (`tenure`, `departure`, `medianInterval`, `daysToSecond`: from the first order day to the second
 * distinct one) or minor units (`averageOrderValue`).
 */
export const Fact = z.strictObject({
  type: z.literal('fact'),
  fact: z.enum(['tenure', 'departure', 'averageOrderValue', 'medianInterval', 'daysToSecond']),
  compare: Comparison,
});
export type Fact = z.infer<typeof Fact>;

/**
 * A day against a day, or its age: today and the N − 1 days before it are the last N days, and a
 * day is more than N days ago when its age exceeds N; a day exactly N days ago is neither.
 */
const DateComparison = z.discriminatedUnion('is', [
  z.strictObject({ is: z.enum(['before', 'on', 'after']), day: NamedDay }),
  z.strictObject({ is: z.literal('within-last-days'), days: DayCount.positive() }),
  z.strictObject({ is: z.literal('more-than-days-ago'), days: DayCount }),
]);
export type DateComparison = z.infer<typeof DateComparison>;

/** The day of the first or the last order. */
export const OrderDate = z.strictObject({
  type: z.literal('date'),
  order: z.enum(['first', 'last']),
  compare: DateComparison,
});
export type OrderDate = z.infer<typeof OrderDate>;

function statesOf<Key extends string, State extends string>({
  key,
  states,
}: Pick<CalendarModel<Key, State>, 'key' | 'states'>) {
  return z.strictObject({
    model: z.literal(key),
    states: z.array(z.enum(states)).min(1).max(states.length),
  });
}

/** Some states of a model that follows the calendar. */
const CalendarStates = z.discriminatedUnion('model', [
  statesOf(cpm),
  statesOf(stage),
  statesOf(lifecycle),
  statesOf(vip),
  statesOf(contract),
  statesOf(next),
]);
export type CalendarStates = z.infer<typeof CalendarStates>;

const When = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('now') }),
  /** Now or at any time before. */
  z.strictObject({ is: z.literal('ever') }),
  /** Now, and for so many days at a stretch. */
  z.strictObject({ is: z.literal('for-at-least'), days: DayCount }),
  /** Not now, but in so many days at the latest if nothing happens. */
  z.strictObject({ is: z.literal('entering-within'), days: DayCount.positive() }),
]);
export type When = z.infer<typeof When>;

/** In one of the states; moving between two of them is staying. */
export const InState = z.strictObject({
  type: z.literal('state'),
  in: CalendarStates,
  when: When.default({ is: 'now' }),
});
export type InState = z.infer<typeof InState>;

const RelativeClasses = z.discriminatedUnion('model', [
  statesOf({ key: 'rfm', states: RFM_SEGMENTS }),
  statesOf({ key: 'rank', states: RANKS }),
  statesOf({ key: 'layer', states: LAYERS }),
  statesOf({ key: 'decile', states: DECILES }),
  statesOf({ key: 'abc', states: ABC_CLASSES }),
]);
export type RelativeModelKey = z.infer<typeof RelativeClasses>['model'];

/** In one of the classes of a model that compares customers, as last stored. */
export const InClass = z.strictObject({
  type: z.literal('class'),
  in: RelativeClasses,
  when: z.enum(['now', 'ever']).default('now'),
});
export type InClass = z.infer<typeof InClass>;

/**
 * What was bought of any of the products, in any of the channels. `orders` counts the orders with
 * such a product, `units` its pieces, `value` its sales in minor units; without products, whole
 * orders. `subscription` counts only what was bought by a selling plan: of any product where none
 * is named.
 */
export const Bought = z
  .strictObject({
    type: z.literal('bought'),
    products: Names.optional(),
    channels: Names.optional(),
    subscription: z.literal(true).optional(),
    period: PurchasePeriod.default({ kind: 'ever' }),
    measure: z.enum(['orders', 'units', 'value']).default('orders'),
    compare: Comparison.default({ is: '>=', value: 1 }),
  })
  .refine(({ products, channels, subscription }) => products ?? channels ?? subscription, {
    error: 'products or channels must be named, or subscription said',
    path: ['products'],
  });
export type Bought = z.infer<typeof Bought>;

/** The region is one of these. */
export const InRegion = z.strictObject({ type: z.literal('region'), regions: Names });
export type InRegion = z.infer<typeof InRegion>;

/** The first order came by a link of one of these sources (`utm_source`); null: it names none. */
export const FromSource = z.strictObject({
  type: z.literal('source'),
  sources: z
    .array(z.union([z.string().min(1).max(LONGEST_NAME), z.null()]))
    .min(1)
    .max(MOST_NAMES),
});
export type FromSource = z.infer<typeof FromSource>;

const EVENT_KINDS = [
  ...RELATIONSHIP_KINDS,
  ...CONTRACT_STATES.map((state) => `contract:${state}` as const),
] as const;

/** How often events of any of the kinds happened. */
export const Happened = z.strictObject({
  type: z.literal('event'),
  kinds: z.array(z.enum(EVENT_KINDS)).min(1).max(EVENT_KINDS.length),
  period: Period.default({ kind: 'ever' }),
  compare: Comparison.default({ is: '>=', value: 1 }),
});
export type Happened = z.infer<typeof Happened>;

/** States that an order can bring about at once. */
export const StatesByOrder = z.discriminatedUnion('model', [
  statesOf(cpm),
  statesOf(stage),
  statesOf(vip),
]);

/** Not in these states, but one more order of at most this value (minor units) today would do. */
export const OneMoreOrder = z.strictObject({
  type: z.literal('one-more-order'),
  reaches: StatesByOrder,
  atMost: z.int().positive(),
});
export type OneMoreOrder = z.infer<typeof OneMoreOrder>;

/** A condition that is made of no other. */
export const LEAVES = [
  Total,
  Fact,
  OrderDate,
  InState,
  InClass,
  Bought,
  InRegion,
  FromSource,
  Happened,
  OneMoreOrder,
] as const;
export type Leaf = z.infer<(typeof LEAVES)[number]>;
