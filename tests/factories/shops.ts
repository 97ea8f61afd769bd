import fc from 'fast-check';
import type { Day } from '#app/domain/day.ts';
import { RELATIONSHIP_KINDS } from '#app/domain/history.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { Minor } from '#app/domain/money.ts';
import { READY_MADE } from '#app/domain/segments/ready-made.ts';
import type { SavedSegment } from '#app/domain/segments/saved.ts';
import type { ShopSettings } from '#app/domain/shop-settings.ts';
import { TAGGED_MODELS } from '#app/domain/tagging.ts';
import type { NewEvent } from '#app/store/events.ts';
import { anyCondition } from './conditions.ts';
import { anySettings } from './history.ts';
import { anOrder } from './orders.ts';

/** The shop's present in `anyCustomers`: days before and after the last orders. */
export const PRESENT = '2023-12-20T03:00:00Z';
const DAY_MS = 86_400_000;
const NOON_IN_JAPAN = 3 * 3_600_000;

const day = fc.integer({ min: 19_000, max: 19_710 }).map((value) => value as Day);
const bought = fc.record({
  day,
  total: fc.integer({ min: 1, max: 40_000 }),
  channel: fc.constantFrom('web', 'shop'),
  product: fc.constantFrom('tea', 'soap', 'vinegar'),
});
const happened = fc.record({ day, kind: fc.constantFrom(...RELATIONSHIP_KINDS) });
const customer = fc.record({
  orders: fc.array(bought, { minLength: 1, maxLength: 7 }),
  events: fc.uniqueArray(happened, { maxLength: 4, selector: ({ day: on }) => on }),
});

/** Orders and events of a few customers, numbered from 1. */
export const anyCustomers = fc
  .array(customer, { minLength: 3, maxLength: 14 })
  .map((customers) => ({
    customers: customers.length,
    orders: customers.flatMap(({ orders }, index) =>
      orders.map((one, nth) => orderOf(BigInt(index + 1), BigInt(100 * (index + 1) + nth), one)),
    ),
    events: customers.flatMap(({ events }, index) =>
      events.map(({ kind, day: on }): NewEvent => ({
        customerId: BigInt(index + 1) as CustomerId,
        kind,
        at: instantOf(on),
        source: 'hand',
        sourceKey: '',
        by: null,
      })),
    ),
  }));

type Bought = typeof bought extends fc.Arbitrary<infer Value> ? Value : never;

function orderOf(customerId: bigint, id: bigint, { day: on, total, channel, product }: Bought) {
  const at = instantOf(on);
  const line = {
    id,
    productId: null,
    variantId: null,
    title: product,
    quantity: 1,
    currentQuantity: 1,
    sales: total as Minor,
    plan: null,
  };
  return anOrder({
    id,
    customerId,
    total,
    createdAt: at,
    processedAt: at,
    sourceName: channel,
    lines: [line],
  });
}

function instantOf(on: Day): number {
  return on * DAY_MS + NOON_IN_JAPAN;
}

const condition = fc.oneof(
  anyCondition,
  fc
    .constantFrom(...READY_MADE.filter(({ parameters }) => parameters.safeParse({}).success))
    .map((one) => one.condition({} as never)),
);

const segments: fc.Arbitrary<SavedSegment[]> = fc
  .uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 4 }), condition, tag: fc.boolean() }), {
    maxLength: 3,
    selector: ({ id }) => id,
  })
  .map((all) =>
    all.map(({ id, tag, condition: asked }) => ({
      id,
      slug: `slug-${id}`,
      name: `Segment ${id}`,
      rule: { version: 1 as const, condition: asked },
      tag,
    })),
  );

const cuts = (max: number) =>
  fc
    .tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max })))
    .map((all) => all.toSorted((a, b) => a - b) as [number, number, number, number]);

const rfm = fc.oneof(
  fc.constant({ cuts: 'quintiles' as const }),
  fc.record({
    cuts: fc.constant('fixed' as const),
    recencyDays: cuts(500),
    orders: cuts(6),
    amounts: cuts(90_000),
  }),
);
const rank = fc
  .tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 3, max: 15 })))
  .map((all) => all.toSorted((a, b) => b - a))
  .chain(([excellentFrom = 13, semiExcellentFrom = 10, generalFrom = 7]) =>
    fc.record({
      excellentFrom: fc.constant(excellentFrom),
      semiExcellentFrom: fc.constant(semiExcellentFrom),
      generalFrom: fc.constant(generalFrom),
      topExcellentShare: fc.constantFrom(0.1, 0.2, 0.5),
    }),
  );
const abc = fc.constantFrom({ aShare: 0.7, bShare: 0.9 }, { aShare: 0.4, bShare: 0.6 });
const tagging = fc.record({
  prefix: fc.constantFrom('kz-', 'k2-', ''),
  models: fc.subarray([...TAGGED_MODELS]),
  segments: fc.boolean(),
  whenRemoved: fc.constant('repair' as const),
  metafields: fc.constant(false),
});

/** Any change of settings: some sections, each valid by itself. */
export const anySettingsChange: fc.Arbitrary<Partial<ShopSettings>> = fc
  .record({ thresholds: anySettings, rfm, rank, abc, tagging, segments })
  .map(({ thresholds, ...rest }) => ({ ...thresholds, ...rest }))
  .chain((whole) =>
    fc
      .subarray(Object.keys(whole) as (keyof typeof whole)[], { minLength: 1 })
      .map((names) => Object.fromEntries(names.map((name) => [name, whole[name]]))),
  );
