import {
  isListType,
  isNonNullType,
  parse,
  validate,
  visit,
  type FieldNode,
  type GraphQLObjectType,
} from 'graphql';
import type { AppAccess } from '../../access.ts';
import { faultOfField } from '../models/index.ts';
import { denialOfField } from '../permissions.ts';
import { adminSchema } from '../schema.ts';
import {
  argsOf,
  branchesOf,
  isConnection,
  nodeOf,
  queryType,
  rootFields,
  typeOfField,
} from './selection.ts';

const MAX_CONNECTIONS = 5;
const MAX_DEPTH = 2;
export const MAX_BYTES = 65_535;

/** Shopify's rules for bulk queries; null when the query keeps them. */
export function faultOf(query: string): string | null {
  if (Buffer.byteLength(query) > MAX_BYTES) return `The query is longer than ${MAX_BYTES} bytes.`;
  const invalid = invalidity(query);
  if (invalid) return `Invalid bulk query: ${invalid}`;
  if (hasNamedFragment(query)) return 'The simulator does not model fragments in bulk queries.';
  const [root, ...more] = rootFields(query);
  if (!root || more.length > 0) return 'Bulk queries must have exactly one top-level field.';
  if (['node', 'nodes'].includes(root.name.value))
    return 'Bulk queries cannot have node or nodes at their top.';
  return faultBelow(root, queryType()) ?? tooMany(countConnections(root, queryType()));
}

/** Whether the app may not read or write one of the fields of a query or mutation. */
export function isDenied(query: string, access: AppAccess, root = queryType()): boolean {
  const denied = (field: FieldNode, parent: GraphQLObjectType): boolean =>
    denialOfField(parent.name, field.name.value, access) !== null ||
    branchesOf(typeOfField(parent, field), field.selectionSet).some(({ type, fields }) =>
      fields.some((child) => denied(child, type)),
    );
  return rootFields(query, root).some((field) => denied(field, root));
}

/** Why Shopify's schema refuses a text; null when it does not. */
export function invalidity(query: string): string | null {
  try {
    return validate(adminSchema(), parse(query))[0]?.message ?? null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export function hasNamedFragment(query: string): boolean {
  let found = false;
  visit(parse(query), {
    FragmentSpread: () => {
      found = true;
    },
  });
  return found;
}

function tooMany(connections: number): string | null {
  if (connections === 0) return 'Bulk queries must contain at least one connection.';
  if (connections === Infinity)
    return `Bulk queries read connections by edges and node, at most ${MAX_DEPTH} levels deep.`;
  return connections > MAX_CONNECTIONS
    ? `Bulk queries cannot contain more than ${MAX_CONNECTIONS} connections.`
    : null;
}

/** What the simulator cannot answer, or a nested list that cannot be told to its parent. */
export function faultBelow(
  field: FieldNode,
  parent: GraphQLObjectType,
  inList = false,
): string | null {
  const fault = faultOfField(parent.name, field.name.value, Object.keys(argsOf(field)));
  if (fault) return fault;
  const named = typeOfField(parent, field);
  if (inList && isConnection(named))
    return 'Queries that contain a connection field within a list field are not supported.';
  const listed = !isConnection(named) && (inList || isList(parent, field));
  for (const { type, fields } of branchesOf(named, field.selectionSet)) {
    if (nests(type, fields) && !fields.some((child) => child.name.value === 'id' && !child.alias))
      return `Bulk queries must select the id of ${type.name}, since it has connections.`;
    for (const child of fields.filter(({ name }) => name.value !== '__typename')) {
      const below = faultBelow(child, type, listed && !type.name.endsWith('Edge'));
      if (below) return below;
    }
  }
  return null;
}

/** Whether the field gives a list of its own, as refunds do; the edges of a connection do not count. */
function isList(parent: GraphQLObjectType, field: FieldNode): boolean {
  if (parent.name.endsWith('Connection')) return false;
  const type = parent.getFields()[field.name.value]?.type;
  return isListType(isNonNullType(type) ? type.ofType : type);
}

function nests(type: GraphQLObjectType, fields: readonly FieldNode[]): boolean {
  return fields.some((child) => isConnection(typeOfField(type, child)));
}

/** Connections below a field, Infinity when they nest too deep or are read by `nodes`. */
export function countConnections(field: FieldNode, parent: GraphQLObjectType, depth = 1): number {
  const type = typeOfField(parent, field);
  const connection = isConnection(type);
  const inner = connection ? nodeOf(field, type) : { type, selection: field.selectionSet };
  if (connection && (depth > MAX_DEPTH || !inner)) return Infinity;
  const next = connection ? depth + 1 : depth;
  const below = branchesOf(inner?.type, inner?.selection).flatMap((branch) =>
    branch.fields.map((child) => countConnections(child, branch.type, next)),
  );
  return below.reduce((sum, count) => sum + count, Number(connection));
}
