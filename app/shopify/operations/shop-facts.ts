import { z } from 'zod';
import type { Operation } from '../operation.ts';

const Result = z.object({
  shop: z.object({ ianaTimezone: z.string(), currencyCode: z.string().length(3) }),
});

/** The shop's calendar and money. */
export function shopFacts(): Operation<z.infer<typeof Result>> {
  return {
    name: 'shop facts',
    document: `query ShopFacts { shop { ianaTimezone currencyCode } }`,
    variables: {},
    cost: 1,
    result: Result,
  };
}
