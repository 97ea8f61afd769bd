import { sum } from 'd3-array';
import type { CountedOrder } from '../history.ts';
import type { OrderTotals } from '../settings.ts';

/** What a shop's own orders say of thresholds. */
export interface PurchaseEvidence {
  /** 平均購入サイクル C: the median of the days between two order days of a customer; null without any. */
  cycleDays: number | null;
  /** How many such intervals there are. */
  intervals: number;
  totals: OrderTotals;
}

/** Collects one customer after another. */
export interface EvidenceTally {
  /** @param orders the counted orders of one customer, in any order. */
  add: (orders: readonly Pick<CountedOrder, 'day' | 'value'>[]) => void;
  result: () => PurchaseEvidence;
}

/**
 * Measures a shop's purchase cycle and order value. The median is exact: intervals are whole days,
 * so that memory grows with the longest of them, never with the customers.
 */
export function evidenceTally(): EvidenceTally {
  const intervals = new Map<number, number>();
  const totals: OrderTotals = { sum: 0n, orders: 0n };
  return {
    add: (orders) => {
      totals.orders += BigInt(orders.length);
      for (const { value } of orders) totals.sum += BigInt(value);
      for (const days of intervalsOf(orders)) intervals.set(days, (intervals.get(days) ?? 0) + 1);
    },
    result: () => ({
      cycleDays: medianOf(intervals),
      intervals: sum(intervals.values()),
      totals: { ...totals },
    }),
  };
}

function intervalsOf(orders: readonly Pick<CountedOrder, 'day'>[]): number[] {
  const days = [...new Set(orders.map(({ day }) => day))].sort((a, b) => a - b);
  return days.slice(1).map((day, index) => day - (days[index] ?? day));
}

function medianOf(histogram: ReadonlyMap<number, number>): number | null {
  const count = sum(histogram.values());
  if (count === 0) return null;
  const lower = valueAt(histogram, Math.floor((count - 1) / 2));
  const upper = valueAt(histogram, Math.floor(count / 2));
  return (lower + upper) / 2;
}

/** The value at a place among all values in ascending order, 0 for the first. */
function valueAt(histogram: ReadonlyMap<number, number>, place: number): number {
  const ascending = [...histogram].sort(([a], [b]) => a - b);
  let passed = 0;
  for (const [value, count] of ascending) {
    passed += count;
    if (place < passed) return value;
  }
  throw new RangeError(`there is no place ${place} among ${passed} values`);
}
