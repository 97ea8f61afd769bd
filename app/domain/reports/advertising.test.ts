import { describe, expect, it } from 'vitest';
import { adVerdicts } from './ad-verdict.ts';
import * as ads from './advertising.ts';
import { ratioOf } from './tally.ts';

describe('cost of an acquisition (domain.md A4.5)', () => {
  it.each(Object.keys(ads.AD_COSTS) as ads.AdCostKind[])(
    '%s divides the cost, and has no value for nobody',
    (kind) => {
      expect(ads.adCost(kind, 100_000, 40)).toEqual({ kind, ...ratioOf(100_000, 40) });
      expect(ads.adCost(kind, 100_000, 0).value).toBeNull();
    },
  );

  it('限界CPA: 20,000 × 0.5 = 10,000; 目標CPA takes the profit off', () => {
    expect(ads.allowableCpa(20_000, 0.5)).toBe(10_000);
    expect(ads.targetCpa(10_000, 3_000)).toBe(7_000);
  });

  it('allowable trial CPA = allowable CPO × 引上率', () => {
    expect(ads.allowableTrialCpa(10_000, ratioOf(30, 100))).toBe(3_000);
    expect(ads.allowableTrialCpa(10_000, ratioOf(0, 0))).toBeNull();
  });
});

describe('payback month (domain.md A4.5)', () => {
  const profit = [500, 1_500, 2_500, 2_600, null, null];
  it.each([
    [500, 0],
    [501, 1],
    [2_500, 2],
    [2_600, 3],
    [2_601, null],
  ])('of a CPA of %i: %s', (cost, month) => {
    expect(ads.paybackMonth(profit, ratioOf(cost, 1))).toBe(month);
  });
  it('is open without acquisitions', () => {
    expect(ads.paybackMonth(profit, ratioOf(0, 0))).toBeNull();
  });
});

describe('actual against allowable CPA (seed 003, domain.md A4.5)', () => {
  const ad = {
    cost: 500_000,
    acquisitions: 100,
    marginRate: 0.5,
    ltv: [
      { days: 90, value: 9_998 },
      { days: 180, value: 10_000 },
      { days: 365, value: null },
    ],
  };

  it('pays from the day on which the allowable CPA reaches the actual one', () => {
    expect(adVerdicts(ad)).toEqual({
      actual: { kind: 'cpa', numerator: 500_000, denominator: 100, value: 5_000 },
      verdicts: [
        { days: 90, allowable: 4_999, difference: -1, verdict: 'too-dear' },
        { days: 180, allowable: 5_000, difference: 0, verdict: 'pays' },
        { days: 365, allowable: null, difference: null, verdict: null },
      ],
    });
  });

  it('is open without acquisitions', () => {
    const { actual, verdicts } = adVerdicts({ ...ad, acquisitions: 0 });
    expect(actual.value).toBeNull();
    expect(verdicts[0]).toEqual({ days: 90, allowable: 4_999, difference: null, verdict: null });
  });
});
