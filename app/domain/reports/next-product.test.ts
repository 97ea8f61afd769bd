import { describe, expect, it } from 'vitest';
import { AS_OF, bought } from '#tests/factories/buyers.ts';
import { nextProduct } from './next-product.ts';
import { tally } from './tally.ts';

const ROWS = [
  { orders: [bought(5, 'serum'), bought(30, 'set'), bought(20, 'soap', 'cream')] },
  { orders: [bought(30, 'set'), bought(30, 'cream'), bought(20, 'soap')] },
  { orders: [bought(30, 'set'), bought(-1, 'soap')] },
  { orders: [bought(30, 'set'), bought(10, 'set')] },
  { orders: [bought(30), bought(10, 'set')] },
  { orders: [] },
];

describe('next product after a first product', () => {
  it('reads the first two order days', () => {
    const [set, cream, ...rest] = tally(nextProduct(AS_OF), ROWS);
    expect(rest).toEqual([]);
    expect(set).toEqual({
      first: 'set',
      customers: 4,
      cameAgain: { numerator: 3, denominator: 4, value: 0.75 },
      medianDays: 10,
      valuePerCustomer: 2_500,
      next: [
        { product: 'soap', share: { numerator: 2, denominator: 4, value: 0.5 }, medianDays: 10 },
        { product: 'cream', share: { numerator: 1, denominator: 4, value: 0.25 }, medianDays: 10 },
        { product: 'set', share: { numerator: 1, denominator: 4, value: 0.25 }, medianDays: 20 },
      ],
    });
    expect(cream).toMatchObject({ first: 'cream', customers: 1, cameAgain: { value: 1 } });
  });

  it('can be limited to some first products', () => {
    const result = tally(nextProduct(AS_OF, new Set(['cream'])), ROWS);
    expect(result.map(({ first }) => first)).toEqual(['cream']);
  });
});
