import fc from 'fast-check';
import type { Day } from '#app/domain/day.ts';
import { CONTRACT_STATES, RELATIONSHIP_KINDS, type CountedOrder } from '#app/domain/history.ts';
import { CALENDAR_MODELS } from '#app/domain/models/index.ts';
import { RANKS } from '#app/domain/relative/rfm.ts';
import type { Comparison } from '#app/domain/segments/comparison.ts';
import type { Condition } from '#app/domain/segments/condition.ts';
import type { Leaf } from '#app/domain/segments/leaf.ts';
import type { Period } from '#app/domain/segments/period.ts';
import type { Subject } from '#app/domain/segments/subject.ts';
import { anyHistory, anySettings } from './history.ts';

const PRODUCTS = ['tea', 'soap', 'vinegar'];
const CHANNELS = ['web', 'shop'];
const SOURCES = ['google', 'line'];
const REGIONS = ['福岡県', '東京都'];

/** A day among and around those of `anyHistory`. */
export const anyDay = fc.integer({ min: 18_980, max: 20_000 }).map((day) => day as Day);

const line = fc.record({
  product: fc.constantFrom(...PRODUCTS),
  quantity: fc.integer({ min: 1, max: 3 }),
  sales: fc.integer({ min: 1, max: 9_000 }),
  cost: fc.constant(null),
});
const goods: fc.Arbitrary<Partial<CountedOrder>> = fc.record(
  {
    channel: fc.constantFrom(...CHANNELS, null),
    source: fc.constantFrom(...SOURCES, null),
    lines: fc.array(line, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);

/** Any customer with products, channels, a region and stored classes. */
export const anySubject: fc.Arbitrary<Subject> = fc
  .record({
    history: anyHistory,
    goods: fc.array(goods, { minLength: 12, maxLength: 12 }),
    region: fc.constantFrom(...REGIONS, null),
    settings: anySettings,
    now: fc.constantFrom(...RANKS, null),
    past: fc.subarray([...RANKS]),
  })
  .map((any) => ({
    history: {
      ...any.history,
      orders: any.history.orders.map((order, index) => ({ ...order, ...any.goods[index] })),
      region: any.region,
    },
    settings: any.settings,
    relative: { rank: { now: any.now, past: new Set(any.past) } },
  }));

/** Any comparison of numbers up to about `max`, halves among them. */
export function anyComparison(max: number): fc.Arbitrary<Comparison> {
  const number = fc.integer({ min: 0, max: 2 * max }).map((value) => value / 2);
  const oneSided = fc.record({ is: fc.constantFrom('<', '<=', '=', '>=', '>'), value: number });
  const range = fc
    .tuple(number, fc.integer({ min: 1, max }), fc.constantFrom('inclusive', 'exclusive'))
    .map(([min, width, upper]) => ({ is: 'between' as const, min, max: min + width, upper }));
  return fc.oneof(oneSided, range);
}

const days = fc.integer({ min: 1, max: 200 });
const between = fc
  .tuple(fc.option(anyDay, { nil: null }), days, fc.boolean())
  .map(([from, length, open]) => ({
    kind: 'between' as const,
    from,
    to: open ? null : (((from ?? 19_200) + length) as Day),
  }));
const period: fc.Arbitrary<Period> = fc.oneof(
  fc.constant({ kind: 'ever' as const }),
  fc.record({ kind: fc.constant('last-days' as const), days }),
  between,
);

function statesOf(models: readonly { key: string; states: readonly string[] }[]) {
  return fc.constantFrom(...models).chain(({ key, states }) =>
    fc.record({
      model: fc.constant(key),
      states: fc.subarray([...states], { minLength: 1 }),
    }),
  );
}

const when = fc.oneof(
  fc.record({ is: fc.constantFrom('now', 'ever') }),
  fc.record({ is: fc.constantFrom('for-at-least', 'entering-within'), days }),
);

const stateLeaf = fc.record({ type: fc.constant('state'), in: statesOf(CALENDAR_MODELS), when });
const dateLeaf = fc.record({
  type: fc.constant('date'),
  order: fc.constantFrom('first', 'last'),
  compare: fc.oneof(
    fc.record({ is: fc.constantFrom('before', 'on', 'after'), day: anyDay }),
    fc.record({ is: fc.constantFrom('within-last-days', 'more-than-days-ago'), days }),
  ),
});
const totalLeaf = fc.oneof(
  ...[['orders', 8] as const, ['amount', 90_000] as const].map(([total, max]) =>
    fc.record({
      type: fc.constant('total'),
      total: fc.constant(total),
      period,
      compare: anyComparison(max),
    }),
  ),
);
const factLeaf = fc.record({
  type: fc.constant('fact'),
  fact: fc.constantFrom(
    'tenure',
    'departure',
    'departure',
    'averageOrderValue',
    'medianInterval',
    'daysToSecond',
  ),
  compare: fc.oneof(anyComparison(250), anyComparison(40_000)),
});
const boughtLeaf = fc
  .record({
    type: fc.constant('bought'),
    products: fc.subarray(PRODUCTS, { minLength: 1 }),
    channels: fc.subarray(CHANNELS, { minLength: 1 }),
    names: fc.constantFrom('products', 'channels', 'both', 'subscription'),
    subscription: fc.boolean(),
    period: fc.oneof(period, fc.constant({ kind: 'first-order' })),
    measure: fc.constantFrom('orders', 'units', 'value'),
    compare: fc.oneof(anyComparison(3), anyComparison(20_000)),
  })
  .map(({ names, products, channels, subscription, ...rest }) => ({
    ...rest,
    ...((names === 'products' || names === 'both') && { products }),
    ...((names === 'channels' || names === 'both') && { channels }),
    ...((names === 'subscription' || subscription) && { subscription: true as const }),
  }));
const eventLeaf = fc.record({
  type: fc.constant('event'),
  kinds: fc.subarray(
    [...RELATIONSHIP_KINDS, ...CONTRACT_STATES.map((state) => `contract:${state}`)],
    { minLength: 1 },
  ),
  period,
  compare: anyComparison(3),
});
const oneMoreOrderLeaf = fc.record({
  type: fc.constant('one-more-order'),
  reaches: statesOf(CALENDAR_MODELS.filter(({ key }) => ['cpm', 'stage', 'vip'].includes(key))),
  atMost: fc.integer({ min: 1, max: 90_000 }),
});
const stillLeaf = fc.oneof(
  fc.record({
    type: fc.constant('region'),
    regions: fc.subarray(REGIONS, { minLength: 1 }),
  }),
  fc.record({
    type: fc.constant('source'),
    sources: fc.subarray([...SOURCES, null], { minLength: 1 }),
  }),
  fc.record({
    type: fc.constant('class'),
    in: statesOf([{ key: 'rank', states: RANKS }]),
    when: fc.constantFrom('now', 'ever'),
  }),
);

/** Any condition that is made of no other. */
export const anyLeaf = fc.oneof(
  stateLeaf,
  dateLeaf,
  totalLeaf,
  factLeaf,
  boughtLeaf,
  eventLeaf,
  oneMoreOrderLeaf,
  stillLeaf,
) as fc.Arbitrary<Leaf>;

/** Any condition, a few deep. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    anyLeaf,
    fc.record({ type: fc.constant('not' as const), of: tie('tree') }),
    fc.record({
      type: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
  ),
})).tree;
