import { describe, expect, it } from 'vitest';
import { dayOf } from '../day.ts';
import type { History } from '../history.ts';
import { limitedByGroup } from './limited.ts';
import { seasons } from './seasons.ts';
import { tally } from './tally.ts';

const YEAR = { from: dayOf('2026-01-01'), to: dayOf('2027-01-01') };

function bought(...orders: [iso: string, product: string, quantity: number][]): History {
  return {
    orders: orders.map(([iso, product, quantity]) => ({
      day: dayOf(iso),
      value: 1_000,
      lines: [{ product, quantity, sales: 1_000, cost: null }],
    })),
  };
}

describe('seasonal products by rank (seed 000 §10)', () => {
  const rows = [
    { group: 'excellent', history: bought(['2026-12-10', 'cake', 3], ['2026-02-01', 'cake', 2]) },
    { group: 'general', history: bought(['2026-01-05', 'cake', 4], ['2026-07-01', 'cake', 1]) },
    { group: 'general', history: bought(['2026-07-01', 'tea', 1], ['2025-12-31', 'cake', 9]) },
    { group: null, history: bought(['2026-03-01', 'tea', 1]) },
    { group: 'general', history: bought(['2026-03-01', 'cake', 0]) },
  ];

  it('find the three months in which most is sold, over the end of the year too', () => {
    const { products } = tally(seasons(YEAR, new Set(['cake', 'tea'])), rows);
    const cake = products.find(({ product }) => product === 'cake');
    expect(cake).toMatchObject({ from: 11, peakShare: 0.9 });
    expect(cake?.months).toEqual([4, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 3]);
  });

  it('count the buyers of the period by group', () => {
    const { buyers, products } = tally(seasons(YEAR, new Set(['cake'])), rows);
    expect(buyers).toEqual({ excellent: 1, general: 3 });
    expect(products.map(({ product, buyers: of }) => [product, of])).toEqual([
      ['cake', { excellent: 1, general: 1 }],
    ]);
  });

  it('tell how much of limited goods each group buys', () => {
    expect(tally(limitedByGroup(YEAR, new Set(['tea'])), rows)).toEqual({
      excellent: {
        customers: { numerator: 0, denominator: 1, value: 0 },
        orders: { numerator: 0, denominator: 2, value: 0 },
      },
      general: {
        customers: { numerator: 1, denominator: 3, value: 1 / 3 },
        orders: { numerator: 1, denominator: 4, value: 1 / 4 },
      },
    });
  });
});
