import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountBins } from './amount-bins.ts';
import { FlaggedValues } from './flagged-values.ts';

function binsOf(amounts: readonly number[], flagFrom = Infinity) {
  const values = new FlaggedValues();
  for (const amount of amounts) values.add(amount, amount >= flagFrom);
  return amountBins(values);
}

describe('the spread of amounts', () => {
  it('has round steps, the last for all beyond', () => {
    const amounts = Array.from({ length: 100 }, (_, index) => (index + 1) * 1_000);
    const { width, bins, mean, median } = binsOf([...amounts.slice(0, 99), 9_000_000], 90_000);
    expect([width, bins.length]).toEqual([5_000, 21]);
    expect([mean, median]).toEqual([139_500, 50_500]);
    expect(bins[0]).toEqual({ from: 0, customers: 4, flagged: 0 });
    expect(bins[18]).toEqual({ from: 90_000, customers: 5, flagged: 5 });
    expect(bins[20]).toEqual({ from: 100_000, customers: 1, flagged: 1 });
  });

  it('of nobody is empty', () => {
    expect(binsOf([])).toEqual({ customers: 0, mean: null, median: null, width: 1, bins: [] });
  });

  it('counts everybody once, in the step of their amount', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 1_000_000 })), (amounts) => {
        const { bins, width, customers } = binsOf(amounts);
        expect(customers).toBe(amounts.length);
        for (const [index, { from, customers: inBin }] of bins.entries()) {
          const isLast = index === bins.length - 1;
          const inside = amounts.filter(
            (amount) =>
              (amount >= from || index === 0) && (isLast || Math.max(amount, 0) < from + width),
          );
          expect(inBin).toBe(inside.length);
        }
      }),
    );
  });
});
