import { describe, expect, it } from 'vitest';
import type { Distribution } from '../../presenters/settings-distributions.ts';
import { endOf, sidesOf } from './sides.ts';

const distribution: Distribution = {
  customers: 10,
  bins: [
    { from: 0, to: 20, customers: 4 },
    { from: 20, to: 40, customers: 3 },
    { from: 40, to: null, customers: 3 },
  ],
  steps: [
    [10, 4],
    [30, 7],
    [90, 10],
  ],
};

describe('the sides of a threshold', () => {
  it.each([
    [0, 'below', 0],
    [10, 'above', 0],
    [10, 'below', 4],
    [29.5, 'below', 4],
    [30, 'above', 4],
    [30, 'below', 7],
    [500, 'above', 10],
  ] as const)('at %d, those with exactly this %s', (threshold, exactly, below) => {
    expect(sidesOf(distribution, threshold, exactly)).toEqual({ below, above: 10 - below });
  });

  it('are drawn up to the end of a last bin as wide as the others', () => {
    expect(endOf(distribution)).toBe(60);
  });
});
