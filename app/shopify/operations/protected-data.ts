import { z } from 'zod';
import type { Operation } from '../operation.ts';

const Customers = z
  .object({ nodes: z.array(z.unknown()) })
  .or(z.object({ refused: z.literal(true) }));
const Result = z.object({ level1: Customers, level2: Customers });

/**
 * Shopify names nowhere which protected customer data it has approved the app for: asking for it
 * is the only way to know.
 */
export function protectedDataProbe(): Operation<z.infer<typeof Result>> {
  return {
    name: 'protected data',
    document: `query ProtectedData {
  level1: customers(first: 1) { nodes { id } }
  level2: customers(first: 1) { nodes { id firstName defaultEmailAddress { emailAddress } } }
}`,
    variables: {},
    cost: 3,
    result: Result,
    refused: () => ({ refused: true as const }),
  };
}

/** 0, 1 or 2, by which questions were answered. */
export function levelOf({ level1, level2 }: z.infer<typeof Result>): number {
  if ('refused' in level1) return 0;
  return 'refused' in level2 ? 1 : 2;
}
