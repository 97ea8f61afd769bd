import { z } from 'zod';
import type { OrderId } from '../../domain/ids.ts';
import { orderGid } from '../gid.ts';
import type { Operation } from '../operation.ts';
import { ORDER_FIELDS, OrderNode } from '../order-fields.ts';

/** How many orders one call asks for. */
export const ORDERS_A_CALL = 50;
/** The node, its customer, and three sums of two objects each. */
const COST_AN_ORDER = 8;

const Result = z.record(z.string(), OrderNode.nullable());

/** Orders as they are now; null for one that is gone or not ours to see. */
export function ordersById(ids: readonly OrderId[]): Operation<z.infer<typeof Result>> {
  const parameters = ids.map((_, index) => `$id${index}: ID!`).join(', ');
  const fields = ids.map((_, index) => `order${index}: order(id: $id${index}) { ${ORDER_FIELDS} }`);
  return {
    name: 'orders by id',
    document: `query OrdersById(${parameters}) {\n  ${fields.join('\n  ')}\n}`,
    variables: Object.fromEntries(ids.map((id, index) => [`id${index}`, orderGid(id)])),
    cost: ids.length * COST_AN_ORDER,
    result: Result,
  };
}
