import { z } from 'zod';
import type { Operation } from '../operation.ts';
import { ORDER_FIELDS, OrderNode } from '../order-fields.ts';

const PAGE = 50;
/** The node, its customer, and three sums of two objects each. */
const COST_AN_ORDER = 8;
const COST_OF_LIST = 2;

const Result = z.object({
  orders: z.object({
    nodes: z.array(OrderNode),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/**
 * A page of the orders that changed since an instant, oldest change first.
 *
 * @param cursor where the page before ended; null for the first.
 */
export function ordersUpdated(
  since: Date,
  cursor: string | null,
): Operation<z.infer<typeof Result>> {
  return {
    name: 'orders updated',
    document: `query OrdersUpdated($query: String!, $after: String) {
  orders(first: ${PAGE}, after: $after, sortKey: UPDATED_AT, query: $query) {
    nodes { ${ORDER_FIELDS} }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: { query: `updated_at:>='${since.toISOString()}'`, after: cursor },
    cost: COST_OF_LIST + PAGE * COST_AN_ORDER,
    result: Result,
  };
}
