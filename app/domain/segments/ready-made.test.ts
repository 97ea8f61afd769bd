import { describe, expect, it } from 'vitest';
import { addDays, dayOf, type Day } from '../day.ts';
import type { CountedOrder, CustomerEvent, History } from '../history.ts';
import { defaultSettings } from '../settings.ts';
import { Condition } from './condition.ts';
import { evaluate } from './evaluate.ts';
import { READY_MADE, type ReadyMadeKey } from './ready-made.ts';
import type { Subject } from './subject.ts';

const TODAY = dayOf('2026-06-30');
const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });

function conditionOf(key: ReadyMadeKey, given: object = {}): Condition {
  const segment = READY_MADE.find((each) => each.key === key)!;
  return (segment.condition as (given: object) => Condition)(given);
}
function isIn(condition: Condition, history: History, more: Partial<Subject> = {}): boolean {
  return evaluate(condition, { settings, history, ...more }, TODAY).in;
}
function ago(days: number): Day {
  return addDays(TODAY, -days);
}
function order(daysAgo: number, value = 3_000, ...products: string[]): CountedOrder {
  const lines = products.map((product) => ({ product, quantity: 1, sales: value, cost: null }));
  return { day: ago(daysAgo), value, lines };
}
function ordered(...daysAgo: number[]): History {
  return { orders: daysAgo.map((days) => order(days)) };
}

const REQUIRED: Partial<Record<ReadyMadeKey, object>> = {
  'bought-a-not-b': { a: ['tea'], b: ['soap'] },
  'near-threshold': { atMost: 3_000 },
  'trial-not-main': { trial: ['trial'], main: ['main'] },
  'second-purchase': { from: ago(30) },
};

describe.each(READY_MADE.map(({ key }) => key))('%s', (key) => {
  it('is a condition that can be kept', () => {
    const condition = conditionOf(key, REQUIRED[key]);
    const kept: unknown = JSON.parse(JSON.stringify(condition));
    expect(Condition.parse(kept)).toEqual(condition);
  });

  it('refuses what it has no use for', () => {
    expect(() => conditionOf(key, { ...REQUIRED[key], moon: 1 })).toThrow(/moon/);
  });
});

it('are told apart by their keys', () => {
  expect(new Set(READY_MADE.map(({ key }) => key)).size).toBe(READY_MADE.length);
});

describe('昔は優良 (seed 001 #8: more than one year)', () => {
  const lapsed = conditionOf('lapsed-excellent');
  const excellent = (last: number): History => ({
    orders: [order(last + 210, 69_000), order(last, 1_000)],
  });

  it('was CPM excellent, and ordered 366 days ago for the last time, not 365', () => {
    expect(isIn(lapsed, excellent(366))).toBe(true);
    expect(isIn(lapsed, excellent(365))).toBe(false);
    expect(isIn(conditionOf('lapsed-excellent', { days: 364 }), excellent(365))).toBe(true);
  });

  it('was RFM優良 at any time, or still is', () => {
    const past = { rank: { now: 'nurture', past: new Set(['excellent']) } };
    expect(isIn(lapsed, ordered(400), { relative: past })).toBe(true);
    expect(isIn(lapsed, ordered(400), { relative: { rank: { now: 'excellent' } } })).toBe(true);
    expect(isIn(lapsed, ordered(365), { relative: past })).toBe(false);
  });

  it('is nobody who was neither', () => {
    const general = { rank: { now: 'general', past: new Set(['semi-excellent']) } };
    expect(isIn(lapsed, ordered(900, 400), { relative: general })).toBe(false);
  });

  it('counts a customer who was excellent until a return', () => {
    const { orders } = excellent(400);
    expect(isIn(lapsed, { orders, returns: [{ day: ago(390), value: -50_000 }] })).toBe(true);
  });
});

