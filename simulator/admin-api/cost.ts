import {
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { adminSchema } from './schema.ts';

const MUTATION = 10;
/** Apps read a thousand members with their addresses in one call; how Shopify counts that is not written. */
const MEMBERS = 'CustomerSegmentMemberConnection';
const MEMBERS_AT_MOST = 1_000;

type Variables = Record<string, unknown>;

/**
 * Points a document asks for: 10 a mutation field; in queries 1 an object, a connection as many
 * times its node as `first` or `last` says, scalars nothing.
 */
export function requestedCost(document: DocumentNode, variables: Variables): number {
  return sumOperations(document, (field, parent) => requestedOf(field, parent, variables));
}

/** Points a document has used, by what its answer holds. */
export function actualCost(document: DocumentNode, data: unknown): number {
  return sumOperations(document, (field, parent) =>
    actualOf(field, parent, (data as Record<string, unknown> | null)?.[keyOf(field)]),
  );
}

function sumOperations(
  document: DocumentNode,
  costOf: (field: FieldNode, parent: GraphQLObjectType) => number,
): number {
  let sum = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const fields = fieldsOf(definition.selectionSet.selections);
    if (definition.operation === OperationTypeNode.MUTATION) {
      sum += fields.length * MUTATION;
      continue;
    }
    const root = adminSchema().getQueryType();
    if (root) for (const field of fields) sum += costOf(field, root);
  }
  return sum;
}

function requestedOf(field: FieldNode, parent: GraphQLCompositeType, variables: Variables): number {
  const type = typeOf(field, parent);
  if (!isCompositeType(type)) return 0;
  const isConnection = type.name.endsWith('Connection');
  const own = isConnection || type.name.endsWith('Edge') ? 0 : 1;
  const inner = own + requestedBelow(field.selectionSet, type, variables);
  const cost = inner * (isConnection ? pageSize(field, variables) : listSize(field, variables));
  return type.name === MEMBERS ? Math.min(cost, MEMBERS_AT_MOST) : cost;
}

/** Behind an interface or union stands the dearest of the types that the text asks for. */
function requestedBelow(
  selection: SelectionSetNode | undefined,
  type: GraphQLCompositeType,
  variables: Variables,
): number {
  const branches = isObjectType(type) ? [type] : [type, ...branchesOf(selection)];
  const costs = branches.map((branch) =>
    fieldsFor(branch, selection).reduce(
      (sum, child) => sum + requestedOf(child, branch, variables),
      0,
    ),
  );
  return Math.max(...costs);
}

function actualOf(field: FieldNode, parent: GraphQLCompositeType, value: unknown): number {
  const type = typeOf(field, parent);
  if (!isCompositeType(type) || value == null) return 0;
  const own = type.name.endsWith('Connection') || type.name.endsWith('Edge') ? 0 : 1;
  const items = (Array.isArray(value) ? value : [value]) as (Record<string, unknown> | null)[];
  return items.reduce((sum, item) => {
    if (item === null) return sum;
    return sum + own + actualBelow(field.selectionSet, type, item);
  }, 0);
}

function actualBelow(
  selection: SelectionSetNode | undefined,
  type: GraphQLCompositeType,
  item: Record<string, unknown>,
): number {
  const branches = isObjectType(type) ? [type] : [type, ...branchesOf(selection)];
  const costs = branches.map((branch) =>
    fieldsFor(branch, selection).reduce(
      (sum, child) => sum + actualOf(child, branch, item[keyOf(child)]),
      0,
    ),
  );
  return Math.max(...costs);
}

function pageSize(field: FieldNode, variables: Variables): number {
  const argument = field.arguments?.find(
    ({ name }) => name.value === 'first' || name.value === 'last',
  );
  if (!argument) return 1;
  if (argument.value.kind === Kind.INT) return Number(argument.value.value);
  return argument.value.kind === Kind.VARIABLE
    ? Number(variables[argument.value.name.value] ?? 1)
    : 1;
}

/** `nodes(ids:)` gives as many objects as it is asked for. */
function listSize(field: FieldNode, variables: Variables): number {
  const ids = field.arguments?.find(({ name }) => name.value === 'ids')?.value;
  if (ids?.kind === Kind.LIST) return ids.values.length;
  const given = ids?.kind === Kind.VARIABLE ? variables[ids.name.value] : undefined;
  return Array.isArray(given) ? given.length : 1;
}

/** The types that inline fragments single out. */
function branchesOf(selection: SelectionSetNode | undefined): GraphQLCompositeType[] {
  return (selection?.selections ?? []).flatMap((node) => {
    const name = node.kind === Kind.INLINE_FRAGMENT ? node.typeCondition?.name.value : undefined;
    const type = name === undefined ? undefined : adminSchema().getType(name);
    return isCompositeType(type) ? [type] : [];
  });
}

/** What is read of a record of this type: fragments on other object types are not for it. */
function fieldsFor(type: GraphQLCompositeType, selection: SelectionSetNode | undefined) {
  const selections = selection?.selections ?? [];
  const concerned = selections.filter((node) => {
    if (node.kind !== Kind.INLINE_FRAGMENT || !node.typeCondition) return true;
    return isObjectType(type)
      ? !isObjectType(adminSchema().getType(node.typeCondition.name.value)) ||
          node.typeCondition.name.value === type.name
      : node.typeCondition.name.value === type.name;
  });
  return fieldsOf(concerned);
}

/** Inline fragments count with the field they stand in. */
function fieldsOf(selections: readonly SelectionNode[]): FieldNode[] {
  return selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    return node.kind === Kind.INLINE_FRAGMENT ? fieldsOf(node.selectionSet.selections) : [];
  });
}

function typeOf(field: FieldNode, parent: GraphQLCompositeType): GraphQLNamedType | undefined {
  const definition = 'getFields' in parent ? parent.getFields()[field.name.value] : undefined;
  return definition && getNamedType(definition.type);
}

function keyOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}
