import type { OrderId } from '../domain/ids.ts';
import type { MoneyReader } from '../domain/money.ts';
import type { OrderFacts } from '../domain/order.ts';
import type { AdminClient } from './admin-client.ts';
import {
  moreLines,
  ORDERS_A_CALL,
  ordersById,
  type OrderWithLines,
} from './operations/orders-by-id.ts';
import { lineFactsOf, orderFactsOf, placesOf, type PlaceName } from './order-fields.ts';
import type { Scopes } from './scopes.ts';

/** Orders as Shopify has them now. */
export interface AskedOrders {
  orders: OrderFacts[];
  /** Those it does not have, or does not show. */
  missing: OrderId[];
  places: PlaceName[];
}

/** Asks for orders with all their lines, a call's worth at a time. */
export async function* askOrders(
  admin: AdminClient,
  ids: readonly OrderId[],
  scopes: Scopes,
  read: MoneyReader,
): AsyncGenerator<AskedOrders> {
  for (let start = 0; start < ids.length; start += ORDERS_A_CALL) {
    const asked = ids.slice(start, start + ORDERS_A_CALL);
    const answer = await admin.run(ordersById(asked, scopes));
    const found: AskedOrders = { orders: [], missing: [], places: [] };
    for (const [index, id] of asked.entries()) {
      const order = answer[`order${index}`];
      if (!order) {
        found.missing.push(id);
        continue;
      }
      const lines = await allLines(admin, id, order, scopes);
      found.orders.push(
        orderFactsOf(
          order,
          lines.map((line) => lineFactsOf(line, read)),
          read,
        ),
      );
      found.places.push(...placesOf(order));
    }
    yield found;
  }
}

async function allLines(
  admin: AdminClient,
  id: OrderId,
  order: OrderWithLines,
  scopes: Scopes,
): Promise<OrderWithLines['lineItems']['nodes']> {
  const lines = [...order.lineItems.nodes];
  let { hasNextPage, endCursor } = order.lineItems.pageInfo;
  while (hasNextPage) {
    const next = await admin.run(moreLines(id, endCursor, scopes));
    if (!next.order) break;
    lines.push(...next.order.lineItems.nodes);
    ({ hasNextPage, endCursor } = next.order.lineItems.pageInfo);
  }
  return lines;
}
