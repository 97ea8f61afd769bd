import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRange, anyShopper, AS_OF, bought } from '#tests/factories/buyers.ts';
import type { Day } from '../day.ts';
import { isIn } from './day-range.ts';
import { nthPurchase, type NthPurchaseOptions } from './nth-purchase.ts';
import { tally } from './tally.ts';

const options: NthPurchaseOptions = {
  period: { from: (AS_OF - 365) as Day, to: (AS_OF + 1) as Day },
  asOf: AS_OF,
  top: 3,
  bar: 3,
};

describe('商品ごとのリピート回数 (seed 003 §10, domain.md A4.1)', () => {
  it('counts who bought a product a 1st, 2nd … nth time: 2回目÷1回目', () => {
    const rows = [
      { orders: [bought(300, 'soap', 'cream'), bought(200, 'soap', 'soap'), bought(366, 'soap')] },
      { orders: [bought(365, 'soap'), bought(10, 'soap'), bought(10, 'soap'), bought(0, 'soap')] },
      { orders: [bought(100, 'cream')] },
      { orders: [bought(100, 'soap')] },
    ];
    const [soap, cream, ...rest] = tally(nthPurchase(options), rows);
    expect(rest).toEqual([]);
    expect(soap).toMatchObject({ product: 'soap' });
    expect(soap?.rungs).toEqual([
      { n: 1, reached: 3, toNext: { numerator: 2, denominator: 3, value: 2 / 3 } },
      { n: 2, reached: 2, toNext: { numerator: 1, denominator: 2, value: 0.5 } },
      { n: 3, reached: 1, toNext: { numerator: 1, denominator: 1, value: 1 } },
    ]);
    expect(soap?.repeatsPerYear).toBe((4 * 365) / (300 + 365 + 100));
    expect(cream?.rungs[0]).toMatchObject({ reached: 2, toNext: { value: 0 } });
    expect(cream?.repeatsPerYear).toBeNull();
    expect(soap?.definition).toContain('within the period');
  });

  it.each([
    [365, [200, 100, 0], 3, true],
    [365, [200, 100], 2, false],
    [364, [200, 100, 0], (3 * 365) / 364, true],
  ])('first %i days ago, then %j: %d a year', (first, later, repeatsPerYear, reachesBar) => {
    const orders = [...later, first].map((ago) => bought(ago, 'soap'));
    expect(tally(nthPurchase(options), [{ orders }])[0]).toMatchObject({
      repeatsPerYear,
      reachesBar,
    });
  });

  it('is seen until the end of the period, or until the as-of day', () => {
    const orders = [bought(510, 'soap'), bought(20, 'soap'), bought(9, 'soap')];
    const perYear = (to: number) => {
      const period = { from: (AS_OF - 600) as Day, to: to as Day };
      return tally(nthPurchase({ ...options, period }), [{ orders }])[0]?.repeatsPerYear;
    };
    expect(perYear(AS_OF - 9)).toBe(365 / 500);
    expect(perYear(AS_OF + 50)).toBe((2 * 365) / 510);
  });

  it.each([
    ['on the day itself', [bought(0, 'soap'), bought(0, 'soap')]],
    ['ten days after the first order', [bought(10, 'soap')]],
    ['a day short of a year', [bought(363, 'soap'), bought(5, 'soap')]],
  ])('has no rate %s, however many buyers', (_, orders) => {
    const rows = Array.from({ length: 50 }, () => ({ orders }));
    expect(tally(nthPurchase(options), rows)[0]).toMatchObject({
      repeatsPerYear: null,
      reachesBar: null,
    });
  });

  it('can look at one channel', () => {
    const orders = [bought(365, 'soap'), { ...bought(364, 'soap'), channel: 'web' }];
    const [soap] = tally(nthPurchase({ ...options, channel: 'web' }), [{ orders }]);
    expect(soap?.rungs[0]).toMatchObject({ reached: 1, toNext: { numerator: 0 } });
    expect(soap?.repeatsPerYear).toBe(0);
    const [inAll] = tally(nthPurchase(options), [{ orders }]);
    expect(inAll?.rungs[0]).toMatchObject({ reached: 1, toNext: { numerator: 1 } });
  });

  it('puts the products with most buyers first, equals by name', () => {
    const rows = [{ orders: [bought(5, 'b', 'a', 'c')] }, { orders: [bought(5, 'c')] }];
    expect(tally(nthPurchase(options), rows).map(({ product }) => product)).toEqual([
      'c',
      'a',
      'b',
    ]);
  });

  it('agrees with counting every customer’s orders anew', () => {
    fc.assert(
      fc.property(fc.array(anyShopper), anyRange, (rows, period) => {
        for (const { product, rungs } of tally(nthPurchase({ ...options, period }), rows)) {
          const counts = rows.map(
            ({ orders }) =>
              orders.filter(
                ({ day, lines }) =>
                  day <= AS_OF &&
                  isIn(period, day) &&
                  lines?.some((line) => line.product === product && line.quantity > 0),
              ).length,
          );
          for (const { n, reached, toNext } of rungs) {
            expect(reached).toBe(counts.filter((count) => count >= n).length);
            expect(toNext.numerator).toBe(counts.filter((count) => count > n).length);
          }
        }
      }),
    );
  });
});
