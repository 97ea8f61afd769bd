import { describe, expect, it } from 'vitest';
import { decileOf } from './decile.ts';

function decilesOf(customers: number): number[] {
  return Array.from({ length: customers }, (_, place) => decileOf(place, customers));
}

describe('decile (domain.md A4.6)', () => {
  it('sizes sum to n, fall and differ by at most one, for n from 1 to 300', () => {
    for (let customers = 1; customers <= 300; customers++) {
      const deciles = decilesOf(customers);
      const sizes = Array.from(
        { length: 10 },
        (_, index) => deciles.filter((decile) => decile === index + 1).length,
      );
      const expected = sizes.map(
        (__, index) => Math.floor(customers / 10) + (index < customers % 10 ? 1 : 0),
      );
      expect(sizes).toEqual(expected);
      expect(deciles).toEqual([...deciles].sort((a, b) => a - b));
    }
  });
  it('of fewer than ten customers are 1 to n', () => {
    for (let customers = 1; customers < 10; customers++) {
      expect(decilesOf(customers)).toEqual(
        Array.from({ length: customers }, (_, index) => index + 1),
      );
    }
  });
  it('the first n mod 10 groups get one more', () => {
    expect(decilesOf(12)).toEqual([1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(decilesOf(1)).toEqual([1]);
  });
});
