import { z } from 'zod';
import type { OrderId } from '../../domain/ids.ts';
import { orderGid } from '../gid.ts';
import type { Operation } from '../operation.ts';
import {
  LINE_COST,
  lineFields,
  LineNode,
  ORDER_COST,
  orderFields,
  OrderNode,
} from '../order-fields.ts';
import type { Scopes } from '../scopes.ts';

/** How many orders one call asks for, and how many lines of each at first. */
export const ORDERS_A_CALL = 6;
const FIRST_LINES = 20;
/** How many further lines of one order a call asks for. */
const MORE_LINES = 150;

const Lines = z.object({
  nodes: z.array(LineNode),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});
const OrderWithLines = OrderNode.extend({ lineItems: Lines });
export type OrderWithLines = z.infer<typeof OrderWithLines>;

const Orders = z.record(z.string(), OrderWithLines.nullable());

/** Orders as they are now, with their first lines; null for one that is gone or not ours to see. */
export function ordersById(
  ids: readonly OrderId[],
  scopes: Scopes,
): Operation<z.infer<typeof Orders>> {
  const parameters = ids.map((_, index) => `$id${index}: ID!`).join(', ');
  const fields = ids.map(
    (_, index) => `order${index}: order(id: $id${index}) {
    ${orderFields(scopes)}
    lineItems(first: ${FIRST_LINES}) {
      nodes { ${lineFields(scopes)} } pageInfo { hasNextPage endCursor }
    }
  }`,
  );
  return {
    name: 'orders by id',
    document: `query OrdersById(${parameters}) {\n  ${fields.join('\n  ')}\n}`,
    variables: Object.fromEntries(ids.map((id, index) => [`id${index}`, orderGid(id)])),
    cost: ids.length * (ORDER_COST + FIRST_LINES * LINE_COST),
    result: Orders,
  };
}

const More = z.object({ order: z.object({ lineItems: Lines }).nullable() });

/** The lines of a long order after those that were answered. */
export function moreLines(
  id: OrderId,
  after: string | null,
  scopes: Scopes,
): Operation<z.infer<typeof More>> {
  return {
    name: 'more lines',
    document: `query MoreLines($id: ID!, $after: String) {
  order(id: $id) {
    lineItems(first: ${MORE_LINES}, after: $after) {
      nodes { ${lineFields(scopes)} } pageInfo { hasNextPage endCursor }
    }
  }
}`,
    variables: { id: orderGid(id), after },
    cost: 1 + MORE_LINES * LINE_COST,
    result: More,
  };
}
