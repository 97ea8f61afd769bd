import {
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  validate,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import type { BulkOperations, BulkRow } from './bulk-operations.ts';
import type { Connection } from './connection.ts';
import type { ApiContext } from './modelled.ts';
import { faultOfField, readField } from './models/index.ts';
import { adminSchema } from './schema.ts';

const MAX_CONNECTIONS = 5;
const MAX_DEPTH = 2;
const MAX_BYTES = 65_535;
/** Children come after this many parents, not right behind their own, as without grouping. */
const PARENTS_BEFORE_CHILDREN = 50;

type Row = { id?: string } & Record<string, unknown>;

/** The payload of `bulkOperationRunQuery`: an operation that has begun, or why Shopify refuses it. */
export function runBulkQuery(
  query: string,
  context: ApiContext,
  operations: BulkOperations,
): object {
  const refused = (code: string, message: string) => ({
    bulkOperation: null,
    userErrors: [{ field: ['query'], message, code }],
  });
  if (operations.room <= 0)
    return refused('LIMIT_REACHED', 'Too many bulk operations are running.');
  const fault = faultOf(query) ?? faultOfRoot(query, context);
  if (fault) return refused('INVALID', fault);
  return { bulkOperation: operations.start(query, rowsOf(query, context)), userErrors: [] };
}

/** What the top-level field itself refuses, e.g. a search it cannot read; null when it can be read. */
function faultOfRoot(query: string, context: ApiContext): string | null {
  try {
    const [root] = rootFields(query);
    if (root) readField(queryType().name, root.name.value, {}, argsOf(root), context);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Shopify's rules for bulk queries; null when the query keeps them. */
function faultOf(query: string): string | null {
  if (Buffer.byteLength(query) > MAX_BYTES) return `The query is longer than ${MAX_BYTES} bytes.`;
  let document;
  try {
    document = parse(query);
  } catch (error) {
    return `Invalid bulk query: ${error instanceof Error ? error.message : String(error)}`;
  }
  const [invalid] = validate(adminSchema(), document);
  if (invalid) return `Invalid bulk query: ${invalid.message}`;
  if (query.includes('...')) return 'The simulator does not model fragments in bulk queries.';
  const roots = rootFields(query);
  if (roots.length !== 1) return 'Bulk queries must have exactly one top-level field.';
  const [root] = roots;
  if (!root || ['node', 'nodes'].includes(root.name.value)) {
    return 'Bulk queries cannot have node or nodes at their top.';
  }
  const foreign = unmodelled(root, queryType());
  if (foreign) return foreign;
  const connections = countConnections(root, queryType(), 1);
  if (connections === 0) return 'Bulk queries must contain at least one connection.';
  if (connections === Infinity) {
    return `Bulk queries read connections by edges and node, at most ${MAX_DEPTH} levels deep.`;
  }
  if (connections > MAX_CONNECTIONS) {
    return `Bulk queries cannot contain more than ${MAX_CONNECTIONS} connections.`;
  }
  return null;
}

/** What the simulator cannot answer, or a nested list whose parent does not tell its id; null when all is well. */
function unmodelled(field: FieldNode, parent: GraphQLObjectType): string | null {
  const fault = faultOfField(parent.name, field.name.value, Object.keys(argsOf(field)));
  if (fault) return fault;
  const type = typeOfField(parent, field);
  if (!isObjectType(type)) return null;
  const fields = fieldsOf(field.selectionSet);
  const nests = fields.some((child) => isConnection(typeOfField(type, child)));
  const tellsId = fields.some((child) => child.name.value === 'id' && !child.alias);
  if (nests && !tellsId) {
    return `Bulk queries must select the id of ${type.name}, since it has connections.`;
  }
  for (const child of fields) {
    const below = unmodelled(child, type);
    if (below) return below;
  }
  return null;
}

function isConnection(type: unknown): boolean {
  return isObjectType(type) && type.name.endsWith('Connection');
}

/** Connections below a field, Infinity when they nest too deep or are read by `nodes`. */
function countConnections(field: FieldNode, parent: GraphQLObjectType, depth: number): number {
  const type = typeOfField(parent, field);
  if (!isObjectType(type)) return 0;
  const connection = isConnection(type);
  if (connection && (depth > MAX_DEPTH || !edgesOf(field))) return Infinity;
  const inner = connection ? nodeOf(field, type) : { type, selection: field.selectionSet };
  const next = connection ? depth + 1 : depth;
  const below = fieldsOf(inner?.selection).map((child) =>
    countConnections(child, inner?.type ?? type, next),
  );
  return below.reduce((sum, count) => sum + count, Number(connection));
}

function* rowsOf(query: string, context: ApiContext): Generator<BulkRow> {
  const [root] = rootFields(query);
  if (!root) return;
  let held: BulkRow[] = [];
  let parents = 0;
  for (const { line, isRoot } of walkConnection(root, queryType(), {}, null, context)) {
    if (!isRoot) {
      held.push({ line, root: false });
      continue;
    }
    if (parents === PARENTS_BEFORE_CHILDREN) {
      yield* held;
      held = [];
      parents = 0;
    }
    parents += 1;
    yield { line, root: true };
  }
  yield* held;
}

function* walkConnection(
  field: FieldNode,
  parent: GraphQLObjectType,
  source: unknown,
  parentId: string | null,
  context: ApiContext,
): Generator<{ line: string; isRoot: boolean }> {
  const connectionType = typeOfField(parent, field) as GraphQLObjectType;
  const node = nodeOf(field, connectionType);
  if (!node) return;
  const connection = readField(
    parent.name,
    field.name.value,
    source,
    argsOf(field),
    context,
  ) as Connection<object>;
  for (const item of connection.all) {
    const children: FieldNode[] = [];
    const row: Row = project(node.type, node.selection, item, context, children);
    yield {
      line: JSON.stringify(parentId ? { ...row, __parentId: parentId } : row),
      isRoot: parentId === null,
    };
    for (const child of children) {
      yield* walkConnection(child, node.type, item, row.id ?? '', context);
    }
  }
}

/** The selected fields of a record; connections are set aside in `children`. */
function project(
  type: GraphQLObjectType,
  selection: SelectionSetNode | undefined,
  source: unknown,
  context: ApiContext,
  children: FieldNode[],
): Row {
  const row: Row = {};
  for (const field of fieldsOf(selection)) {
    const fieldType = typeOfField(type, field);
    if (isObjectType(fieldType) && fieldType.name.endsWith('Connection')) {
      children.push(field);
      continue;
    }
    const name = field.name.value;
    const value =
      name === '__typename'
        ? type.name
        : readField(type.name, name, source, argsOf(field), context);
    const key = field.alias?.value ?? name;
    row[key] = complete(type.getFields()[name]?.type, value, field, context, children);
  }
  return row;
}

function complete(
  type: GraphQLOutputType | undefined,
  value: unknown,
  field: FieldNode,
  context: ApiContext,
  children: FieldNode[],
): unknown {
  if (value === null || type === undefined) return value;
  if (isNonNullType(type))
    return complete(type.ofType as GraphQLOutputType, value, field, context, children);
  if (isListType(type)) {
    const inner = type.ofType;
    return (value as unknown[]).map((item) => complete(inner, item, field, context, children));
  }
  return isObjectType(type) ? project(type, field.selectionSet, value, context, children) : value;
}

function rootFields(query: string): FieldNode[] {
  const [definition] = parse(query).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? fieldsOf(definition.selectionSet) : [];
}

function fieldsOf(selection: SelectionSetNode | undefined): FieldNode[] {
  return (selection?.selections ?? []).filter((node) => node.kind === Kind.FIELD);
}

function edgesOf(field: FieldNode): FieldNode | undefined {
  return fieldsOf(field.selectionSet).find((child) => child.name.value === 'edges');
}

function nodeOf(field: FieldNode, connection: GraphQLObjectType) {
  const edges = edgesOf(field);
  const node = fieldsOf(edges?.selectionSet).find((child) => child.name.value === 'node');
  const edgeType = edges && typeOfField(connection, edges);
  const type = node && isObjectType(edgeType) ? typeOfField(edgeType, node) : undefined;
  return isObjectType(type) ? { type, selection: node?.selectionSet } : null;
}

function typeOfField(parent: GraphQLObjectType, field: FieldNode) {
  const definition = parent.getFields()[field.name.value];
  return definition && getNamedType(definition.type);
}

function argsOf(field: FieldNode): Record<string, unknown> {
  return Object.fromEntries(
    (field.arguments ?? []).map(({ name, value }) => [
      name.value,
      'value' in value ? value.value : null,
    ]),
  );
}

function queryType(): GraphQLObjectType {
  const type = adminSchema().getQueryType();
  if (!type) throw new Error('the Admin API schema has no query type');
  return type;
}
