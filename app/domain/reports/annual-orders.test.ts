import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBuyer, anyRange, AS_OF, buyer } from '#tests/factories/buyers.ts';
import { annualOrders } from './annual-orders.ts';
import { lastDays } from './day-range.ts';
import { ordersIn } from './order-days.ts';
import { tally } from './tally.ts';

const year = lastDays(365, AS_OF);

describe('annual order counts (seed 000)', () => {
  it('70 % of the buyers ordered once: the repeat rate is 30 %', () => {
    const rows = [
      ...Array.from({ length: 7 }, () => buyer(365, 364)),
      buyer(10, 10),
      buyer(30, 20, 10),
      buyer(40, 30, 20, 10),
      buyer(365),
      buyer(),
    ];
    expect(tally(annualOrders(year, 2), rows)).toEqual({
      buyers: 10,
      exactly: [
        { n: 1, share: { numerator: 7, denominator: 10, value: 0.7 } },
        { n: 2, share: { numerator: 1, denominator: 10, value: 0.1 } },
      ],
      more: { numerator: 2, denominator: 10, value: 0.2 },
      repeatRate: { numerator: 3, denominator: 10, value: 0.3 },
    });
  });

  it('has no rates in a year without buyers', () => {
    const { buyers, more, repeatRate } = tally(annualOrders(year, 2), [buyer(365)]);
    expect([buyers, more.value, repeatRate.value]).toEqual([0, null, null]);
  });

  it('puts every buyer of the year into one place', () => {
    fc.assert(
      fc.property(fc.array(anyBuyer), anyRange, (rows, range) => {
        const { buyers, exactly, more } = tally(annualOrders(range, 3), rows);
        const counts = rows.map(({ orderDays }) => ordersIn(range, orderDays));
        expect(buyers).toBe(counts.filter((count) => count > 0).length);
        expect([...exactly.map(({ share }) => share.numerator), more.numerator]).toEqual(
          [1, 2, 3]
            .map((n) => counts.filter((count) => count === n).length)
            .concat(counts.filter((count) => count > 3).length),
        );
      }),
    );
  });
});
