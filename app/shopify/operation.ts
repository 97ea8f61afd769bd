import type { z } from 'zod';

/** A GraphQL document together with what it costs and how its answer looks. */
export interface Operation<Result> {
  /** For logs. */
  name: string;
  document: string;
  variables: Record<string, unknown>;
  /** Points Shopify asks for before it runs the document. */
  cost: number;
  /** Shape of `data`. */
  result: z.ZodType<Result>;
}
