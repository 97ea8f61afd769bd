import type { Day } from '../day.ts';
import type { CountedOrder, History, OrderLine } from '../history.ts';
import { productsOf, soldLines } from './order-products.ts';

export const ABC_MEASURES = ['sales', 'profit', 'units', 'orders'] as const;
/** 販売総売上, 粗利総額, 販売商品数 and 購入回数 (seed 003). */
export type AbcMeasure = (typeof ABC_MEASURES)[number];

/** What ABC can be made of, for a customer or a product; money in minor units. */
export interface AbcValues extends Record<AbcMeasure, number> {
  /** A cost is missing somewhere: `profit` is of the lines whose cost is known, and less than true. */
  costMissing: boolean;
}

/**
 * The values of a customer up to a day (domain.md A4.6). What was given back outside any order lowers
 * sales and profit alike. Without lines an order has no units, and its profit is unknown.
 */
export function customerAbcValues(history: History, asOf: Day): AbcValues {
  const orders = history.orders.filter(({ day }) => day <= asOf);
  const returns = (history.returns ?? []).filter(({ day }) => day <= asOf);
  const givenBack = sumOf(returns, ({ value }) => value);
  const ofLines = orders.map((order) => linesValues(soldLines(order)));
  return {
    sales: sumOf(orders, ({ value }) => value) + givenBack,
    profit: sumOf(ofLines, ({ profit }) => profit) + givenBack,
    units: sumOf(ofLines, ({ units }) => units),
    orders: orders.length,
    costMissing:
      ofLines.some(({ costMissing }) => costMissing) ||
      orders.some(({ lines }) => (lines ?? []).length === 0),
  };
}

/** The values of one product in some orders: 購入回数 counts those that contain it, however many lines. */
export function productAbcValues(product: string, orders: readonly CountedOrder[]): AbcValues {
  const lines = orders.flatMap(soldLines).filter((line) => line.product === product);
  return {
    ...linesValues(lines),
    sales: sumOf(lines, ({ sales }) => sales),
    orders: orders.filter((order) => productsOf(order).has(product)).length,
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
