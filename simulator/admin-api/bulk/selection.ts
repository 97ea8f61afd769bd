import {
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type SelectionSetNode,
} from 'graphql';
import { adminSchema } from '../schema.ts';

/** The fields that are read of one type. */
export interface Branch {
  type: GraphQLObjectType;
  fields: FieldNode[];
}

export function rootFields(query: string, root = queryType()): FieldNode[] {
  const [definition] = parse(query).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  return fieldsFor(root, definition.selectionSet);
}

/** What is read of a record of this type: inline fragments on other types are not for it. */
export function fieldsFor(
  type: GraphQLObjectType,
  selection: SelectionSetNode | undefined,
): FieldNode[] {
  return (selection?.selections ?? []).flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    if (node.kind !== Kind.INLINE_FRAGMENT) return [];
    const wanted = node.typeCondition?.name.value;
    const fits =
      wanted === undefined ||
      wanted === type.name ||
      type.getInterfaces().some(({ name }) => name === wanted);
    return fits ? fieldsFor(type, node.selectionSet) : [];
  });
}

/** A type's fields; of an interface or union, those of each type that the text singles out. */
export function branchesOf(
  type: GraphQLNamedType | undefined,
  selection: SelectionSetNode | undefined,
): Branch[] {
  if (isObjectType(type)) return [{ type, fields: fieldsFor(type, selection) }];
  if (!isAbstractType(type)) return [];
  return (selection?.selections ?? []).flatMap((node) => {
    const name = node.kind === Kind.INLINE_FRAGMENT ? node.typeCondition?.name.value : undefined;
    const one = name === undefined ? undefined : adminSchema().getType(name);
    return isObjectType(one) ? [{ type: one, fields: fieldsFor(one, selection) }] : [];
  });
}

export function isConnection(type: unknown): type is GraphQLObjectType {
  return isObjectType(type) && type.name.endsWith('Connection');
}

/** The node of a connection that is read by edges; null when it is read otherwise. */
export function nodeOf(field: FieldNode, connection: GraphQLObjectType) {
  const edges = named(fieldsFor(connection, field.selectionSet), 'edges');
  const edgeType = edges && typeOfField(connection, edges);
  if (!edges || !isObjectType(edgeType)) return null;
  const node = named(fieldsFor(edgeType, edges.selectionSet), 'node');
  const type = node && typeOfField(edgeType, node);
  return isObjectType(type) ? { type, selection: node?.selectionSet } : null;
}

export function typeOfField(parent: GraphQLObjectType, field: FieldNode) {
  const definition = parent.getFields()[field.name.value];
  return definition && getNamedType(definition.type);
}

/** The arguments as they are written. */
export function argsOf(field: FieldNode): Record<string, unknown> {
  return Object.fromEntries(
    (field.arguments ?? []).map(({ name, value }) => [
      name.value,
      'value' in value ? value.value : null,
    ]),
  );
}

export function queryType(): GraphQLObjectType {
  const type = adminSchema().getQueryType();
  if (!type) throw new Error('the Admin API schema has no query type');
  return type;
}

export function mutationType(): GraphQLObjectType {
  const type = adminSchema().getMutationType();
  if (!type) throw new Error('the Admin API schema has no mutation type');
  return type;
}

function named(fields: readonly FieldNode[], name: string): FieldNode | undefined {
  return fields.find((field) => field.name.value === name);
}
