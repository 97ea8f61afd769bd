import { z } from 'zod';
import type { CustomerId } from '../../domain/ids.ts';
import { customerGid } from '../gid.ts';
import type { Operation } from '../operation.ts';

/** Which tags of the customers an operation changes, and how. */
export type Verb = 'remove' | 'add';

const FIELDS = { remove: 'tagsRemove', add: 'tagsAdd' } as const;

/** The line that tells a bulk operation what to do with one customer. */
export function tagLine(customerId: CustomerId, tags: readonly string[]): string {
  return JSON.stringify({ id: customerGid(customerId), tags });
}

/** An operation's own name, by which it is found again. */
export function nameOf(claim: string, verb: Verb): string {
  return `Kizuna_${verb}_${claim.replaceAll('-', '')}`;
}

const Started = z.object({
  bulkOperationRunMutation: z.object({
    bulkOperation: z.object({ id: z.string() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullable(), message: z.string() })),
  }),
});

/**
 * Asks Shopify to change the tags of many customers in the background.
 *
 * @param path of the uploaded lines.
 */
export function startBulkTags(
  claim: string,
  verb: Verb,
  path: string,
): Operation<z.infer<typeof Started>> {
  const name = nameOf(claim, verb);
  return {
    name: `start bulk ${verb}`,
    document: `mutation StartBulkTags($mutation: String!, $path: String!, $name: String!) {
  bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path, clientIdentifier: $name) {
    bulkOperation { id }
    userErrors { code message }
  }
}`,
    variables: {
      mutation: `mutation ${name}($id: ID!, $tags: [String!]!) {
  ${FIELDS[verb]}(id: $id, tags: $tags) { node { id } userErrors { field message } }
}`,
      path,
      name,
    },
    cost: 10,
    result: Started,
  };
}

const Latest = z.object({
  bulkOperations: z.object({
    edges: z.array(z.object({ node: z.object({ id: z.string(), query: z.string() }) })),
  }),
});
const LATEST = 50;

/** The app's latest bulk mutations with their texts, newest first. */
export function latestBulkMutations(): Operation<z.infer<typeof Latest>> {
  return {
    name: 'latest bulk mutations',
    document: `query LatestBulkMutations {
  bulkOperations(first: ${LATEST}, query: "operation_type:mutation") {
    edges { node { id query } }
  }
}`,
    variables: {},
    cost: LATEST,
    result: Latest,
  };
}

const Cancelled = z.object({
  bulkOperationCancel: z.object({ userErrors: z.array(z.object({ message: z.string() })) }),
});

/** Asks Shopify to stop an operation; one that has ended already stays as it is. */
export function cancelBulkOperation(id: string): Operation<z.infer<typeof Cancelled>> {
  return {
    name: 'cancel bulk operation',
    document: `mutation CancelBulkOperation($id: ID!) {
  bulkOperationCancel(id: $id) { userErrors { message } }
}`,
    variables: { id },
    cost: 10,
    result: Cancelled,
  };
}

const Payload = z.object({
  node: z.object({ id: z.string() }).nullable(),
  userErrors: z.array(z.object({ message: z.string() })),
});
const ResultLine = z.object({
  data: z.record(z.string(), Payload.nullable()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
  __lineNumber: z.int().min(0),
});

/** What became of one line of an operation. */
export interface LineResult {
  /** The line, counted from 0. */
  number: number;
  /** Why the customer's tags were not changed; null when they were. */
  refusal: string | null;
}

/** What a line of a result says. @throws when it is not understood. */
export function lineResultOf(text: string): LineResult {
  const { data, errors = [], __lineNumber: number } = ResultLine.parse(JSON.parse(text));
  const payloads = Object.values(data ?? {});
  const messages = [...errors, ...payloads.flatMap((payload) => payload?.userErrors ?? [])];
  if (messages.length > 0) {
    return { number, refusal: messages.map(({ message }) => message).join('; ') };
  }
  const done = payloads.length > 0 && payloads.every((payload) => payload?.node);
  return { number, refusal: done ? null : 'Shopify did not say that it was done' };
}
