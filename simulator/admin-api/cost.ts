import {
  getNamedType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type SelectionNode,
} from 'graphql';
import { adminSchema } from './schema.ts';

const MUTATION = 10;

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

function requestedOf(field: FieldNode, parent: GraphQLObjectType, variables: Variables): number {
  const type = typeOf(field, parent);
  if (!isObjectType(type)) return 0;
  const isConnection = type.name.endsWith('Connection');
  const below = fieldsOf(field.selectionSet?.selections ?? []);
  const own = isConnection || type.name.endsWith('Edge') ? 0 : 1;
  const inner = below.reduce((sum, child) => sum + requestedOf(child, type, variables), own);
  return isConnection ? inner * pageSize(field, variables) : inner;
}

function actualOf(field: FieldNode, parent: GraphQLObjectType, value: unknown): number {
  const type = typeOf(field, parent);
  if (!isObjectType(type) || value == null) return 0;
  const own = type.name.endsWith('Connection') || type.name.endsWith('Edge') ? 0 : 1;
  const items = (Array.isArray(value) ? value : [value]) as (Record<string, unknown> | null)[];
  const below = fieldsOf(field.selectionSet?.selections ?? []);
  return items.reduce(
    (sum, item) =>
      below.reduce(
        (inner, child) => inner + actualOf(child, type, item?.[keyOf(child)]),
        sum + own,
      ),
    0,
  );
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

/** Inline fragments count with the field they stand in. */
function fieldsOf(selections: readonly SelectionNode[]): FieldNode[] {
  return selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    return node.kind === Kind.INLINE_FRAGMENT ? fieldsOf(node.selectionSet.selections) : [];
  });
}

function typeOf(field: FieldNode, parent: GraphQLObjectType): GraphQLNamedType | undefined {
  const definition = parent.getFields()[field.name.value];
  return definition && getNamedType(definition.type);
}

function keyOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}
