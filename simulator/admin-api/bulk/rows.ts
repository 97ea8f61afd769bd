import {
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type SelectionSetNode,
} from 'graphql';
import type { Connection } from '../connection.ts';
import type { ApiContext } from '../context.ts';
import { readField } from '../models/index.ts';
import { runtimeTypeOf } from '../runtime-type.ts';
import type { BulkRow } from './operation.ts';
import {
  argsOf,
  fieldsFor,
  isConnection,
  nodeOf,
  queryType,
  rootFields,
  typeOfField,
} from './selection.ts';

/** Children come after this many parents, not right behind their own, as without grouping. */
const PARENTS_BEFORE_CHILDREN = 50;

type Row = { id?: string } & Record<string, unknown>;

/** The lines of a bulk query's result; children carry their parent's id. */
export function* rowsOf(query: string, context: ApiContext): Generator<BulkRow> {
  const [root] = rootFields(query);
  if (!root) return;
  let held: BulkRow[] = [];
  let parents = 0;
  for (const row of walkConnection(root, queryType(), {}, null, context)) {
    if (!row.root) {
      held.push(row);
      continue;
    }
    if (parents === PARENTS_BEFORE_CHILDREN) {
      yield* held;
      held = [];
      parents = 0;
    }
    parents += 1;
    yield row;
  }
  yield* held;
}

function* walkConnection(
  field: FieldNode,
  parent: GraphQLObjectType,
  source: unknown,
  parentId: string | null,
  context: ApiContext,
): Generator<BulkRow> {
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
      root: parentId === null,
    };
    for (const child of children)
      yield* walkConnection(child, node.type, item, row.id ?? '', context);
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
  for (const field of fieldsFor(type, selection)) {
    if (isConnection(typeOfField(type, field))) {
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
  const object = isAbstractType(type) ? runtimeTypeOf(value) : type;
  return isObjectType(object)
    ? project(object, field.selectionSet, value, context, children)
    : value;
}
