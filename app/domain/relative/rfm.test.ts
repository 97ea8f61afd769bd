import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory } from '#tests/factories/history.ts';
import { JPY } from '#tests/factories/structure.ts';
import { addDays, dayOf, type Day } from '../day.ts';
import { departure, factsAt, type Facts } from '../history.ts';
import { Settings } from '../settings.ts';
import { relativeClassesOf } from './classes.ts';
import { cutsBelow, measuresOf, rfmCutsOf, type RfmCuts } from './cuts.ts';
import { RANKS, rankOf, RFM_SEGMENTS, rfmScores, rfmSegment } from './rfm.ts';

const measuresOfOne = (facts: Facts) => ({
  departure: departure(facts),
  orders: facts.orders,
  amount: facts.amount,
});
const AS_OF = dayOf('2006-12-31');
/** The cuts that R `rfm` prints for its data, less the 1 that it adds to each quantile. */
const PRINTED: RfmCuts = {
  r: [114, 180, 296.4, 481],
  f: [3, 4, 5, 7],
  m: [254.8, 381, 505.4, 665],
};

function scores(departure: number, orders: number, amount: number, cuts = PRINTED) {
  const { r, f, m } = rfmScores({ departure, orders, amount }, cuts);
  return `${r}${f}${m}`;
}

describe('RFM scores, printed rows of R `rfm` (domain.md A2.5)', () => {
  it.each([
    ["Abbey O'Reilly", 205, 6, 472, '343'],
    ['Add Senger', 140, 3, 340, '412'],
    ['Aden Lesch', 194, 4, 405, '323'],
    ['Aden Murphy', 98, 7, 596, '544'],
    ['Admiral Senger', 132, 5, 448, '433'],
  ])('%s: %i days, %i orders, %i: %s', (_, departure, orders, amount, expected) => {
    expect(scores(departure, orders, amount)).toBe(expected);
  });

  it.each([
    ['amount between quantile and quantile + 1: R says 1', 0, 1, 255, '512'],
    ['departure between quantile and quantile + 1: R says 3', 297, 1, 0, '211'],
    ['amount on a whole quantile is below it in both', 0, 1, 381, '512'],
    ['amount one above a whole quantile is above it in both', 0, 1, 382, '513'],
  ])('contracts.md counts cuts strictly below: %s', (_, departure, orders, amount, expected) => {
    expect(scores(departure, orders, amount)).toBe(expected);
  });

  it('F is never more than the orders', () => {
    const cuts: RfmCuts = { ...PRINTED, f: [0, 0, 0, 1] };
    expect(scores(0, 1, 0, cuts)).toBe('511');
    expect(scores(0, 2, 0, cuts)).toBe('521');
    expect(scores(0, 5, 0, cuts)).toBe('551');
  });
});

describe('cuts', () => {
  const measures = {
    departure: Float64Array.of(40, 10, 20, 30, 0, 50),
    orders: Float64Array.of(1, 1, 1, 2, 3, 9),
    amount: Float64Array.of(5, 1, 2, 3, 4, 6),
  };
  it('are type-7 quantiles at 20/40/60/80 %', () => {
    expect(rfmCutsOf(measures, JPY)).toEqual({
      r: [10, 20, 30, 40],
      f: [1, 1, 2, 3],
      m: [2, 3, 4, 5],
    });
  });
  it('between two customers are exact where they are whole numbers', () => {
    const amount = Float64Array.of(100, 1_100, 100);
    expect(rfmCutsOf({ ...measures, amount }, JPY).m).toEqual([100, 100, 300, 700]);
    const half = Float64Array.of(1, 2, 3, 4);
    expect(rfmCutsOf({ ...measures, amount: half }, JPY).m).toEqual([1.6, 2.2, 2.8, 3.4]);
  });
  it('need a customer: a shop without any is compared with nobody', () => {
    const nobody = { departure: new Float64Array(), orders: new Float64Array() };
    expect(relativeClassesOf({ ...nobody, amount: new Float64Array() }, JPY)).toBeNull();
    expect(measuresOf([]).orders).toHaveLength(0);
  });
  it('are what the merchant has set, whoever the customers are', () => {
    const own = { recencyDays: [30, 60, 90, 180], orders: [1, 2, 3, 4], amounts: [5, 6, 7, 8] };
    const settings = Settings.parse({ cpm: { amount: 1 }, rfm: { cuts: 'fixed', ...own } });
    const cuts = { r: own.recencyDays, f: own.orders, m: own.amounts };
    expect(rfmCutsOf(measures, settings)).toEqual(cuts);
    expect(rfmCutsOf(measuresOf([]), settings)).toEqual(cuts);
  });
  it.each([
    [9, 0],
    [10, 0],
    [11, 2],
    [20, 2],
    [21, 3],
    [31, 4],
  ])('strictly below %i: %i', (value, below) => {
    expect(cutsBelow([10, 10, 20, 30], value)).toBe(below);
  });
  it('measure departure, orders and amount of every customer', () => {
    const day = dayOf('2026-01-31');
    const history = {
      orders: [
        { day: addDays(day, -9), value: 700 },
        { day: addDays(day, -3), value: 50 },
      ],
    };
    expect(measuresOf([factsAt(history, day)!])).toEqual({
      departure: Float64Array.of(3),
      orders: Float64Array.of(2),
      amount: Float64Array.of(750),
    });
  });
});