describe('A not B (seed 003 #24: an order of B ends it)', () => {
  const condition = conditionOf('bought-a-not-b', { a: ['tea', 'green tea'], b: ['soap'] });
  it.each([
    ['only A', [order(10, 1, 'green tea')], true],
    ['A, then B', [order(10, 1, 'tea'), order(0, 1, 'soap')], false],
    ['both in one order', [order(10, 1, 'tea', 'soap')], false],
    ['only B', [order(10, 1, 'soap')], false],
    ['neither', [order(10, 1, 'rice')], false],
  ])('%s', (_, orders, expected) => {
    expect(isIn(condition, { orders })).toBe(expected);
  });
});

describe('near the threshold', () => {
  const history = { orders: [order(300, 60_000), order(10, 5_000)] };

  it('is excellent with one more order of at most so much', () => {
    expect(isIn(conditionOf('near-threshold', { atMost: 5_000 }), history)).toBe(true);
    expect(isIn(conditionOf('near-threshold', { atMost: 4_999 }), history)).toBe(false);
  });

  it('of another model', () => {
    const reaches = { model: 'stage', states: ['growing'] };
    expect(isIn(conditionOf('near-threshold', { reaches, atMost: 1 }), ordered(5))).toBe(true);
    expect(isIn(conditionOf('near-threshold', { reaches, atMost: 1 }), history)).toBe(false);
  });
});

describe('falling asleep in 14 days (60 days: dormant on the 61st)', () => {
  it.each([
    [46, false],
    [47, true],
    [60, true],
    [61, false],
  ])('last order %i days ago: %s', (days, expected) => {
    expect(isIn(conditionOf('falling-asleep'), ordered(days))).toBe(expected);
  });

  it('in other so many days', () => {
    expect(isIn(conditionOf('falling-asleep', { withinDays: 15 }), ordered(46))).toBe(true);
  });
});

describe('trial buyers past day 30 without the main product (seed 003 #16)', () => {
  const condition = conditionOf('trial-not-main', { trial: ['trial'], main: ['main', 'big'] });
  it.each([
    ['trial 30 days ago', [order(30, 1, 'trial')], false],
    ['trial 31 days ago', [order(31, 1, 'trial')], true],
    ['and the main product since', [order(31, 1, 'trial'), order(3, 1, 'big')], false],
    ['and another product since', [order(31, 1, 'trial'), order(3, 1, 'soap')], true],
    ['and the trial again', [order(31, 1, 'trial'), order(3, 1, 'trial')], false],
    ['no trial', [order(31, 1, 'soap')], false],
  ])('%s', (_, orders, expected) => {
    expect(isIn(condition, { orders })).toBe(expected);
  });

  it('on the day after the trial at the earliest', () => {
    const given = { trial: ['trial'], main: ['main'], afterDays: 0 };
    const atOnce = conditionOf('trial-not-main', given);
    expect(isIn(atOnce, { orders: [order(1, 1, 'trial')] })).toBe(true);
    expect(isIn(atOnce, { orders: [order(0, 1, 'trial')] })).toBe(false);
  });
});

describe('one-time buyers near day 90 (seed 003 #11)', () => {
  const condition = conditionOf('one-time-near-day-90');
  it.each([
    ['75 days', [75], false],
    ['76 days', [76], true],
    ['90 days', [90], true],
    ['91 days', [91], false],
    ['two orders', [100, 80], false],
    ['two orders on one day', [80, 80], false],
  ])('%s', (_, daysAgo, expected) => {
    expect(isIn(condition, ordered(...daysAgo))).toBe(expected);
  });

  it('from the first day on when the window is as long', () => {
    const condition = conditionOf('one-time-near-day-90', { day: 10, withinDays: 20 });
    expect([0, 10, 11].map((days) => isIn(condition, ordered(days)))).toEqual([true, true, false]);
  });
});

