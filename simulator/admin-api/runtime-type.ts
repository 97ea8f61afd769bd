import { isObjectType, type GraphQLObjectType } from 'graphql';
import { adminSchema } from './schema.ts';

/** A record behind an interface or union says its type, or its id does: gid://shopify/<Type>/<number>. */
export function runtimeTypeOf(value: unknown): GraphQLObjectType | undefined {
  const { __typename: said, id } = value as { __typename?: string; id?: string };
  const type = adminSchema().getType(said ?? id?.split('/')[3] ?? '');
  return isObjectType(type) ? type : undefined;
}
