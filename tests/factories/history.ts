import fc from 'fast-check';
import type { Day } from '#app/domain/day.ts';
import {
  CONTRACT_STATES,
  RELATIONSHIP_KINDS,
  type CountedOrder,
  type CustomerEvent,
  type History,
} from '#app/domain/history.ts';
import { Settings } from '#app/domain/settings.ts';

/** Days of about two years, so that thresholds are crossed and orders meet on one day. */
const day = fc.integer({ min: 19_000, max: 19_730 }).map((value) => value as Day);

const order: fc.Arbitrary<CountedOrder> = fc.record({
  day,
  value: fc.integer({ min: 1, max: 40_000 }),
});

/** 0 or less; large ones exceed what was ever bought. */
const givenBack = fc.record({ day, value: fc.integer({ min: -60_000, max: 0 }) });

const kind = fc.constantFrom(
  ...RELATIONSHIP_KINDS,
  ...CONTRACT_STATES.map((state) => `contract:${state}` as const),
);
const event: fc.Arbitrary<CustomerEvent> = fc
  .record({ day, kind, second: fc.integer({ min: 0, max: 86_399 }) })
  .map(({ day: on, kind: what, second }) => ({
    day: on,
    kind: what,
    at: (on * 86_400 + second) * 1000,
  }));

const topAmount = fc.record({
  from: day,
  amount: fc.option(fc.integer({ min: 1_000, max: 200_000 }), { nil: null }),
});

/** Any customer: orders, events and cutoffs in any order, none included. */
export const anyHistory: fc.Arbitrary<History> = fc.record({
  orders: fc.array(order, { maxLength: 12 }),
  returns: fc.array(givenBack, { maxLength: 2 }),
  events: fc.uniqueArray(event, { maxLength: 8, selector: ({ at }) => at }),
  topAmounts: fc.uniqueArray(topAmount, { maxLength: 4, selector: ({ from }) => from }),
});

const pair = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

/** Any thresholds that the settings allow. */
export const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    cpm: pair(1, 300),
    lapsed: fc.integer({ min: 1, max: 400 }),
    amount: fc.integer({ min: 1, max: 150_000 }),
    stage: pair(2, 6),
    lifecycle: pair(1, 120),
    newOrders: fc.integer({ min: 1, max: 4 }),
    candidate: fc.record({
      orders: fc.integer({ min: 1, max: 5 }),
      days: fc.integer({ min: 0, max: 90 }),
    }),
    reviews: fc.integer({ min: 0, max: 2 }),
    points: fc.integer({ min: 0, max: 3 }),
    minimumPoints: fc.integer({ min: 0, max: 4 }),
    bulkBuyerDays: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
    lengthening: fc.option(fc.constantFrom(1, 1.5, 2.2), { nil: null }),
  })
  .map((any) =>
    Settings.parse({
      cpm: {
        toddlerDays: any.cpm[0],
        trendyDays: any.cpm[1],
        lapsedDays: any.lapsed,
        amount: any.amount,
      },
      stage: { growingOrders: any.stage[0], settledOrders: any.stage[1] },
      lifecycle: {
        atRiskAfterDays: any.lifecycle[0],
        dormantAfterDays: any.lifecycle[1],
        newOrders: any.newOrders,
        lengtheningFactor: any.lengthening,
      },
      vip: {
        candidateOrders: any.candidate.orders,
        candidateWithinDays: any.candidate.days,
        minimumEvents: { review: any.reviews },
        points: { post: any.points, referral: 1 },
        minimumPoints: any.minimumPoints,
        bulkBuyerDays: any.bulkBuyerDays,
      },
    }),
  );

/** Facts of a customer, from what the tables of the source documents give. */
export function historyOf({
  orders,
  tenure,
  amount,
  lastDay,
}: {
  orders: number;
  tenure: number;
  amount: number;
  lastDay: Day;
}): History {
  const first = (lastDay - tenure) as Day;
  const days = Array.from({ length: orders }, (_, index) => (index === 0 ? first : lastDay));
  const rest = orders - 1;
  return { orders: days.map((on, index) => ({ day: on, value: index === 0 ? amount - rest : 1 })) };
}

/** What is known of a customer at the end of a day: nothing dated later. */
export function until({ orders, returns, events, topAmounts }: History, day: Day): History {
  return {
    orders: orders.filter((entry) => entry.day <= day),
    returns: (returns ?? []).filter((entry) => entry.day <= day),
    events: (events ?? []).filter((entry) => entry.day <= day),
    topAmounts: (topAmounts ?? []).filter(({ from }) => from <= day),
  };
}
