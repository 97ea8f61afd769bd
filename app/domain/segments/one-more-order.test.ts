import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anySubject } from '#tests/factories/conditions.ts';
import { addDays, dayOf, isoOf, type Day } from '../day.ts';
import { factsAt, type History } from '../history.ts';
import { CALENDAR_MODELS } from '../models/index.ts';
import type { CalendarModel } from '../models/model.ts';
import { Settings } from '../settings.ts';
import { evaluate } from './evaluate.ts';
import type { OneMoreOrder } from './leaf.ts';
import { knownOn, type Subject } from './subject.ts';

const anyTarget = fc
  .constantFrom(...CALENDAR_MODELS.filter(({ key }) => ['cpm', 'stage', 'vip'].includes(key)))
  .chain(({ key, states }) =>
    fc.record({
      model: fc.constant(key),
      states: fc.subarray<string>([...states], { minLength: 1 }),
    }),
  ) as fc.Arbitrary<OneMoreOrder['reaches']>;

/** Tries every order of up to `atMost` minor units. */
function bruteForce({ reaches, atMost }: OneMoreOrder, subject: Subject, day: Day): boolean {
  const { history } = knownOn(subject, day);
  const models: readonly CalendarModel[] = CALENDAR_MODELS;
  const model = models.find(({ key }) => key === reaches.model)!;
  const states: readonly (string | null)[] = reaches.states;
  const isReached = (changed: History) => {
    const facts = factsAt(changed, day);
    return facts !== null && states.includes(model.classify(facts, subject.settings));
  };
  if (history.orders.length === 0 || isReached(history)) return false;
  return Array.from({ length: atMost }, (_, index) => index + 1).some((value) =>
    isReached({ ...history, orders: [...history.orders, { day, value }] }),
  );
}

/** The same customer with money a thousand times smaller. */
function smaller(subject: Subject): Subject {
  const small = <T extends { value: number }>(entry: T) => ({
    ...entry,
    value: Math.trunc(entry.value / 1_000) || Math.sign(entry.value),
  });
  const { history, settings } = subject;
  return {
    history: {
      ...history,
      orders: history.orders.map(small),
      returns: (history.returns ?? []).map(small),
      topAmounts: (history.topAmounts ?? []).map(({ from, amount }) => ({
        from,
        amount: amount === null ? null : Math.ceil(amount / 1_000),
      })),
    },
    settings: {
      ...settings,
      cpm: { ...settings.cpm, amount: Math.ceil(settings.cpm.amount / 1_000) },
    },
  };
}

describe('one more order', () => {
  it('equals trying every order', () => {
    const anyMost = fc.integer({ min: 1, max: 80 });
    fc.assert(
      fc.property(anyTarget, anyMost, anySubject, anyDay, (reaches, atMost, any, day) => {
        const leaf: OneMoreOrder = { type: 'one-more-order', reaches, atMost };
        const subject = smaller(any);
        expect(evaluate(leaf, subject, day).in).toBe(bruteForce(leaf, subject, day));
      }),
      { numRuns: 500 },
    );
  });

  const settings = Settings.parse({ cpm: { amount: 70_000 }, vip: { bulkBuyerDays: 30 } });
  const FIRST = dayOf('2026-01-01');
  /** Orders so many days after 1 January; all but the first of 1 yen. */
  function bought(amount: number, ...later: number[]): Subject {
    const orders = later.map((days) => ({ day: addDays(FIRST, days), value: 1 }));
    const first = { day: FIRST, value: amount - later.length };
    return { history: { orders: [first, ...orders] }, settings };
  }
  function asked(reaches: OneMoreOrder['reaches'], atMost: number, subject: Subject, day: Day) {
    const leaf: OneMoreOrder = { type: 'one-more-order', reaches, atMost };
    const { in: inside, recheckOn } = evaluate(leaf, subject, day);
    return [inside, recheckOn && isoOf(recheckOn)];
  }

  const EXCELLENT: OneMoreOrder['reaches'] = { model: 'cpm', states: ['excellent-active'] };
  it.each([
    ['5,000 short, 5,000 at most', 5_000, 210, [true, null]],
    ['5,000 short, 4,999 at most', 4_999, 210, [false, null]],
    ['a day too early for 優良', 5_000, 209, [false, '2026-07-30']],
  ])('CPM excellent from 70,000 and 210 days: %s', (_, atMost, days, expected) => {
    const subject = bought(65_000, 100);
    expect(asked(EXCELLENT, atMost, subject, addDays(FIRST, days))).toEqual(expected);
  });

  it('a lapsed excellent customer is one order of any value away from being active', () => {
    const subject = bought(90_000, 300);
    expect(asked(EXCELLENT, 1, subject, addDays(FIRST, 539))).toEqual([false, '2027-06-25']);
    expect(asked(EXCELLENT, 1, subject, addDays(FIRST, 540))).toEqual([true, null]);
  });

  const CANDIDATE: OneMoreOrder['reaches'] = { model: 'vip', states: ['candidate'] };
  it('the fourth order makes a VIP candidate, once all of them are more than one cycle', () => {
    const subject = bought(3_000, 10, 20);
    expect(asked(CANDIDATE, 1, subject, addDays(FIRST, 30))).toEqual([false, '2026-02-01']);
    expect(asked(CANDIDATE, 1, subject, addDays(FIRST, 31))).toEqual([true, null]);
  });

  it('reaches the top 1 % by the amount that is missing', () => {
    const subject = bought(3_000, 40);
    const topAmounts = [{ from: FIRST, amount: 3_500 }];
    const top = { ...subject, history: { ...subject.history, topAmounts } };
    const day = addDays(FIRST, 60);
    expect(asked(CANDIDATE, 500, top, day)).toEqual([true, null]);
    expect(asked(CANDIDATE, 499, top, day)).toEqual([false, null]);
    expect(asked(CANDIDATE, 1_000_000, subject, day)).toEqual([false, null]);
  });

  it('is not asked of somebody who never ordered', () => {
    const nobody: Subject = { history: { orders: [] }, settings };
    expect(asked({ model: 'stage', states: ['first'] }, 1, nobody, FIRST)).toEqual([false, null]);
  });
});
