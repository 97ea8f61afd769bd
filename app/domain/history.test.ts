import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, until } from '#tests/factories/history.ts';
import { anyDay } from '#tests/factories/structure.ts';
import { addDays, dayOf, type Day } from './day.ts';
import {
  CONTRACT_STATES,
  departure,
  factsAt,
  factsReader,
  medianInterval,
  RELATIONSHIP_KINDS,
  tenure,
  type CustomerEvent,
  type Facts,
  type History,
} from './history.ts';

/** Each fact by itself, as its description reads. */
function naiveFacts(history: History, day: Day): Facts | null {
  const { orders, returns, events, topAmounts } = until(history, day);
  const days = [...new Set(orders.map((order) => order.day))].sort((a, b) => a - b);
  if (days.length === 0) return null;
  const values = [...orders, ...returns!].map(({ value }) => value);
  const times = (kind: string) => events!.filter((event) => event.kind === kind).length;
  const contracts = events!.filter(({ kind }) => kind.startsWith('contract:'));
  const last = contracts
    .sort((a, b) => a.at - b.at)
    .at(-1)
    ?.kind.split(':')[1];
  const top = topAmounts!.find(({ from }) => topAmounts!.every((other) => other.from <= from));
  return {
    day,
    orders: orders.length,
    firstDay: days[0]!,
    lastDay: days.at(-1)!,
    intervals: days.slice(1).map((each, index) => each - days[index]!),
    amount: values.reduce((sum, value) => sum + value, 0),
    events: Object.fromEntries(
      RELATIONSHIP_KINDS.map((kind) => [kind, times(kind)]),
    ) as Facts['events'],
    contract: CONTRACT_STATES.find((state) => state === last) ?? null,
    topAmount: top?.amount ?? null,
  };
}

describe('facts', () => {
  it('of a day are what is dated up to it, each by itself', () => {
    fc.assert(
      fc.property(anyHistory, anyDay, (history, day) => {
        expect(factsAt(history, day)).toEqual(naiveFacts(history, day));
      }),
    );
  });

  it('of day after day, read in one pass, are those of each day', () => {
    const ahead = fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 12 });
    fc.assert(
      fc.property(anyHistory, anyDay, ahead, (history, first, steps) => {
        const factsOn = factsReader(history);
        let day = first;
        for (const step of steps) {
          day = addDays(day, step);
          expect(factsOn(day)).toEqual(naiveFacts(history, day));
        }
      }),
    );
  });

  const FIRST = dayOf('2026-01-01');
  const event = (kind: CustomerEvent['kind'], after = 0): CustomerEvent => {
    const day = addDays(FIRST, after);
    return { kind, day, at: day * 86_400_000 };
  };

  it('of a customer of whom orders are all that is known', () => {
    const orders = [5, 0, 5, 30].map((after) => ({ day: addDays(FIRST, after), value: 100 }));
    expect(factsAt({ orders }, addDays(FIRST, -1))).toBeNull();
    const facts = factsAt({ orders }, addDays(FIRST, 29))!;
    expect(facts).toMatchObject({ orders: 3, intervals: [5], amount: 300 });
    expect([facts.contract, facts.topAmount]).toEqual([null, null]);
    expect([tenure(facts), departure(facts)]).toEqual([5, 24]);
    expect(new Set(Object.values(facts.events))).toEqual(new Set([0]));
  });

  it.each([
    [-1, null],
    [0, [1, 900, 0, 'paused', 50]],
    [1, [2, 1_000, 1, 'continuing', 60]],
  ])('at the end of day %i hold what happened on it, and nothing of the next', (after, told) => {
    const on = (days: number) => addDays(FIRST, days);
    const history: History = {
      orders: [0, 1].map((days) => ({ day: on(days), value: 1_000 })),
      returns: [
        { day: on(0), value: -100 },
        { day: on(1), value: -900 },
      ],
      events: [event('contract:paused'), event('contract:continuing', 1), event('post', 1)],
      topAmounts: [
        { from: on(0), amount: 50 },
        { from: on(1), amount: 60 },
      ],
    };
    const facts = factsAt(history, on(after));
    const { orders, amount, events, contract, topAmount } = facts ?? {};
    expect(facts && [orders, amount, events?.post, contract, topAmount]).toEqual(told);
  });

  it('count an event that happened before the first order', () => {
    const history = { orders: [{ day: addDays(FIRST, 9), value: 1 }], events: [event('review')] };
    expect(factsAt(history, addDays(FIRST, 8))).toBeNull();
    expect(factsAt(history, addDays(FIRST, 9))?.events.review).toBe(1);
  });

  it('keep what was read before when more happens', () => {
    const history: History = {
      orders: [0, 7].map((after) => ({ day: addDays(FIRST, after), value: 1 })),
      events: [event('review'), event('review', 7)],
    };
    const factsOn = factsReader(history);
    const before = factsOn(FIRST)!;
    factsOn(addDays(FIRST, 7));
    expect(before).toEqual(naiveFacts(history, FIRST));
  });

  it('end a top amount with the day from which there is none', () => {
    const topAmounts = [
      { from: addDays(FIRST, 9), amount: null },
      { from: FIRST, amount: 500 },
    ];
    const history = { orders: [{ day: FIRST, value: 1 }], topAmounts };
    expect([0, 8, 9].map((after) => factsAt(history, addDays(FIRST, after))?.topAmount)).toEqual([
      500,
      500,
      null,
    ]);
  });

  it('leave the history as it was told', () => {
    const history: History = {
      orders: [9, 0].map((after) => ({ day: addDays(FIRST, after), value: 1 })),
      returns: [9, 0].map((after) => ({ day: addDays(FIRST, after), value: -1 })),
      events: [event('post', 9), event('post')],
      topAmounts: [9, 0].map((after) => ({ from: addDays(FIRST, after), amount: 1 })),
    };
    const told = structuredClone(history);
    factsAt(history, addDays(FIRST, 9));
    expect(history).toEqual(told);
  });
});

describe('the median interval', () => {
  it.each([
    [[], null],
    [[7], 7],
    [[30, 2], 16],
    [[10, 3], 6.5],
    [[100, 9, 20], 20],
    [[4, 1, 3, 2], 2.5],
  ])('of %j days is %s', (intervals, days) => {
    expect(medianInterval({ intervals })).toBe(days);
  });
});

it('names every kind of event and contract of contracts.md', () => {
  const contracts = CONTRACT_STATES.map((state) => `contract:${state}`);
  expect([...RELATIONSHIP_KINDS, ...contracts].join(' ')).toBe(
    'review survey post referral event community inquiry start-of-use video contract:continuing contract:paused contract:cancelled',
  );
});
