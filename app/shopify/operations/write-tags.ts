import { z } from 'zod';
import type { CustomerId } from '../../domain/ids.ts';
import type { TagPlan } from '../../domain/tags.ts';
import { customerGid } from '../gid.ts';
import type { Operation } from '../operation.ts';

const COST = 10;
/** One document may ask for 1,000 points on any plan; each mutation asks for 10. */
const MAX_MUTATIONS = 99;

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

/** Cuts writes into runs that each fit one document, order kept. */
export function packTagWrites<Write extends TagPlan>(writes: readonly Write[]): Write[][] {
  const packs: Write[][] = [];
  let room = 0;
  for (const write of writes) {
    const needed = mutationsOf(write);
    const pack = packs.at(-1);
    if (pack && needed <= room) {
      pack.push(write);
      room -= needed;
    } else {
      packs.push([write]);
      room = MAX_MUTATIONS - needed;
    }
  }
  return packs;
}

/** Adds and removes tags of several customers in one document of aliased mutations. */
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
  };
}

/** Why Shopify refused the write at that place in the document, or null when it was done. */
export function refusalOf(result: Result, index: number): string | null {
  const payloads = [result[`remove${index}`], result[`add${index}`]];
  const errors = payloads.flatMap((payload) => payload?.userErrors ?? []);
  return errors.length === 0 ? null : errors.map((error) => error.message).join('; ');
}

function mutationsOf({ add, remove }: TagPlan): number {
  return Number(add.length > 0) + Number(remove.length > 0);
}
