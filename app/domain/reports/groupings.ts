import type { CountedOrder, History, OrderLine } from '../history.ts';
import { soldLines } from './order-products.ts';

/** The first counted order; undefined without one. Of several on one day the one listed first. */
function firstOrderOf({ orders }: History): CountedOrder | undefined {
  return orders.reduce<CountedOrder | undefined>(
    (first, order) => (first === undefined || order.day < first.day ? order : first),
    undefined,
  );
}

/** 初回商品: the product that makes the most sales in the first order; null when unknown or all came back. */
export function firstProductOf(history: History): string | null {
  const first = firstOrderOf(history);
  const dearest = (first ? soldLines(first) : []).reduce<OrderLine | undefined>(
    (best, line) => (best === undefined || line.sales > best.sales ? line : best),
    undefined,
  );
  return dearest?.product ?? null;
}

/** Where the first order was sold; null when unknown. */
export function firstChannelOf(history: History): string | null {
  return firstOrderOf(history)?.channel ?? null;
}

/** Where the visit came from that led to the first order; null when unknown. */
export function firstSourceOf(history: History): string | null {
  return firstOrderOf(history)?.source ?? null;
}
