import { GraphQLError } from 'graphql';
import type { World } from '../world.ts';

const KINDS = {
  Customer: 'customers',
  Order: 'orders',
  Product: 'products',
} as const;

/** A record by its id alone; null when it is not there. @throws GraphQLError */
export function nodeOf(world: World, id: string): object | null {
  const type = /^gid:\/\/shopify\/(\w+)\/\d+$/.exec(id)?.[1];
  if (type === undefined) throw invalidId();
  if (!Object.hasOwn(KINDS, type))
    throw new GraphQLError(`The simulator does not model nodes of type ${type}`);
  return world[KINDS[type as keyof typeof KINDS]].get(id) ?? null;
}

export function requireGid(id: string, type: string): void {
  if (!new RegExp(`^gid://shopify/${type}/\\d+$`).test(id)) throw invalidId();
}

function invalidId(): GraphQLError {
  return new GraphQLError('invalid id', { extensions: { code: 'RESOURCE_NOT_FOUND' } });
}
