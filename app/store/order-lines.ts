import type { OrderId } from '../domain/ids.ts';
import type { OrderFacts, OrderLineFacts } from '../domain/order.ts';
import { columnText } from './arrays.ts';

/** A line and whose it is. */
export interface LineOfOrder extends OrderLineFacts {
  orderId: OrderId;
}

/** The columns of lines, each as one array; in the order of `LINE_COLUMNS`. */
export function lineColumns(orders: readonly Pick<OrderFacts, 'id' | 'lines'>[]): string[] {
  return columnsOfLines(
    orders.flatMap(({ id, lines }) => lines.map((line) => ({ ...line, orderId: id }))),
  );
}

/** As `lineColumns`, of lines that stand for themselves. */
export function columnsOfLines(lines: readonly LineOfOrder[]): string[] {
  const column = (of: (line: LineOfOrder) => string | number | bigint | null) =>
    columnText(lines.map(of));
  return [
    column(({ orderId }) => orderId),
    column(({ id }) => id),
    column(({ productId }) => productId),
    column(({ variantId }) => variantId),
    column(({ title }) => title),
    column(({ quantity }) => quantity),
    column(({ currentQuantity }) => currentQuantity),
    column(({ sales }) => sales),
  ];
}
