import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subscriptionRates, type Subscription } from './subscription-rates.ts';
import { tally } from './tally.ts';

const going = (orders: number): Subscription => ({ orders, cancelled: false });
const ended = (orders: number): Subscription => ({ orders, cancelled: true });

describe('subscription rates (domain.md A4.3)', () => {
  it('継続率 is 70 of 100 = 70 %', () => {
    const rows = Array.from({ length: 100 }, (_, index) => going(index < 70 ? 2 : 1));
    expect(tally(subscriptionRates(12), rows).continuation).toEqual({
      numerator: 70,
      denominator: 100,
      value: 0.7,
    });
  });

  it('averages deliveries of all and of the cancelled', () => {
    const rows = [going(10), going(1), ended(4), ended(1), ended(1), going(3)];
    const rates = tally(subscriptionRates(2), rows);
    expect(rates.averageOrders).toMatchObject({ numerator: 20, denominator: 6 });
    expect(rates.averageContinuation).toBe(20 / 6 / 10);
    expect(rates.averageOrdersAtEnd).toMatchObject({ numerator: 6, denominator: 3, value: 2 });
    expect(rates.averageCancellation).toBe(0.5);
    expect(rates.rungs).toEqual([
      {
        n: 1,
        reached: 6,
        toNext: { numerator: 3, denominator: 6, value: 0.5 },
        left: { numerator: 2, denominator: 6, value: 2 / 6 },
        decided: { numerator: 3, denominator: 5, value: 0.6 },
      },
      {
        n: 2,
        reached: 3,
        toNext: { numerator: 3, denominator: 3, value: 1 },
        left: { numerator: 0, denominator: 3, value: 0 },
        decided: { numerator: 3, denominator: 3, value: 1 },
      },
    ]);
  });

  it('has no rates of nothing', () => {
    expect(tally(subscriptionRates(1), [])).toMatchObject({
      continuation: { value: null },
      averageOrders: { value: null },
      averageContinuation: null,
      averageCancellation: null,
      rungs: [{ left: { value: null }, decided: { value: null } }],
    });
    expect(tally(subscriptionRates(1), [going(1)]).rungs[0]?.decided.value).toBeNull();
  });

  it('counts each contract on the rungs it reached, and each cancellation on its last', () => {
    const anyRows = fc.array(
      fc.record({ orders: fc.integer({ min: 1, max: 6 }), cancelled: fc.boolean() }),
    );
    fc.assert(
      fc.property(anyRows, (rows) => {
        for (const { n, reached, left, decided } of tally(subscriptionRates(4), rows).rungs) {
          const later = rows.filter(({ orders }) => orders > n).length;
          const leftHere = rows.filter(({ orders, cancelled }) => cancelled && orders === n).length;
          expect(reached).toBe(rows.filter(({ orders }) => orders >= n).length);
          expect(left.numerator).toBe(leftHere);
          expect([decided.numerator, decided.denominator]).toEqual([later, later + leftHere]);
        }
      }),
    );
  });
});
