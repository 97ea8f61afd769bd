import { describe, expect, it } from 'vitest';
import type { OrderId } from './ids.ts';
import type { Minor } from './money.ts';
import { counts, valueOf, type OrderFacts } from './order.ts';

const minor = (value: number) => value as Minor;
const plain: OrderFacts = {
  id: 1n as OrderId,
  customerId: null,
  processedAt: 0,
  updatedAt: 0,
  cancelledAt: null,
  test: false,
  total: minor(10_000),
  currentTotal: minor(10_000),
  refunded: minor(0),
};

describe('value of an order: min(currentTotalPrice, totalPrice − totalRefunded)', () => {
  it.each([
    ['untouched', 10_000, 10_000, 0, 10_000],
    ['items returned and refunded', 10_000, 6_000, 4_000, 6_000],
    ['goodwill refund, nothing returned', 10_000, 10_000, 1_000, 9_000],
    ['items removed, not yet refunded', 10_000, 7_000, 0, 7_000],
    ['edited upwards: what was ordered first', 10_000, 12_000, 0, 10_000],
    ['refunded more than it was worth', 10_000, 0, 11_000, -1_000],
  ])('%s', (_, total, currentTotal, refunded, value) => {
    expect(
      valueOf({
        total: minor(total),
        currentTotal: minor(currentTotal),
        refunded: minor(refunded),
      }),
    ).toBe(value);
  });
});

describe('an order counts', () => {
  it('when it is neither cancelled nor a test and worth something', () => {
    expect(counts(plain)).toBe(true);
    expect(counts({ ...plain, cancelledAt: 1 })).toBe(false);
    expect(counts({ ...plain, test: true })).toBe(false);
    expect(counts({ ...plain, refunded: minor(10_000) })).toBe(false);
    expect(counts({ ...plain, refunded: minor(9_999) })).toBe(true);
  });
});
