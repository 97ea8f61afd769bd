import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { salesChange, type SalesOfCustomers } from './sales-change.ts';

const of = (sales: number, customers: number): SalesOfCustomers => ({
  sales: BigInt(sales),
  customers: BigInt(customers),
});

const any: fc.Arbitrary<SalesOfCustomers> = fc.record({
  sales: fc.bigInt({ min: 0n, max: 10n ** 18n }),
  customers: fc.bigInt({ min: 0n, max: 2_000_000n }),
});

describe('Δsales = Δcount × LTV + count × ΔLTV (domain.md A5)', () => {
  it.each([
    ['more customers of the same LTV', of(1_000, 10), of(1_500, 15), 500, 0],
    ['the same customers of more LTV', of(1_000, 10), of(1_500, 10), 0, 500],
    ['the cross term in halves', of(1_000, 10), of(2_400, 20), 1_100, 300],
    ['fewer customers', of(2_400, 20), of(1_000, 10), -1_100, -300],
    ['nobody before', of(0, 0), of(700, 7), 700, 0],
    ['nobody after', of(700, 7), of(0, 0), -700, 0],
    ['rounded half up: 2.5', of(2, 1), of(6, 2), 3, 1],
    ['rounded half up: −2.5', of(6, 2), of(2, 1), -2, -2],
    ['rounded down: 3 ⅓ less', of(10, 3), of(10, 2), -4, 4],
  ])('%s', (_, then, now, byCount, byLtv) => {
    const split = salesChange(then, now);
    expect([split.byCount, split.byLtv]).toEqual([BigInt(byCount), BigInt(byLtv)]);
  });

  it('sums exactly to the change, rounded and unrounded', () => {
    fc.assert(
      fc.property(any, any, (then, now) => {
        const { change, byCount, byLtv, exact } = salesChange(then, now);
        expect(change).toBe(now.sales - then.sales);
        expect(byCount + byLtv).toBe(change);
        const { denominator } = exact.byCount;
        expect(denominator).toBeGreaterThan(0n);
        expect(exact.byLtv.denominator).toBe(denominator);
        expect(exact.byCount.numerator + exact.byLtv.numerator).toBe(change * denominator);
        const error = 2n * (byCount * denominator - exact.byCount.numerator);
        expect(error > -denominator && error <= denominator).toBe(true);
      }),
    );
  });

  it('is Δcount × mean LTV, and the way back is the same with the sign changed', () => {
    fc.assert(
      fc.property(any, any, (then, now) => {
        const there = salesChange(then, now).exact;
        const back = salesChange(now, then).exact;
        expect(back.byCount.numerator).toBe(-there.byCount.numerator);
        if (then.customers === 0n || now.customers === 0n) {
          expect(there.byLtv.numerator).toBe(0n);
          return;
        }
        const meanLtv =
          (Number(then.sales) / Number(then.customers) +
            Number(now.sales) / Number(now.customers)) /
          2;
        const expected = Number(now.customers - then.customers) * meanLtv;
        const actual = Number(there.byCount.numerator) / Number(there.byCount.denominator);
        expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
      }),
    );
  });
});
