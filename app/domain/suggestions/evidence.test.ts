import { median } from 'd3-array';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory } from '#tests/factories/history.ts';
import type { Day } from '../day.ts';
import { factsAt } from '../history.ts';
import { evidenceTally } from './evidence.ts';

function measured(...customers: number[][]) {
  const tally = evidenceTally();
  for (const days of customers) tally.add(days.map((day) => ({ day: day as Day, value: 100 })));
  return tally.result();
}

describe('purchase cycle', () => {
  it.each([
    ['nobody', [], null, 0],
    ['one-time buyers only', [[5], [9]], null, 0],
    ['two orders on one day', [[5, 5]], null, 0],
    ['one interval', [[5, 35]], 30, 1],
    ['whatever the order they are told in', [[35, 5, 36]], 15.5, 2],
    ['two orders on one of the days', [[5, 5, 35, 35]], 30, 1],
    ['over all customers alike', [[0, 10, 20, 30], [0, 90], [7]], 10, 4],
    ['an odd number of intervals', [[0, 1, 6, 106]], 5, 3],
    [
      'half a day between two middle ones',
      [
        [0, 3, 10],
        [0, 4],
        [0, 200],
      ],
      5.5,
      4,
    ],
  ])('%s', (_, customers, cycleDays, intervals) => {
    expect(measured(...customers)).toMatchObject({ cycleDays, intervals });
  });

  it('is the median of all intervals that the models see', () => {
    fc.assert(
      fc.property(fc.array(anyHistory, { maxLength: 8 }), (histories) => {
        const tally = evidenceTally();
        for (const { orders } of histories) tally.add(orders);
        const facts = histories.map((history) => factsAt(history, 30_000 as Day));
        const intervals = facts.flatMap((each) => each?.intervals ?? []);
        expect(tally.result()).toMatchObject({
          cycleDays: median(intervals) ?? null,
          intervals: intervals.length,
        });
      }),
    );
  });
});

describe('order value', () => {
  it('is kept exactly beyond 2^53', () => {
    const tally = evidenceTally();
    const value = Number.MAX_SAFE_INTEGER;
    for (let customer = 0; customer < 3; customer++) tally.add([{ day: 1 as Day, value }]);
    expect(tally.result().totals).toEqual({ sum: 3n * BigInt(value), orders: 3n });
  });

  it('of what was added so far stays as it was said', () => {
    const tally = evidenceTally();
    const before = tally.result();
    tally.add([{ day: 1 as Day, value: 100 }]);
    expect(before.totals).toEqual({ sum: 0n, orders: 0n });
    expect(tally.result().totals).toEqual({ sum: 100n, orders: 1n });
  });
});
