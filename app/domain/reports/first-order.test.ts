import { describe, expect, it } from 'vitest';
import { dayOf } from '../day.ts';
import { firstOrderOf, sourceOf } from './first-order.ts';

const DAY = dayOf('2026-06-01');
const NEXT = dayOf('2026-06-02');
const order = (day: typeof DAY, source: string | null) => ({ day, value: 1, source });

describe('the first order', () => {
  it.each([
    ['none', [], undefined],
    ['none yet', [order(NEXT, 'line')], undefined],
    ['the earlier one', [order(DAY, null), order(dayOf('2026-05-31'), 'a8')], 'a8'],
    ['of one day the one with a source', [order(DAY, null), order(DAY, 'line')], 'line'],
    ['of two sources the first by name', [order(DAY, 'line'), order(DAY, 'google')], 'google'],
    ['an empty source is none', [order(DAY, '')], null],
  ])('is %s, however they are told', (_, orders, source) => {
    for (const told of [orders, orders.toReversed()]) {
      const first = firstOrderOf({ orders: told }, DAY);
      expect(first ? sourceOf(first) : undefined).toBe(source);
    }
  });
});
