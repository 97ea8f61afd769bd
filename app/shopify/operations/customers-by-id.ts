import { z } from 'zod';
import type { CustomerId } from '../../domain/ids.ts';
import { CUSTOMER_COST, customerFields, CustomerNode } from '../customer-fields.ts';
import { customerGid } from '../gid.ts';
import type { Operation } from '../operation.ts';

/** How many customers one call asks for. */
export const CUSTOMERS_A_CALL = 200;

const Result = z.object({ nodes: z.array(CustomerNode.nullable()) });

/**
 * Customers as they are now, in the order asked for; null for one that is gone.
 *
 * @param protectedData 0, 1 or 2 of Shopify's protected customer data.
 */
export function customersById(
  ids: readonly CustomerId[],
  protectedData: number,
): Operation<z.infer<typeof Result>> {
  return {
    name: 'customers by id',
    document: `query CustomersById($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Customer { ${customerFields(protectedData)} } }
}`,
    variables: { ids: ids.map(customerGid) },
    cost: ids.length * CUSTOMER_COST,
    result: Result,
  };
}
