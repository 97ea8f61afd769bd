import type { CountedOrder, OrderLine } from '../history.ts';

export const ABC_MEASURES = ['sales', 'profit', 'units', 'orders'] as const;
/** 販売総売上, 粗利総額, 販売商品数 and 購入回数 (seed 003). */
export type AbcMeasure = (typeof ABC_MEASURES)[number];

/** What ABC can be made of, for a customer or a product; money in minor units. */
export interface AbcValues extends Record<AbcMeasure, number> {
  /** A cost is missing somewhere: `profit` is of the lines whose cost is known, and less than true. */
  costMissing: boolean;
}

/** The values of a customer. Without lines an order has no units, and its profit is unknown. */
export function customerAbcValues(orders: readonly CountedOrder[]): AbcValues {
  const ofLines = orders.map(({ lines }) => linesValues(lines ?? []));
  return {
    sales: sumOf(orders, ({ value }) => value),
    profit: sumOf(ofLines, ({ profit }) => profit),
    units: sumOf(ofLines, ({ units }) => units),
    orders: orders.length,
    costMissing:
      ofLines.some(({ costMissing }) => costMissing) ||
      orders.some(({ lines }) => (lines ?? []).length === 0),
  };
}

/** The values of the lines of one product; `orders` counts the lines, one for each order. */
export function productAbcValues(lines: readonly OrderLine[]): AbcValues {
  return {
    ...linesValues(lines),
    sales: sumOf(lines, ({ sales }) => sales),
    orders: lines.length,
  };
}

/** Whether a value says less than it seems: profit, where a cost is missing. */
export function isFlagged(values: AbcValues, measure: AbcMeasure): boolean {
  return measure === 'profit' && values.costMissing;
}

/** Highest first, by any measure. */
export function compareBy(measure: AbcMeasure): (a: AbcValues, b: AbcValues) => number {
  return (a, b) => b[measure] - a[measure];
}

function linesValues(lines: readonly OrderLine[]) {
  return {
    profit: sumOf(lines, ({ sales, cost }) => (cost === null ? 0 : sales - cost)),
    units: sumOf(lines, ({ quantity }) => quantity),
    costMissing: lines.some(({ cost }) => cost === null),
  };
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}
