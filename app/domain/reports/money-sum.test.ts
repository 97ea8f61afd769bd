import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MoneySum } from './money-sum.ts';

function sumOf(values: readonly number[]): bigint {
  const sum = new MoneySum();
  for (const value of values) sum.add(value);
  return sum.total;
}

describe('sum of money', () => {
  it('is exact beyond 2^53', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(sumOf([most, 1])).toBe(2n ** 53n);
    expect(sumOf([most, 2, most, 1])).toBe(2n ** 54n + 1n);
    expect(sumOf([-most, -1, -1])).toBe(-(2n ** 53n) - 1n);
  });
  it('is nothing of nothing', () => {
    expect(sumOf([])).toBe(0n);
  });
  it('equals the sum of big integers', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger()), (values) => {
        expect(sumOf(values)).toBe(values.reduce((sum, value) => sum + BigInt(value), 0n));
      }),
    );
  });
});