describe('RFM of a shop', () => {
  const customers = fc
    .array(anyHistory, { minLength: 1, maxLength: 25 })
    .map((histories) => histories.flatMap((history) => factsAt(history, 19_730 as Day) ?? []))
    .filter((facts) => facts.length > 0);

  it('equal values are never in two classes, better values never in a worse one', () => {
    fc.assert(
      fc.property(customers, (facts) => {
        const cuts = rfmCutsOf(measuresOf(facts), JPY);
        for (const one of facts) {
          const a = rfmScores(measuresOfOne(one), cuts);
          for (const score of [a.r, a.f, a.m]) expect([1, 2, 3, 4, 5]).toContain(score);
          for (const other of facts) {
            const b = rfmScores(measuresOfOne(other), cuts);
            if (one.lastDay >= other.lastDay) expect(a.r).toBeGreaterThanOrEqual(b.r);
            if (one.orders >= other.orders) expect(a.f).toBeGreaterThanOrEqual(b.f);
            if (one.amount >= other.amount) expect(a.m).toBeGreaterThanOrEqual(b.m);
          }
        }
      }),
    );
  });

  it('of one customer, or of equals, is R 5, F 1, M 1', () => {
    const facts = factsAt({ orders: [{ day: AS_OF, value: 900 }] }, addDays(AS_OF, 400))!;
    for (const shop of [[facts], [facts, facts, facts]]) {
      const cuts = rfmCutsOf(measuresOf(shop), JPY);
      expect(rfmScores(measuresOfOne(facts), cuts)).toEqual({ r: 5, f: 1, m: 1 });
    }
  });
});

describe('grid G1 (domain.md A2.4)', () => {
  const TABLE: Record<number, string[]> = {
    5: ['new', 'potential-loyalist', 'potential-loyalist', 'champions', 'champions'],
    4: ['promising', 'potential-loyalist', 'potential-loyalist', 'loyal', 'loyal'],
    3: ['about-to-sleep', 'about-to-sleep', 'need-attention', 'loyal', 'loyal'],
    2: ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cant-lose'],
    1: ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cant-lose'],
  };
  const cells = [1, 2, 3, 4, 5].flatMap((r) => [1, 2, 3, 4, 5].map((f) => ({ r, f })));

  it('covers all 25 cells as published', () => {
    expect(cells).toHaveLength(25);
    for (const { r, f } of cells) expect(rfmSegment({ r, f })).toBe(TABLE[r]?.[f - 1]);
  });
  it('has so many cells per segment', () => {
    const count = (name: string) => cells.filter((cell) => rfmSegment(cell) === name).length;
    expect(Object.fromEntries(RFM_SEGMENTS.map((name) => [name, count(name)]))).toEqual({
      champions: 2,
      loyal: 4,
      'potential-loyalist': 4,
      new: 1,
      promising: 1,
      'need-attention': 1,
      'about-to-sleep': 2,
      'at-risk': 4,
      'cant-lose': 2,
      hibernating: 4,
    });
  });
  it.each([
    [0, 1],
    [6, 1],
    [1, 0],
    [1, 6],
  ])('R %i and F %i are no scores', (r, f) => {
    expect(() => rfmSegment({ r, f })).toThrow(`R ${r} and F ${f} are no scores`);
  });
});

describe('rank by R + F + M (contracts.md: 13 / 10 / 7)', () => {
  it.each([
    [5, 5, 5, 'excellent'],
    [5, 5, 3, 'excellent'],
    [4, 4, 4, 'semi-excellent'],
    [5, 4, 1, 'semi-excellent'],
    [3, 3, 3, 'general'],
    [5, 1, 1, 'general'],
    [4, 1, 1, 'nurture'],
    [1, 1, 1, 'nurture'],
  ])('%i + %i + %i: %s', (r, f, m, rank) => {
    expect(rankOf({ r, f, m }, JPY)).toBe(rank);
  });
  it('has four ranks, best first', () => {
    expect(RANKS).toEqual(['excellent', 'semi-excellent', 'general', 'nurture']);
  });
});
