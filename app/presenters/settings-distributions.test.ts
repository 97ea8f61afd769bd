import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distributionOf } from './settings-distributions.ts';

const anyValues = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 300 });

describe('a distribution', () => {
  it('has everybody in one bin, and the bins side by side', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const { bins, customers } = distributionOf(values, 1);
        expect(customers).toBe(values.length);
        expect(bins.length).toBeLessThanOrEqual(26);
        for (const [index, { from, to, customers: inside }] of bins.entries()) {
          expect(to).toBe(bins[index + 1]?.from ?? null);
          const expected = values.filter((value) => value >= from && (to === null || value < to));
          expect(inside).toBe(expected.length);
        }
      }),
    );
  });

  it('says exactly how many have a value or less while the values are few', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const { steps } = distributionOf(values, 1);
        expect(steps.map(([value]) => value)).toEqual([...new Set(values)].sort((a, b) => a - b));
        for (const [value, customers] of steps) {
          expect(customers).toBe(values.filter((each) => each <= value).length);
        }
      }),
    );
  });

  it('keeps the last of many steps, and never more than the page can use', () => {
    const { steps } = distributionOf(
      Array.from({ length: 4_000 }, (_, index) => index),
      2.5,
    );
    expect(steps.length).toBeLessThanOrEqual(601);
    expect(steps.at(-1)).toEqual([3_999, 10_000]);
  });

  it('stands for more customers than were looked at', () => {
    expect(distributionOf([1, 1, 2], 10)).toEqual({
      customers: 30,
      bins: [
        { from: 0, to: 1, customers: 0 },
        { from: 1, to: 2, customers: 20 },
        { from: 2, to: null, customers: 10 },
      ],
      steps: [
        [1, 20],
        [2, 30],
      ],
    });
  });

  it('of nobody is empty', () => {
    expect(distributionOf([], 1)).toMatchObject({ customers: 0, steps: [] });
  });
});
