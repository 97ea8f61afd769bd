import type { MoneyReader } from '../domain/money.ts';
import type { OrderFacts } from '../domain/order.ts';
import { ORDER_FIELDS, orderFactsOf, OrderNode } from './order-fields.ts';

/** Every order of the shop, as a bulk query. */
export const BULK_ORDERS_QUERY = `{ orders { edges { node { ${ORDER_FIELDS} } } } }`;

/**
 * One line of the bulk query's result as facts of an order.
 *
 * @throws ZodError or SyntaxError for a line of another shape, RangeError for an impossible amount.
 */
export function readOrderLine(line: string, read: MoneyReader): OrderFacts {
  return orderFactsOf(OrderNode.parse(JSON.parse(line)), read);
}
