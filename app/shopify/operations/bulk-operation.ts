import { z } from 'zod';
import type { Operation } from '../operation.ts';

const Result = z.object({
  bulkOperation: z
    .object({
      status: z.enum([
        'CREATED',
        'RUNNING',
        'COMPLETED',
        'FAILED',
        'CANCELING',
        'CANCELED',
        'EXPIRED',
      ]),
      errorCode: z.string().nullable(),
      objectCount: z.coerce.number(),
      url: z.string().nullable(),
    })
    .nullable(),
});

/** How far a bulk operation is and, when it is complete, where its result lies. */
export function bulkOperation(id: string): Operation<z.infer<typeof Result>> {
  return {
    name: 'bulk operation',
    document: `query BulkOperation($id: ID!) {
  bulkOperation(id: $id) { status errorCode objectCount url }
}`,
    variables: { id },
    cost: 1,
    result: Result,
  };
}
