import { z } from 'zod';
import type { Operation } from '../operation.ts';

const MUTATION_COST = 10;
/** Segments a document: far below 1,000 points. */
export const SEGMENTS_A_CALL = 25;

/** The condition of Shopify's segment language that a customer has a tag. */
export function tagCondition(tag: string): string {
  return `customer_tags CONTAINS ${quoted(tag)}`;
}

/** A text as it stands in a segment's query. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

const Segment = z.object({ id: z.string(), name: z.string(), query: z.string() });
/** A segment as Shopify has it. */
export type Segment = z.infer<typeof Segment>;

const Found = z.record(z.string(), Segment.nullable());

/** Up to `SEGMENTS_A_CALL` segments, each under `s<place>`; null for one that is gone. */
export function segmentsById(ids: readonly string[]): Operation<z.infer<typeof Found>> {
  const fields = ids.map((_, index) => `s${index}: segment(id: $id${index}) { id name query }`);
  return {
    name: 'segments by id',
    document: `query SegmentsById(${ids.map((_, index) => `$id${index}: ID!`).join(', ')}) {\n  ${fields.join('\n  ')}\n}`,
    variables: Object.fromEntries(ids.map((id, index) => [`id${index}`, id])),
    cost: ids.length,
    result: Found,
  };
}

const Page = z.object({
  segments: z.object({
    edges: z.array(z.object({ node: Segment })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});
export type SegmentsPage = z.infer<typeof Page>;
const A_PAGE = 250;

/** A page of all of the shop's segments. @param after null for the first one. */
export function segmentsPage(after: string | null): Operation<SegmentsPage> {
  return {
    name: 'segments',
    document: `query Segments($after: String) {
  segments(first: ${A_PAGE}, after: $after) {
    edges { node { id name query } }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: { after },
    cost: A_PAGE + 1,
    result: Page,
  };
}

/** A segment to be made, or one that gets another query. */
export type SegmentChange =
  { kind: 'create'; name: string; query: string } | { kind: 'update'; id: string; query: string };

const Payload = z
  .object({
    segment: z.object({ id: z.string(), name: z.string() }).nullable(),
    userErrors: z.array(z.object({ message: z.string() })),
  })
  .nullable();
const Changed = z.record(z.string(), Payload);
type Changed = z.infer<typeof Changed>;

const BODY = '{ segment { id name } userErrors { message } }';

/** Makes and changes up to `SEGMENTS_A_CALL` segments in one document of aliased mutations. */
export function changeSegments(changes: readonly SegmentChange[]): Operation<Changed> {
  const variables: Record<string, unknown> = {};
  const parameters: string[] = [];
  const fields = changes.map((change, index) => {
    variables[`query${index}`] = change.query;
    parameters.push(`$query${index}: String!`);
    const [word, type, value] =
      change.kind === 'create' ? ['name', 'String!', change.name] : ['id', 'ID!', change.id];
    variables[`${word}${index}`] = value;
    parameters.push(`$${word}${index}: ${type}`);
    const mutation = change.kind === 'create' ? 'segmentCreate' : 'segmentUpdate';
    return `s${index}: ${mutation}(${word}: $${word}${index}, query: $query${index}) ${BODY}`;
  });
  return {
    name: 'change segments',
    document: `mutation ChangeSegments(${parameters.join(', ')}) {\n  ${fields.join('\n  ')}\n}`,
    variables,
    cost: changes.length * MUTATION_COST,
    result: Changed,
    refused: (message) => ({ segment: null, userErrors: [{ message }] }),
  };
}

/** What has become of the change at a place: the segment, or why there is none. */
export function changedSegment(
  result: Changed,
  index: number,
): { segment: { id: string; name: string } } | { refusal: string } {
  const payload = result[`s${index}`];
  const errors = payload?.userErrors ?? [];
  if (errors.length > 0) return { refusal: errors.map(({ message }) => message).join('; ') };
  if (payload?.segment) return { segment: payload.segment };
  return { refusal: 'Shopify did not say that it was done' };
}
