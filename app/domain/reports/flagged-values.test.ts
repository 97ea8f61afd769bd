import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlaggedValues } from './flagged-values.ts';

const anyValue = fc.record({
  value: fc.integer({ min: -(2 ** 50), max: 2 ** 50 }),
  flagged: fc.boolean(),
});

describe('flagged values', () => {
  it('come back highest first, each with its flag', () => {
    fc.assert(
      fc.property(fc.array(anyValue, { maxLength: 3_000 }), (told) => {
        const values = new FlaggedValues();
        for (const { value, flagged } of told) values.add(value, flagged);
        expect(values.size).toBe(told.length);
        expect([...values.descending()]).toEqual(
          told.toSorted((a, b) => b.value - a.value || Number(b.flagged) - Number(a.flagged)),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('take more after they were read', () => {
    const values = new FlaggedValues();
    values.add(1);
    expect([...values.descending()]).toEqual([{ value: 1, flagged: false }]);
    values.add(2, true);
    expect([...values.descending()].map(({ value }) => value)).toEqual([2, 1]);
  });
});