describe('second purchase (seed 003 #6)', () => {
  const period = conditionOf('second-purchase', { from: ago(30), to: ago(10) });
  it.each([
    ['one before, one in it', [40, 30], true],
    ['one before, two in it', [40, 30, 11], true],
    ['one before, one after it', [40, 10], false],
    ['two before, one in it', [50, 40, 20], false],
    ['two in it', [30, 20], false],
    ['one before only', [31], false],
  ])('%s', (_, daysAgo, expected) => {
    expect(isIn(period, ordered(...daysAgo))).toBe(expected);
  });

  it('may be open towards today, and must not be empty', () => {
    expect(isIn(conditionOf('second-purchase', { from: ago(30) }), ordered(40, 0))).toBe(true);
    expect(() => conditionOf('second-purchase', { from: ago(10), to: ago(10) })).toThrow(/empty/);
  });
});

describe('models', () => {
  it('高LTV一般 is a layer (seed 000 #14)', () => {
    const condition = conditionOf('high-ltv-general');
    const layer = (now: string | null) => ({ relative: { layer: { now } } });
    expect(isIn(condition, ordered(5), layer('high-ltv-general'))).toBe(true);
    expect(isIn(condition, ordered(5), layer('top-excellent'))).toBe(false);
    const past = { now: null, past: new Set(['high-ltv-general']) };
    expect(isIn(condition, ordered(5), { relative: { layer: past } })).toBe(false);
  });

  const related = (...kinds: CustomerEvent['kind'][]) =>
    kinds.map((kind, index) => ({ kind, day: ago(90), at: index }));

  it('VIP候補 are candidates and not VIPs (domain.md A3)', () => {
    const condition = conditionOf('vip-candidates');
    const four = ordered(105, 85, 65, 45);
    const events = related('review', 'review', 'survey', 'referral');
    expect(isIn(condition, { ...four, events: events.slice(0, 3) })).toBe(true);
    expect(isIn(condition, { ...four, events })).toBe(false);
    expect(isIn(condition, ordered(106, 86, 66, 46))).toBe(false);
  });

  it('離脱 by stage, or all of them (domain.md A1)', () => {
    const first = conditionOf('cpm-lapsed', { stages: ['first'] });
    const toddler = conditionOf('cpm-lapsed', { stages: ['toddler'] });
    expect([239, 240].map((days) => isIn(first, ordered(days)))).toEqual([false, true]);
    expect(isIn(toddler, ordered(240))).toBe(false);
    expect(isIn(conditionOf('cpm-lapsed'), ordered(300, 240))).toBe(true);
  });

  it('no cross-sell before the third order (seed 003 #21)', () => {
    const condition = conditionOf('before-third-order');
    const days = [9, 8, 7];
    expect([0, 1, 2, 3].map((n) => isIn(condition, ordered(...days.slice(0, n))))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('休会 with all of a VIP is 復帰対象, 退会 is 再獲得 (domain.md A3)', () => {
    const vip = ordered(105, 85, 65, 45);
    const contract = (state: 'paused' | 'cancelled' | 'continuing') => ({
      ...vip,
      events: related('review', 'review', 'survey', 'referral', `contract:${state}`),
    });
    const paused = conditionOf('contract-paused');
    const cancelled = conditionOf('contract-cancelled');
    expect(isIn(paused, contract('paused'))).toBe(true);
    expect(isIn(paused, contract('cancelled'))).toBe(false);
    expect(isIn(paused, contract('continuing'))).toBe(false);
    expect(isIn(cancelled, contract('cancelled'))).toBe(true);
    expect(isIn(cancelled, contract('paused'))).toBe(false);
    expect(isIn(conditionOf('vip-candidates'), contract('paused'))).toBe(false);
  });
});

describe('fewer than three repeats in a year (seed 003 #12)', () => {
  const condition = conditionOf('few-repeats-a-year');
  it.each([
    ['two in the last 365 days', [400, 364, 5], true],
    ['three', [400, 364, 20, 5], false],
    ['a third 365 days ago', [400, 365, 20, 5], true],
    ['none', [400], true],
    ['not a customer of a full year', [364, 5], false],
    ['a customer of exactly a year', [365, 5], true],
    ['nobody yet', [], false],
  ])('%s', (_, daysAgo, expected) => {
    expect(isIn(condition, ordered(...daysAgo))).toBe(expected);
  });
});
