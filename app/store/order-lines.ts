import type { OrderId } from '../domain/ids.ts';
import type { OrderFacts, OrderLineFacts } from '../domain/order.ts';
import { columnText, numbersText } from './arrays.ts';
import type { Shop, Sql } from './database.ts';
import { ADD_LINES, DROP_LINES, PUT_LINES } from './orders-sql.ts';

/** A line and whose it is. */
export interface LineOfOrder extends OrderLineFacts {
  orderId: OrderId;
}

type WithLines = Pick<OrderFacts, 'id' | 'lines'>;

/** Stores the lines of orders that were added, and of those whose lines may have become others. */
export async function saveLines(
  shop: Shop,
  sql: Sql,
  { added, replaced }: { added: readonly WithLines[]; replaced: readonly WithLines[] },
): Promise<void> {
  const fresh = linesOf(added);
  if (fresh.length > 0) await sql.query(ADD_LINES, [shop.id, ...lineColumns(fresh)]);
  if (replaced.length === 0) return;
  const told = linesOf(replaced);
  const columns = lineColumns(told);
  const ids = numbersText(replaced.map(({ id }) => id));
  await sql.query(DROP_LINES, [shop.id, ids, columns[0], columns[1]]);
  await sql.query(ADD_LINES + PUT_LINES, [shop.id, ...columns]);
}

function linesOf(orders: readonly WithLines[]): LineOfOrder[] {
  return orders.flatMap(({ id, lines }) => lines.map((line) => ({ ...line, orderId: id })));
}

/** The columns of lines, each as one array; in the order of `LINE_COLUMNS`. */
export function lineColumns(lines: readonly LineOfOrder[]): string[] {
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
    column(({ plan }) => plan),
  ];
}
