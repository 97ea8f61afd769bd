import type { CountedOrder, History } from '../history.ts';

/** The first counted order; undefined without one. Of several on one day the one listed first. */
function firstOrderOf({ orders }: History): CountedOrder | undefined {
  return orders.reduce<CountedOrder | undefined>(
    (first, order) => (first === undefined || order.day < first.day ? order : first),
    undefined,
  );
}

/** 初回商品: the product that makes the most sales in the first order; null when unknown. */
export function firstProductOf(history: History): string | null {
  const lines = firstOrderOf(history)?.lines ?? [];
  const dearest = lines.reduce<(typeof lines)[number] | undefined>(
    (best, line) => (best === undefined || line.sales > best.sales ? line : best),
    undefined,
  );
  return dearest?.product ?? null;
}

/** Where the first order was sold; null when unknown. */
export function firstChannelOf(history: History): string | null {
  return firstOrderOf(history)?.channel ?? null;
}
