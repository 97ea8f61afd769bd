import { z } from 'zod';
import type { CustomerId } from '../../domain/ids.ts';
import { CUSTOMER_COST, CUSTOMER_FIELDS, CustomerNode } from '../customer-fields.ts';
import { customerGid } from '../gid.ts';
import type { Operation } from '../operation.ts';

/** How many customers one call asks for. */
export const CUSTOMERS_A_CALL = 200;

const Result = z.object({ nodes: z.array(CustomerNode.nullable()) });

/** Customers as they are now, in the order asked for; null for one that is gone. */
export function customersById(ids: readonly CustomerId[]): Operation<z.infer<typeof Result>> {
  return {
    name: 'customers by id',
    document: `query CustomersById($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Customer { ${CUSTOMER_FIELDS} } }
}`,
    variables: { ids: ids.map(customerGid) },
    cost: ids.length * CUSTOMER_COST,
    result: Result,
  };
}
