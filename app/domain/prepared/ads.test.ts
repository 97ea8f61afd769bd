import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, type Day } from '../day.ts';
import type { CountedOrder, History } from '../history.ts';
import { tally } from '../reports/tally.ts';
import { adAccount, rateOf } from './ad-account.ts';
import { AD_AGES, adSources, type AdsBody, type AdSource } from './ads.ts';

const AS_OF = dayOf('2026-06-30');
const PRODUCTS = { trial: new Set(['try']), main: new Set(['main']) };
const NOBODY = { trial: new Set<string>(), main: new Set<string>() };

const order = (day: Day, value: number, more: Partial<CountedOrder> = {}): CountedOrder => ({
  day,
  value,
  ...more,
});

const bodyOf = (histories: readonly History[], products = NOBODY): AdsBody =>
  tally(
    adSources(AS_OF, products),
    histories.map((history) => ({ history })),
  );

describe('what sources brought', () => {
  const first = dayOf('2025-03-10');
  const history = {
    orders: [
      order(first, 1_000, {
        source: 'line',
        lines: [
          { product: 'try', quantity: 1, sales: 1_000, cost: 400 },
          { product: 'gift', quantity: 0, sales: 0, cost: 0 },
        ],
      }),
      order(addDays(first, 60), 5_000, {
        source: 'google',
        lines: [{ product: 'main', quantity: 1, sales: 5_000, cost: null }],
      }),
      order(addDays(first, 200), 4_000, { source: null }),
    ],
  };

  it('goes to the source of the first order, whatever came later', () => {
    const { sources, all, hasTrials, unnamed } = bodyOf([history], PRODUCTS);
    expect({ hasTrials, unnamed }).toEqual({ hasTrials: true, unnamed: 0 });
    expect(sources.map(({ source }) => source)).toEqual(['line']);
    expect(sources[0]?.months).toEqual([
      {
        month: '2025-03',
        customers: 1,
        firstSales: 1_000,
        firstKnown: { sales: 1_000, cost: 400 },
        main: 1,
        trials: 1,
        pulledUp: 1,
      },
    ]);
    expect(sources[0]?.ages).toEqual([
      { customers: 1, sales: 6_000 },
      { customers: 1, sales: 6_000 },
      { customers: 1, sales: 10_000 },
    ]);
    expect(sources[0]?.curve.map(({ sales }) => sales).slice(0, 8)).toEqual([
      1_000, 1_000, 6_000, 6_000, 6_000, 6_000, 10_000, 10_000,
    ]);
    expect(all).toEqual({ ...sources[0], source: null });
  });

  it('is open while it is young, and leaves out whoever came long ago or comes later', () => {
    const young = { orders: [order(addDays(AS_OF, -30), 700)] };
    const old = { orders: [order(dayOf('2022-06-30'), 700)] };
    const later = { orders: [order(addDays(AS_OF, 1), 700)] };
    const { sources, months } = bodyOf([young, old, later]);
    expect(months).toHaveLength(48);
    expect([months[0], months.at(-1)]).toEqual(['2022-07', '2026-06']);
    expect(sources).toHaveLength(1);
    expect(sources[0]?.months.map(({ customers }) => customers)).toEqual([1]);
    expect(sources[0]?.ages).toEqual(AD_AGES.map(() => ({ customers: 0, sales: 0 })));
  });

  it('sums to all of the shop', () => {
    const anyOrder = fc.record({
      day: fc.integer({ min: 0, max: 1_000 }).map((ago) => addDays(AS_OF, -ago)),
      value: fc.integer({ min: 1, max: 9_000 }),
      source: fc.constantFrom('google', 'line', '', null),
    });
    const histories = fc.array(
      fc.record({ orders: fc.array(anyOrder, { minLength: 1, maxLength: 5 }) }),
    );
    fc.assert(
      fc.property(histories, (all) => {
        const body = bodyOf(all);
        const size = ({ months }: AdSource) =>
          months.reduce((sum, { customers }) => sum + customers, 0);
        expect(size(body.all)).toBe(all.length);
        expect(body.sources.reduce((sum, source) => sum + size(source), 0)).toBe(all.length);
        expect(new Set(body.sources.map(({ source }) => source)).size).toBe(body.sources.length);
        for (const [index, age] of body.all.ages.entries()) {
          const parts = body.sources.map(({ ages }) => ages[index]?.sales ?? 0);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(age.sales);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('the account of a source', () => {
  const month = (name: string, customers: number) => ({
    month: name,
    customers,
    firstSales: 1_000 * customers,
    firstKnown: { sales: 500, cost: 400 },
    main: customers / 2,
    trials: customers,
    pulledUp: customers / 4,
  });
  const source: AdSource = {
    source: 'google',
    months: [month('2025-12', 40), month('2026-01', 20)],
    ages: [
      { customers: 60, sales: 120_000 },
      { customers: 50, sales: 200_000 },
      { customers: 9, sales: 900_000 },
    ],
    curve: [
      { customers: 60, sales: 60_000 },
      { customers: 60, sales: 120_000 },
      { customers: 50, sales: 200_000 },
      { customers: 9, sales: 900_000 },
    ],
    known: { sales: 1_000, cost: 500 },
  };
  const terms = { from: '2026-01', to: '2026-01', typedRate: null, shopRate: 0.9 };
  const spent = (cost: number) =>
    new Map([
      ['2026-01', cost],
      ['2025-12', 7],
    ]);

  it('divides the cost of the months by their customers, and holds it against all who are old enough', () => {
    const account = adAccount(source, spent(40_000), terms);
    expect(account.cpa?.value).toBe(2_000);
    expect(account.cpo?.value).toBe(4_000);
    expect(account.pullUp.value).toBe(0.25);
    expect(account.rate).toBe(0.5);
    expect(account.verdicts.map(({ allowable, difference }) => [allowable, difference])).toEqual([
      [1_000, -1_000],
      [2_000, 0],
      [null, null],
    ]);
    expect(account.judgement).toBe('pays');
    expect(account.payback).toBe(2);
    expect(account.firstProfit).toBe(200);
    expect(account.firstProfitAfterAd).toBe(-1_800);
    expect(account.months).toEqual([{ month: '2026-01', customers: 20, cost: 40_000 }]);
  });

  it.each([
    ['what has not paid yet is open while the year is', 60_000, source, 'open'],
    [
      'what a year does not bring back is too dear',
      60_000,
      { ...source, ages: source.ages.map(() => ({ customers: 10, sales: 20_000 })) },
      'too-dear',
    ],
    ['what brings nobody is told', 60_000, { ...source, months: [] }, 'nobody'],
    ['what costs nothing is not judged', 0, source, null],
  ])('%s', (_, cost, any, judgement) => {
    expect(adAccount(any, spent(cost), terms).judgement).toBe(judgement);
  });

  it('is not back within a year that does not bring it back', () => {
    const year = { ...source, ages: source.ages.map(() => ({ customers: 10, sales: 39_000 })) };
    const curve = Array.from({ length: 15 }, () => ({ customers: 10, sales: 40_000 }));
    expect(adAccount({ ...year, curve }, spent(40_000), terms)).toMatchObject({
      judgement: 'too-dear',
      payback: 12,
    });
  });

  it('has no CPA without a cost, and nothing to allow without a margin', () => {
    expect(adAccount(source, new Map(), terms)).toMatchObject({
      cost: null,
      cpa: null,
      payback: null,
    });
    const bare = { ...source, known: { sales: 0, cost: 0 } };
    const account = adAccount(bare, spent(40_000), { ...terms, shopRate: null });
    expect(account.verdicts.every(({ allowable }) => allowable === null)).toBe(true);
    expect(account.judgement).toBe('open');
  });

  it('takes the margin that is typed before the one that is known, and the shop’s before none', () => {
    expect(adAccount(source, spent(1), { ...terms, typedRate: 0.2 }).rate).toBe(0.2);
    const bare = { ...source, known: { sales: 0, cost: 0 } };
    expect(adAccount(bare, spent(1), terms).rate).toBe(0.9);
    expect(rateOf({ sales: 200, cost: 50 })).toBe(0.75);
    expect(rateOf({ sales: 0, cost: 0 })).toBeNull();
  });
});
