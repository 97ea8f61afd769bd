import { describe, expect, it } from 'vitest';
import { cpmLtv } from './cpm-ltv.ts';
import { tally } from './tally.ts';

describe('LTV from the CPM table (seed 003, domain.md A4.4)', () => {
  it('is that of 現役 customers only, per stage and total', () => {
    const { stages, total } = tally(cpmLtv(), [
      { cpm: 'first-active', amount: 3_000 },
      { cpm: 'first-lapsed', amount: 90_000 },
      { cpm: 'excellent-active', amount: 100_000 },
      { cpm: 'excellent-active', amount: 80_000 },
    ]);
    expect(total).toEqual({ customers: 3, sum: 183_000n, perCustomer: 61_000 });
    expect(stages.excellent).toEqual({ customers: 2, sum: 180_000n, perCustomer: 90_000 });
    expect(stages.first.perCustomer).toBe(3_000);
    expect(stages.steady).toEqual({ customers: 0, sum: 0n, perCustomer: null });
    expect(Object.keys(stages)).toEqual(['first', 'toddler', 'steady', 'trendy', 'excellent']);
  });
});
