import { median } from 'd3-array';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBuyer, AS_OF, buyer } from '#tests/factories/buyers.ts';
import { grouped } from './grouped.ts';
import { daysToSecond, type Buyer } from './order-days.ts';
import { secondPurchase, type SecondPurchase } from './second-purchase.ts';
import { tally } from './tally.ts';

/** A customer of so long ago who came again after so many days. */
function cameAfter(days: number): Buyer {
  return buyer(200, 200 - days);
}

function timing(rows: readonly Buyer[], withinDays = 28) {
  return tally(secondPurchase(withinDays, AS_OF), rows);
}

describe('2回目購買のタイミング (seed 000)', () => {
  it('finds the peak one week after the first order, and proposes the day before it', () => {
    const rows = [6, 7, 7, 13, 14, 28, 29].map(cameAfter);
    expect(timing([...rows, buyer(28), buyer(27, 20), buyer()])).toEqual({
      within: { numerator: 6, denominator: 8, value: 0.75 },
      days: [
        { day: 6, customers: 1 },
        { day: 7, customers: 2 },
        { day: 13, customers: 1 },
        { day: 14, customers: 1 },
        { day: 28, customers: 1 },
      ],
      weeks: [
        { week: 0, customers: 1 },
        { week: 1, customers: 3 },
        { week: 2, customers: 1 },
        { week: 3, customers: 0 },
        { week: 4, customers: 1 },
      ],
      medianDays: 10,
      peakWeek: 1,
      actOnDay: 6,
    });
  });

  it.each([
    ['in the first week: at once', [3, 3, 20], 0, 0],
    ['of equal weeks the earliest', [20, 15, 8, 9], 1, 6],
    ['in week 2', [15, 20, 8], 2, 13],
  ])('peak %s', (_, gaps, peakWeek, actOnDay) => {
    expect(timing(gaps.map(cameAfter))).toMatchObject({ peakWeek, actOnDay });
  });

  it.each([
    [[5], 5],
    [[5, 8], 6.5],
    [[5, 8, 8], 8],
    [[1, 1, 2, 9], 1.5],
  ])('median of %j is %d', (gaps, days) => {
    expect(timing(gaps.map(cameAfter)).medianDays).toBe(days);
  });

  it('has neither median nor peak when nobody came', () => {
    expect(timing([buyer(100), buyer(100, 100)])).toMatchObject({
      within: { numerator: 0, denominator: 2, value: 0 },
      medianDays: null,
      peakWeek: null,
      actOnDay: null,
    });
    expect(timing([buyer(3, 1)]).within.value).toBeNull();
  });

  it('is told per group', () => {
    const rows = [
      { group: 'excellent', ...cameAfter(7) },
      { group: 'general', ...cameAfter(21) },
    ];
    const groups = tally(
      grouped<Buyer & { group: string }, SecondPurchase>(() => secondPurchase(28, AS_OF)),
      rows,
    );
    expect(groups.get('excellent')?.peakWeek).toBe(1);
    expect(groups.get('general')?.peakWeek).toBe(3);
  });

  it('agrees with sorting all of them', () => {
    fc.assert(
      fc.property(fc.array(anyBuyer), fc.integer({ min: 1, max: 400 }), (rows, withinDays) => {
        const result = timing(rows, withinDays);
        const ripe = rows.filter(({ orderDays: [first] }) => first! <= AS_OF - withinDays);
        const gaps = ripe
          .map(({ orderDays }) => daysToSecond(orderDays))
          .filter((gap) => gap !== null && gap <= withinDays);
        expect(result.within).toMatchObject({ numerator: gaps.length, denominator: ripe.length });
        expect(result.medianDays).toBe(median(gaps) ?? null);
        const sum = (bins: { customers: number }[]) =>
          bins.reduce((total, { customers }) => total + customers, 0);
        expect(sum(result.days)).toBe(gaps.length);
        expect(sum(result.weeks)).toBe(gaps.length);
      }),
    );
  });
});
