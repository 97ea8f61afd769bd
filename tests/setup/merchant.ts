import fc from 'fast-check';
import { READY_MADE, type ReadyMadeKey } from '#app/domain/segments/ready-made.ts';
import { EVENT_KINDS, type EventKind } from '#app/domain/fact-sources.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { SavedSegment } from '#app/domain/segments/saved.ts';
import type { ShopSettings } from '#app/domain/shop-settings.ts';
import { TAGGED_MODELS } from '#app/domain/tagging.ts';
import type { Shop } from '#app/store/database.ts';
import { addEvents } from '#app/store/events.ts';
import { currentSettings, saveSettings } from '#app/store/settings.ts';
import { ownPrefix } from '#app/store/shops.ts';
import type { Simulator } from '#simulator/server.ts';
import { controlOf } from './store-control.ts';

const DAY = 24 * 60 * 60_000;

/** Something a merchant does in the app, or that time does. */
export type Doing =
  | { kind: 'event'; customer: number; event: EventKind; daysAgo: number }
  | { kind: 'thresholds'; change: Partial<ShopSettings> }
  | { kind: 'tagged models'; models: (typeof TAGGED_MODELS)[number][]; segments: boolean }
  | { kind: 'prefix'; prefix: string }
  | { kind: 'segment'; key: ReadyMadeKey; tag: boolean }
  | { kind: 'no segments' }
  | { kind: 'days'; days: number };

const kind = <Kind extends string>(name: Kind) => fc.constant(name);
const day = fc.integer({ min: 1, max: 60 });

const thresholds: fc.Arbitrary<Partial<ShopSettings>> = fc.oneof(
  fc.record({
    lifecycle: fc.tuple(day, day).map(([a, b]) => ({
      atRiskAfterDays: Math.min(a, b),
      dormantAfterDays: Math.max(a, b),
      newOrders: 1 + (a % 3),
      lengtheningFactor: b % 2 === 0 ? null : 1.5,
      lengtheningOrders: 3,
    })),
  }),
  fc.record({
    cpm: fc.record({
      toddlerDays: day,
      trendyDays: day.map((days) => days + 60),
      amount: fc.integer({ min: 5_000, max: 200_000 }),
      lapsedDays: fc.integer({ min: 10, max: 300 }),
    }),
  }),
  fc.record({
    rank: fc.integer({ min: 9, max: 15 }).map((excellentFrom) => ({
      excellentFrom,
      semiExcellentFrom: 8,
      generalFrom: 5,
      topExcellentShare: 0.3,
    })),
  }),
  fc.record({ refreshCutoffs: fc.constantFrom('daily', 'weekly', 'monthly') }),
);

const SEGMENTS = [
  'lapsed-excellent',
  'falling-asleep',
  'one-time-near-day-90',
  'high-ltv-general',
  'vip-candidates',
  'before-third-order',
  'contract-paused',
] as const;

/** Any doing. */
export const doing: fc.Arbitrary<Doing> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: kind('event'),
      customer: fc.nat(1_000),
      event: fc.constantFrom(...EVENT_KINDS),
      daysAgo: fc.nat(90),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kind('thresholds'), change: thresholds }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('tagged models'),
      models: fc.subarray([...TAGGED_MODELS]),
      segments: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: kind('prefix'), prefix: fc.constantFrom('kz-', 'crm/', '顧客 ') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind('segment'),
      key: fc.constantFrom(...SEGMENTS),
      tag: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('no segments') }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: kind('days'), days: fc.integer({ min: 1, max: 25 }) }),
  },
);

/** Does it, past the pages: the store is changed as their commands do, and the rest follows by itself. */
export async function act(doing: Doing, shop: Shop, simulator: Simulator): Promise<void> {
  const { world } = simulator;
  const now = Date.parse(world.clock.now());
  switch (doing.kind) {
    case 'event': {
      const ids = [...world.customers.keys()];
      const id = BigInt(
        ids
          .at(doing.customer % ids.length)
          ?.split('/')
          .at(-1) ?? 0,
      );
      const at = now - doing.daysAgo * DAY;
      const event = { kind: doing.event, at, source: 'hand', sourceKey: '', by: null } as const;
      await addEvents(shop, [{ customerId: id as CustomerId, ...event }]);
      return;
    }
    case 'thresholds':
      await saveSettings(shop, doing.change, null);
      return;
    case 'tagged models':
      await changeTagging(shop, { models: doing.models, segments: doing.segments });
      return;
    case 'prefix':
      await shop.db.transaction((sql) => ownPrefix(shop, sql, doing.prefix));
      await changeTagging(shop, { prefix: doing.prefix });
      return;
    case 'segment':
      await saveSettings(shop, { segments: await withSegment(shop, doing.key, doing.tag) }, null);
      return;
    case 'no segments':
      await saveSettings(shop, { segments: [] }, null);
      return;
    case 'days':
      await controlOf(simulator).call('POST', 'clock', {
        now: new Date(now + doing.days * DAY).toISOString(),
      });
  }
}

async function changeTagging(shop: Shop, change: Partial<ShopSettings['tagging']>): Promise<void> {
  const current = await currentSettings(shop);
  if (!current) throw new Error('the shop has no settings yet');
  await saveSettings(shop, { tagging: { ...current.settings.tagging, ...change } }, null);
}

async function withSegment(shop: Shop, key: ReadyMadeKey, tag: boolean): Promise<SavedSegment[]> {
  const segments = (await currentSettings(shop))?.settings.segments ?? [];
  const made = READY_MADE.find((each) => each.key === key);
  if (!made) throw new Error(`there is no segment ${key}`);
  const id = 1 + SEGMENTS.findIndex((each) => each === key);
  const condition = (made.condition as (given: object) => SavedSegment['rule']['condition'])({});
  const segment = { id, slug: key, name: key, rule: { version: 1 as const, condition }, tag };
  return [...segments.filter((each) => each.id !== id), segment];
}
