import { z } from 'zod';
import type { Operation } from '../operation.ts';

/** States that an operation leaves by itself. */
const UNDER_WAY = ['CREATED', 'RUNNING', 'CANCELING'];

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
      partialDataUrl: z.string().nullable(),
    })
    .nullable(),
});

/** A bulk operation as Shopify describes it. */
export type BulkOperation = NonNullable<z.infer<typeof Result>['bulkOperation']>;

/** Whether an operation has not come to an end. */
export function isUnderWay({ status }: BulkOperation): boolean {
  return UNDER_WAY.includes(status);
}

/** How far a bulk operation is and, when it is complete, where its result lies. */
export function bulkOperation(id: string): Operation<z.infer<typeof Result>> {
  return {
    name: 'bulk operation',
    document: `query BulkOperation($id: ID!) {
  bulkOperation(id: $id) { status errorCode objectCount url partialDataUrl }
}`,
    variables: { id },
    cost: 1,
    result: Result,
  };
}
