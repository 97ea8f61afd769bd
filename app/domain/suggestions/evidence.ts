import { intervalsOf, type CountedOrder } from '../history.ts';
import { Histogram } from '../reports/histogram.ts';
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
  const intervals = new Histogram();
  const totals: OrderTotals = { sum: 0n, orders: 0n };
  return {
    add: (orders) => {
      totals.orders += BigInt(orders.length);
      for (const { value } of orders) totals.sum += BigInt(value);
      for (const days of intervalsOf(orders)) intervals.add(days);
    },
    result: () => {
      const { median, count } = intervals.quartiles();
      return { cycleDays: median, intervals: count, totals: { ...totals } };
    },
  };
}
