import { GraphQLError } from 'graphql';

/** A page of a list, as Shopify's connections give it; `all` is what a bulk query reads. */
export interface Connection<Node> {
  all: readonly Node[];
  nodes: readonly Node[];
  edges: readonly { node: Node; cursor: string }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

const MAX_PAGE = 250;

export interface PageArgs {
  first?: number | null;
  after?: string | null;
}

/** Where a list is cut: what a node's cursor says, and which place of the list comes after one. */
interface Cutting<Node> {
  of: (node: Node) => string;
  placeAfter: (cursor: string) => number;
  mostPerPage: number;
}

/** Cuts the page that `first` and `after` ask for; a cursor is a place by id unless told otherwise. */
export function connectionOf<Node extends { id: string }>(
  all: readonly Node[],
  { first, after }: PageArgs,
  cutting: Partial<Cutting<Node>> = {},
): Connection<Node> {
  const {
    of = cursorOf,
    placeAfter = (cursor: string) => placeOf(all, cursor) + 1,
    mostPerPage = MAX_PAGE,
  } = cutting;
  if (first != null && (first < 1 || first > mostPerPage)) {
    throw new GraphQLError(`first must be between 1 and ${mostPerPage}`);
  }
  const start = after == null ? 0 : placeAfter(after);
  const nodes = first == null ? all : all.slice(start, start + first);
  const edges = nodes.map((node) => ({ node, cursor: of(node) }));
  return {
    all,
    nodes,
    edges,
    pageInfo: {
      hasNextPage: start + nodes.length < all.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function cursorOf(node: { id: string }): string {
  return Buffer.from(node.id).toString('base64');
}

function placeOf(all: readonly { id: string }[], cursor: string): number {
  const id = Buffer.from(cursor, 'base64').toString();
  const place = all.findIndex((node) => node.id === id);
  if (place === -1) throw new GraphQLError(`"${cursor}" is not a cursor of this list`);
  return place;
}
