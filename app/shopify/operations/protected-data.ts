import { z } from 'zod';
import type { Operation } from '../operation.ts';

const Refused = z.object({ refused: z.literal(true) });
const Email = z.object({ defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable() });
const Result = z.object({
  level1: z.object({ nodes: z.array(z.unknown()) }).or(Refused),
  level2: z.object({ nodes: z.array(Email) }).or(Refused),
});

/**
 * Shopify names nowhere which protected customer data it has approved the app for: asking for it
 * is the only way to know.
 */
export function protectedDataProbe(): Operation<z.infer<typeof Result>> {
  return {
    name: 'protected data',
    document: `query ProtectedData {
  level1: customers(first: 1) { nodes { id } }
  level2: customers(first: 10) { nodes { id firstName defaultEmailAddress { emailAddress } } }
}`,
    variables: {},
    cost: 21,
    result: Result,
    refused: () => ({ refused: true as const }),
  };
}

/**
 * 0, 1 or 2, by which questions were answered. Where none of the customers has an e-mail address,
 * nobody knows whether one would be shown: that is taken for level 1 until the next reading.
 */
export function levelOf({ level1, level2 }: z.infer<typeof Result>): number {
  if ('refused' in level1) return 0;
  const shown = 'nodes' in level2 && level2.nodes.some((node) => node.defaultEmailAddress !== null);
  return shown ? 2 : 1;
}
