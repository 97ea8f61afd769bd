import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, anySettings } from '#tests/factories/history.ts';
import { addDays, dayOf, type Day } from '../day.ts';
import { factsAt, type CustomerEvent, type History, type RelationshipKind } from '../history.ts';
import { defaultSettings, Settings } from '../settings.ts';
import { timelineOf } from '../timeline.ts';
import { lifecycle } from './lifecycle.ts';
import { stage } from './stage.ts';
import { vip } from './vip.ts';

const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });
const TODAY = dayOf('2026-06-30');

/** Orders so many days before today. */
function ordered(...daysAgo: number[]): History {
  return { orders: daysAgo.map((ago) => ({ day: addDays(TODAY, -ago), value: 3_000 })) };
}

function happened(
  counts: Partial<Record<RelationshipKind, number>>,
  contract?: 'paused' | 'cancelled',
): CustomerEvent[] {
  const day = addDays(TODAY, -90);
  const kinds: CustomerEvent['kind'][] = Object.entries(counts).flatMap(([kind, count]) =>
    Array.from({ length: count }, () => kind as RelationshipKind),
  );
  if (contract) kinds.push(`contract:${contract}`);
  return kinds.map((kind, index) => ({ kind, day, at: day * 86_400_000 + index }));
}

const RELATED = happened({ review: 2, survey: 1, referral: 1 });

function stateOf(history: History, model: typeof lifecycle | typeof vip | typeof stage) {
  const facts = factsAt(history, TODAY);
  if (!facts) throw new Error('a buyer is needed');
  return model.classify(facts, settings);
}

describe('lifecycle (domain.md A3, thresholds 30 / 60)', () => {
  it.each([
    ['new: first order today', [0], 'new'],
    ['new: one order 30 days ago', [30], 'new'],
    ['new: two orders within 30 days', [40, 30], 'new'],
    ['active: three orders, last 30 days ago', [80, 50, 30], 'active'],
    ['at risk from day 31', [80, 50, 31], 'at-risk'],
    ['at risk until day 60', [100, 60], 'at-risk'],
    ['dormant from day 61', [61], 'dormant'],
    ['winback: the last order closed a gap of 61 days', [91, 30], 'winback'],
    ['no winback: a gap of 60 days', [90, 30], 'new'],
    ['winback ends when it is at risk', [92, 31], 'at-risk'],
    ['winback ends with the next order', [91, 30, 10], 'active'],
    ['a gap is between order days: two orders on the day of return', [91, 30, 30], 'winback'],
  ])('%s', (_, daysAgo, state) => {
    expect(stateOf(ordered(...daysAgo), lifecycle)).toBe(state);
  });

  it('shows a VIP as such, but not one who is at risk or dormant', () => {
    expect(stateOf({ ...ordered(90, 60, 45, 20), events: RELATED }, lifecycle)).toBe('vip');
    expect(stateOf({ ...ordered(90, 60, 50, 45), events: RELATED }, lifecycle)).toBe('at-risk');
  });

  describe('with 1.5 times the own median interval as a warning, from three orders', () => {
    const warned = (lengthening: object) =>
      Settings.parse({ cpm: { amount: 1 }, lifecycle: { lengtheningFactor: 1.5, ...lengthening } });
    const at = (history: History, any: Settings) =>
      lifecycle.classify(factsAt(history, TODAY)!, any);

    it.each([
      ['every 10 days, 15 days ago', [35, 25, 15], {}, 'active'],
      ['every 10 days, 16 days ago', [36, 26, 16], {}, 'at-risk'],
      ['the median of 4 and 20 is 12: 18 days ago', [42, 38, 18], {}, 'active'],
      ['the median of 4 and 20 is 12: 19 days ago', [43, 39, 19], {}, 'at-risk'],
      ['only two orders', [26, 16], {}, 'new'],
      ['two orders, when two are enough', [26, 16], { lengtheningOrders: 2 }, 'at-risk'],
      ['three orders on one day: no habit yet', [16, 16, 16], {}, 'active'],
      ['a habit longer than 30 days does not excuse', [151, 91, 31], {}, 'at-risk'],
      ['a longer factor', [36, 26, 16], { lengtheningFactor: 1.6 }, 'active'],
      ['not asked', [36, 26, 16], { lengtheningFactor: null }, 'active'],
    ])('%s', (_, daysAgo, lengthening, state) => {
      expect(at(ordered(...daysAgo), warned(lengthening))).toBe(state);
    });

    it('comes on the day after the limit, whole or broken', () => {
      const from = (daysAgo: number[]) => {
        const timeline = timelineOf(lifecycle, ordered(...daysAgo), warned({}));
        return timeline.find(({ state }) => state === 'at-risk')?.from;
      };
      expect(from([20, 10, 0])).toBe(addDays(TODAY, 16));
      expect(from([17, 10, 0])).toBe(addDays(TODAY, 13));
    });
  });

  it('has six states', () => {
    expect(lifecycle.states).toEqual(['new', 'active', 'at-risk', 'dormant', 'winback', 'vip']);
  });

  it('puts every buyer into exactly one of six states, whatever the thresholds', () => {
    const days = fc.integer({ min: 18_990, max: 20_200 });
    fc.assert(
      fc.property(anyHistory, anySettings, days, (history, any, day) => {
        const facts = factsAt(history, day as Day);
        if (facts) expect(lifecycle.states).toContain(lifecycle.classify(facts, any));
      }),
    );
  });
});

describe('VIP, vectors of domain.md A3', () => {
  const four = (last: number) => ordered(last + 60, last + 40, last + 20, last);
  const top = [{ from: dayOf('2026-01-01'), amount: 3_000 }];

  it('four orders, 45 days ago, review 2, survey 1, referral 1: VIP', () => {
    expect(stateOf({ ...four(45), events: RELATED }, vip)).toBe('vip');
  });
  it('the same 46 days ago: only if among the top 1 %', () => {
    expect(stateOf({ ...four(46), events: RELATED }, vip)).toBeNull();
    expect(stateOf({ ...four(46), events: RELATED, topAmounts: top }, vip)).toBe('vip');
  });
  it('without the referral: candidate', () => {
    expect(stateOf({ ...four(45), events: happened({ review: 2, survey: 1 }) }, vip)).toBe(
      'candidate',
    );
  });
  it('one order, among the top 1 %, with all events: VIP', () => {
    expect(stateOf({ ...ordered(10), events: RELATED, topAmounts: top }, vip)).toBe('vip');
  });
  it.each(['paused', 'cancelled'] as const)('a %s contract: neither', (contract) => {
    const events = happened({ review: 2, survey: 1, referral: 1 }, contract);
    expect(stateOf({ ...four(10), events, topAmounts: top }, vip)).toBeNull();
  });
});

describe('stage (seed 002: 1 / 2–3 / 4+)', () => {
  it.each([
    [1, 'first'],
    [2, 'growing'],
    [3, 'growing'],
    [4, 'settled'],
    [40, 'settled'],
  ])('%i orders: %s', (orders, state) => {
    expect(stateOf(ordered(...Array.from({ length: orders }, () => 500)), stage)).toBe(state);
  });
});
