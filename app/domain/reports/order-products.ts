import type { CountedOrder, OrderLine } from '../history.ts';

/** The lines of an order of which at least one unit was sold: not those that came back whole. */
export function soldLines({ lines = [] }: CountedOrder): OrderLine[] {
  return lines.filter(({ quantity }) => quantity > 0);
}

/** The products of an order of which at least one unit was sold; none where its lines are unknown. */
export function productsOf(order: CountedOrder): Set<string> {
  return productsOfAll([order]);
}

/** The products of several orders together. */
export function productsOfAll(orders: readonly CountedOrder[]): Set<string> {
  return new Set(orders.flatMap(soldLines).map(({ product }) => product));
}

/** Gross profit of an order, sales − cost of its lines, minor units; null where a cost or the lines are unknown. */
export function grossProfitOf({ lines = [] }: CountedOrder): number | null {
  if (lines.length === 0) return null;
  let profit = 0;
  for (const { sales, cost } of lines) {
    if (cost === null) return null;
    profit += sales - cost;
  }
  return profit;
}
