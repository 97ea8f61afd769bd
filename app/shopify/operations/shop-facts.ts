import { z } from 'zod';
import type { Operation } from '../operation.ts';

const Result = z.object({
  shop: z.object({
    name: z.string(),
    ianaTimezone: z.string(),
    currencyCode: z.string().length(3),
  }),
});

/** The shop's name, calendar and money. */
export function shopFacts(): Operation<z.infer<typeof Result>> {
  return {
    name: 'shop facts',
    document: `query ShopFacts { shop { name ianaTimezone currencyCode } }`,
    variables: {},
    cost: 1,
    result: Result,
  };
}
