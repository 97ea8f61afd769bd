import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRange, anyShopper, AS_OF, bought, PRODUCTS } from '#tests/factories/buyers.ts';
import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import { associationOf } from './association.ts';
import { baskets, groupedBaskets, type BasketOptions } from './basket.ts';
import { isIn } from './day-range.ts';
import { tally } from './tally.ts';

const options: BasketOptions = {
  period: { from: (AS_OF - 100) as Day, to: AS_OF },
  base: 'order',
  minimumTogether: 1,
};

const ROWS: History[] = [
  { orders: [bought(50, 'soap', 'cream'), bought(40, 'soap'), bought(30, 'serum')] },
  { orders: [bought(100, 'soap', 'cream'), bought(0, 'serum'), bought(101, 'serum')] },
  { orders: [bought(10, 'cream', 'serum')] },
  { orders: [bought(10)] },
];

describe('併売 (domain.md A4.6 Basket)', () => {
  it('lift is 15.9 % ÷ 3.7 % = 4.3', () => {
    const counts = { together: 159, inA: 1_000, inB: 370, baskets: 10_000 };
    const { confidence, support, lift } = associationOf('a', 'b', counts);
    expect(confidence.value).toBe(0.159);
    expect(support.value).toBe(0.0159);
    expect(lift).toBeCloseTo(4.3, 2);
    expect(lift).toBeCloseTo(0.159 / 0.037, 12);
  });

  it('has no lift of what was never bought', () => {
    const counts = { together: 0, inA: 0, inB: 0, baskets: 0 };
    expect(associationOf('a', 'b', counts)).toMatchObject({
      support: { value: null },
      confidence: { value: null },
      lift: null,
    });
  });

  it('counts orders as baskets (同時購買)', () => {
    const result = tally(baskets(options), ROWS);
    expect(result.baskets).toBe(5);
    expect(result.associations).toEqual([
      associationOf('cream', 'soap', { together: 2, inA: 3, inB: 3, baskets: 5 }),
      associationOf('soap', 'cream', { together: 2, inA: 3, inB: 3, baskets: 5 }),
      associationOf('cream', 'serum', { together: 1, inA: 3, inB: 2, baskets: 5 }),
      associationOf('serum', 'cream', { together: 1, inA: 2, inB: 3, baskets: 5 }),
    ]);
  });

  it('counts customers of the period as baskets (期間併買)', () => {
    const result = tally(baskets({ ...options, base: 'customer' }), ROWS);
    expect(result.baskets).toBe(3);
    expect(result.associations).toContainEqual(
      associationOf('soap', 'serum', { together: 1, inA: 2, inB: 2, baskets: 3 }),
    );
    expect(result.associations).toContainEqual(
      associationOf('serum', 'cream', { together: 2, inA: 2, inB: 3, baskets: 3 }),
    );
    expect(result.associations).toHaveLength(6);
  });

  it.each([
    [2, 2],
    [3, 0],
  ])('shows pairs that are together in at least %i baskets: %i', (minimumTogether, pairs) => {
    expect(tally(baskets({ ...options, minimumTogether }), ROWS).associations).toHaveLength(pairs);
  });

  it('puts the pairs in most baskets first, equals by name', () => {
    const orders = [
      bought(9, 'd', 'c'),
      bought(8, 'b', 'd'),
      bought(7, 'c', 'e'),
      bought(6, 'e', 'c'),
    ];
    const { associations } = tally(baskets(options), [{ orders }]);
    expect(associations.map(({ a, b }) => a + b)).toEqual(['ce', 'ec', 'bd', 'cd', 'db', 'dc']);
  });

  it('can be limited to some products, of all baskets', () => {
    const products = new Set(['soap', 'cream']);
    const result = tally(baskets({ ...options, products }), ROWS);
    expect(result.baskets).toBe(5);
    expect(result.associations.map(({ a, b }) => [a, b])).toEqual([
      ['cream', 'soap'],
      ['soap', 'cream'],
    ]);
  });

  it('agrees with looking for each pair in each basket', () => {
    const bases = fc.constantFrom('order' as const, 'customer' as const);
    fc.assert(
      fc.property(fc.array(anyShopper), anyRange, bases, (rows, period, base) => {
        const sold = (history: History) =>
          history.orders
            .filter(({ day }) => isIn(period, day))
            .map(({ lines }) => (lines ?? []).flatMap((l) => (l.quantity > 0 ? l.product : [])));
        const all = rows
          .flatMap((row) => (base === 'order' ? sold(row) : [sold(row).flat()]))
          .filter((products) => products.length > 0);
        const having = (...names: string[]) =>
          all.filter((products) => names.every((name) => products.includes(name))).length;
        const expected = PRODUCTS.flatMap((a) => PRODUCTS.map((b) => [a, b] as const))
          .filter(([a, b]) => a !== b && having(a, b) > 0)
          .map(([a, b]) =>
            associationOf(a, b, {
              together: having(a, b),
              inA: having(a),
              inB: having(b),
              baskets: all.length,
            }),
          );
        const result = tally(baskets({ ...options, period, base }), rows);
        expect(result.baskets).toBe(all.length);
        expect(result.associations).toHaveLength(expected.length);
        expect(result.associations).toEqual(expect.arrayContaining(expected));
      }),
    );
  });

  it('of several groups is that of all their customers', () => {
    const anyGroup = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(fc.record({ history: anyShopper, group: anyGroup })), (rows) => {
        const basketsOf = tally(groupedBaskets<string>(options), rows);
        for (const groups of ['a', 'ab', 'abc', '']) {
          const own = rows.filter(({ group }) => groups.includes(group));
          const alone = tally(
            baskets(options),
            own.map(({ history }) => history),
          );
          expect(basketsOf((group) => groups.includes(group))).toEqual(alone);
        }
      }),
    );
  });
});
