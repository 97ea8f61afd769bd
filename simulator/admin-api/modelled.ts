import type { ApiContext } from './context.ts';
import { connectionOf, type Connection } from './connection.ts';
import { requireGid } from './nodes.ts';

export type Args = Record<string, unknown>;

/** A field the simulator models: the arguments it understands and how it is read. */
export interface ModelledField {
  args: readonly string[];
  resolve: (source: never, args: never, context: ApiContext) => unknown;
}

export type ModelledType = Record<string, ModelledField>;

/** Fields that are read off the record as they stand. */
export function plain(...names: string[]): ModelledType {
  return Object.fromEntries(
    names.map((name) => [
      name,
      { args: [], resolve: (source: Record<string, unknown>) => source[name] },
    ]),
  );
}

export function field<Source, Given extends Args = Args>(
  args: readonly (keyof Given & string)[],
  resolve: (source: Source, args: Given, context: ApiContext) => unknown,
): ModelledField {
  return { args, resolve };
}

interface Page extends Args {
  first?: number | null;
  after?: string | null;
}

export function list<Source, Node extends { id: string }>(
  read: (source: Source, context: ApiContext) => readonly Node[],
): ModelledField {
  return field<Source, Page>(['first', 'after'], (source, args, context): Connection<Node> =>
    connectionOf(read(source, context), args),
  );
}

export function connectionType(): ModelledType {
  return plain('nodes', 'edges', 'pageInfo');
}

export function byGid<Item>(
  type: string,
  find: (id: string, context: ApiContext) => Item | null,
): ModelledField {
  return field<unknown, { id: string }>(['id'], (_, { id }, context) => {
    requireGid(id, type);
    return find(id, context);
  });
}

export const EDGE = plain('node', 'cursor');
