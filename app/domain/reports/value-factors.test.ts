import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activeDaysOf, valueFactors } from './value-factors.ts';

describe('LTV = アクティブ期間 × 購入回数 × 購入単価', () => {
  it('2 years × 4 a year × ¥5,000 = ¥40,000 (printed, domain.md A4.4)', () => {
    const factors = valueFactors({ customers: 1, orders: 8, amount: 40_000n, activeDays: 730 });
    expect(factors.activeYears.value).toBe(2);
    expect(factors.ordersPerYear.value).toBe(4);
    expect(factors.orderValue.value).toBe(5_000);
    expect(factors.ltv.value).toBe(40_000);
  });

  it('says nothing where nobody has an active period', () => {
    const none = valueFactors({ customers: 0, orders: 0, amount: 0n, activeDays: 0 });
    expect(none.customers).toBe(0);
    const { activeYears, ordersPerYear, orderValue, ltv } = none;
    for (const ratio of [activeYears, ordersPerYear, orderValue, ltv])
      expect(ratio.value).toBeNull();
  });

  it('the factors multiply to the LTV', () => {
    const sums = fc.record({
      customers: fc.integer({ min: 1, max: 1_000_000 }),
      orders: fc.integer({ min: 1, max: 1_000_000 }),
      amount: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      activeDays: fc.integer({ min: 1, max: 10_000_000 }),
    });
    fc.assert(
      fc.property(sums, (given) => {
        const { activeYears, ordersPerYear, orderValue, ltv } = valueFactors(given);
        const product = activeYears.value! * ordersPerYear.value! * orderValue.value!;
        expect(Math.abs(product - ltv.value!)).toBeLessThanOrEqual(1e-9 * ltv.value!);
      }),
    );
  });
});

describe('active period', () => {
  it.each([
    [0, 1, 0],
    [100, 2, 200],
    [90, 4, 120],
  ])('%i days of tenure on %i order days: %i', (tenure, orderDays, days) => {
    expect(activeDaysOf(tenure, orderDays)).toBe(days);
  });
});
