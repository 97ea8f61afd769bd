import { quantile } from 'd3-array';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.ts';

function quartilesOf(values: readonly number[]) {
  const histogram = new Histogram();
  for (const value of values) histogram.add(value);
  return histogram.quartiles();
}

describe('histogram', () => {
  it.each([
    [[7], { count: 1, lower: 7, median: 7, upper: 7 }],
    [[10, 20], { count: 2, lower: 12.5, median: 15, upper: 17.5 }],
    [[30, 10, 20, 10], { count: 4, lower: 10, median: 15, upper: 22.5 }],
    [[1, 2, 3, 4, 100], { count: 5, lower: 2, median: 3, upper: 4 }],
  ])('quartiles of %j', (values, quartiles) => {
    expect(quartilesOf(values)).toEqual(quartiles);
  });

  it('has none without values', () => {
    expect(quartilesOf([])).toEqual({ count: 0, lower: null, median: null, upper: null });
  });

  it('equals type-7 quantiles of the values themselves', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 1, maxLength: 80 }), (values) => {
        const { count, lower, median, upper } = quartilesOf(values);
        expect(count).toBe(values.length);
        for (const [share, own] of [
          [0.25, lower],
          [0.5, median],
          [0.75, upper],
        ] as const) {
          expect(own).toBeCloseTo(quantile(values, share)!, 9);
        }
      }),
    );
  });
});
