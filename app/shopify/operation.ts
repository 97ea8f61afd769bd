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
  /**
   * For documents of several independent fields: what stands in `data` for a field (by its alias)
   * that alone went wrong. Without it any error fails the whole document.
   */
  refused?: (message: string) => unknown;
}
