import { z } from 'zod';
import type { CustomerId } from '../../domain/ids.ts';
import type { TagPlan } from '../../domain/tags.ts';
import { customerGid } from '../gid.ts';
import type { Operation } from '../operation.ts';

const COST = 10;
/** One document may ask for 1,000 points on any plan, a mutation asks for 10, a customer needs up to two. */
export const CUSTOMERS_A_CALL = 49;

/** The tags of one customer that are to change. */
export interface TagWrite extends TagPlan {
  customerId: CustomerId;
}

const Payload = z
  .object({
    node: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ message: z.string() })),
  })
  .nullable();
const Result = z.record(z.string(), Payload);
type Result = z.infer<typeof Result>;

/** Adds and removes tags of up to `CUSTOMERS_A_CALL` customers in one document of aliased mutations. */
export function writeTags(writes: readonly TagWrite[]): Operation<Result> {
  const variables: Record<string, unknown> = {};
  const parameters: string[] = [];
  const fields: string[] = [];
  writes.forEach(({ customerId, add, remove }, index) => {
    variables[`id${index}`] = customerGid(customerId);
    parameters.push(`$id${index}: ID!`);
    for (const [verb, tags] of [
      ['remove', remove],
      ['add', add],
    ] as const) {
      if (tags.length === 0) continue;
      variables[`${verb}${index}`] = tags;
      parameters.push(`$${verb}${index}: [String!]!`);
      fields.push(
        `${verb}${index}: ${verb === 'add' ? 'tagsAdd' : 'tagsRemove'}(id: $id${index}, tags: $${verb}${index}) { node { id } userErrors { message } }`,
      );
    }
  });
  return {
    name: 'write tags',
    document: `mutation WriteTags(${parameters.join(', ')}) {\n  ${fields.join('\n  ')}\n}`,
    variables,
    cost: fields.length * COST,
    result: Result,
    refused: (message) => ({ node: null, userErrors: [{ message }] }),
  };
}

/** Why a customer's tags were not written, or null when Shopify has done all that was asked. */
export function refusalOf(result: Result, { add, remove }: TagPlan, index: number): string | null {
  const asked = [...(remove.length > 0 ? ['remove'] : []), ...(add.length > 0 ? ['add'] : [])];
  const payloads = asked.map((verb) => result[`${verb}${index}`]);
  const errors = payloads.flatMap((payload) => payload?.userErrors ?? []);
  if (errors.length > 0) return errors.map((error) => error.message).join('; ');
  return payloads.every((payload) => payload?.node) ? null : 'Shopify did not say that it was done';
}
