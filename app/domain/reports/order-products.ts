import type { CountedOrder } from '../history.ts';

/** The products of an order of which at least one unit was sold; none where its lines are unknown. */
export function productsOf(order: CountedOrder): Set<string> {
  return productsOfAll([order]);
}

/** The products of several orders together. */
export function productsOfAll(orders: readonly CountedOrder[]): Set<string> {
  const products = new Set<string>();
  for (const { lines } of orders) {
    for (const { product, quantity } of lines ?? []) if (quantity > 0) products.add(product);
  }
  return products;
}

/** Gross profit of an order, sales − cost of its lines, minor units; null where a cost or the lines are unknown. */
export function grossProfitOf({ lines }: CountedOrder): number | null {
  if (!lines) return null;
  let profit = 0;
  for (const { sales, cost } of lines) {
    if (cost === null) return null;
    profit += sales - cost;
  }
  return profit;
}
