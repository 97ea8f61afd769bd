import { z } from 'zod';
import { RFM_GROUP_FIELD } from '../customer-rfm.ts';
import type { Operation } from '../operation.ts';

const Result = z.object({ customers: z.object({ nodes: z.array(z.unknown()) }) });

/**
 * Asks for Shopify's own RFM group of one customer. A bulk query with a field that is refused fails
 * whole: whether this one is, is asked apart.
 */
export function rfmGroupProbe(): Operation<z.infer<typeof Result>> {
  return {
    name: 'rfm groups',
    document: `query RfmGroups {
  customers(first: 1) { nodes { id ${RFM_GROUP_FIELD} } }
}`,
    variables: {},
    cost: 3,
    result: Result,
  };
}
