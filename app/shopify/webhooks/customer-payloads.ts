import { parse } from 'lossless-json';
import { z } from 'zod';
import type { CustomerFacts } from '../../domain/customer-facts.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { customerIdOf } from '../gid.ts';

/** What a delivery about a customer says. */
export type CustomerNews =
  { kind: 'facts'; facts: CustomerFacts } | { kind: 'deleted'; id: CustomerId };

/** One of two customers goes, the other one is kept; null: the merge did not come to pass. */
export type MergeNews = { kept: CustomerId; deleted: CustomerId } | null;

/** Tags that came to or went from a customer. */
export interface TagNews {
  id: CustomerId;
  added: string[];
  removed: string[];
  /** Epoch milliseconds. */
  at: number;
}

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const Customer = z.object({
  admin_graphql_api_id: z.string(),
  created_at: instant,
  updated_at: instant,
  state: z.string(),
  default_address: z
    .object({ country_code: z.string().nullish(), province_code: z.string().nullish() })
    .nullish(),
});
const Deleted = z.object({
  id: z
    .string()
    .regex(/^\d+$/)
    .transform((digits) => BigInt(digits)),
});
const Merge = z.object({
  admin_graphql_api_customer_kept_id: z.string(),
  admin_graphql_api_customer_deleted_id: z.string(),
  status: z.string(),
});
const Tags = z.object({ customerId: z.string(), tags: z.array(z.string()), occurredAt: instant });

/**
 * Reads the body of customers/create, update or delete. Tags and consent do not stand in it.
 *
 * @throws ZodError, SyntaxError or RangeError for a body of another shape.
 */
export function customerNewsOf(topic: string, body: string): CustomerNews {
  const value = parse(body, undefined, String);
  if (topic === 'customers/delete') {
    return { kind: 'deleted', id: Deleted.parse(value).id as CustomerId };
  }
  const customer = Customer.parse(value);
  return {
    kind: 'facts',
    facts: {
      id: customerIdOf(customer.admin_graphql_api_id),
      createdAt: customer.created_at,
      updatedAt: customer.updated_at,
      country: customer.default_address?.country_code ?? null,
      region: customer.default_address?.province_code ?? null,
      account: customer.state.toLowerCase(),
      more: null,
    },
  };
}

/** Reads the body of customers/merge. @throws ZodError, SyntaxError or RangeError for another shape. */
export function mergeNewsOf(body: string): MergeNews {
  const merge = Merge.parse(parse(body, undefined, String));
  if (merge.status !== 'completed') return null;
  return {
    kept: customerIdOf(merge.admin_graphql_api_customer_kept_id),
    deleted: customerIdOf(merge.admin_graphql_api_customer_deleted_id),
  };
}

/** Reads the body of a tag topic. @throws ZodError, SyntaxError or RangeError for another shape. */
export function tagNewsOf(topic: string, body: string): TagNews {
  const { customerId, tags, occurredAt } = Tags.parse(parse(body, undefined, String));
  const came = topic === 'customer.tags_added';
  return {
    id: customerIdOf(customerId),
    added: came ? tags : [],
    removed: came ? [] : tags,
    at: occurredAt,
  };
}
