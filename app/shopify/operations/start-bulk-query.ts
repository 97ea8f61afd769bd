import { z } from 'zod';
import type { Operation } from '../operation.ts';

const Result = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
  }),
});

/** Asks Shopify to run a bulk query in the background. */
export function startBulkQuery(query: string): Operation<z.infer<typeof Result>> {
  return {
    name: 'start bulk query',
    document: `mutation StartBulkQuery($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: false) {
    bulkOperation { id }
    userErrors { code message }
  }
}`,
    variables: { query },
    cost: 10,
    result: Result,
  };
}
