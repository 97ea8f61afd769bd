import { describe, expect, it } from 'vitest';
import { COUNT_ALL, type Counting } from './counting.ts';
import type { Minor } from './money.ts';
import { counts, valueOf, type Countable } from './order.ts';

const minor = (value: number) => value as Minor;
const plain: Countable = {
  sourceName: 'web',
  tags: ['Gift'],
  business: false,
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
  const given = (order: Partial<Countable>, counting: Partial<Counting> = {}) =>
    counts({ ...plain, ...order }, { ...COUNT_ALL, ...counting });

  it('when it is neither cancelled nor a test and worth something', () => {
    expect(given({})).toBe(true);
    expect(given({ cancelledAt: 1 })).toBe(false);
    expect(given({ test: true })).toBe(false);
    expect(given({ refunded: minor(10_000) })).toBe(false);
    expect(given({ refunded: minor(9_999) })).toBe(true);
  });

  it('unless the merchant leaves out its channel, its tag or companies', () => {
    expect(given({}, { leaveOutChannels: ['pos'] })).toBe(true);
    expect(given({}, { leaveOutChannels: ['web'] })).toBe(false);
    expect(given({ sourceName: null }, { leaveOutChannels: [''] })).toBe(false);
    expect(given({}, { leaveOutOrderTags: ['gift'] })).toBe(false);
    expect(given({}, { leaveOutOrderTags: ['gif'] })).toBe(true);
    expect(given({ business: true })).toBe(true);
    expect(given({ business: true }, { leaveOutBusiness: true })).toBe(false);
  });

  it('when it was free from the beginning, only if free orders are to count', () => {
    const free = { total: minor(0), currentTotal: minor(0) };
    expect(given(free)).toBe(false);
    expect(given(free, { countFreeOrders: true })).toBe(true);
    expect(given({ refunded: minor(10_000) }, { countFreeOrders: true })).toBe(false);
    expect(given({ ...free, cancelledAt: 1 }, { countFreeOrders: true })).toBe(false);
  });
});
