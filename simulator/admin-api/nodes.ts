import { GraphQLError } from 'graphql';
import type { ApiContext } from './context.ts';
import { visibleOrders } from './models/visible-orders.ts';
import { denialOfNode } from './permissions.ts';

/** A record by its id alone; null when it is not there. @throws GraphQLError */
export function nodeOf(context: ApiContext, id: string): object | null {
  const type = /^gid:\/\/shopify\/(\w+)\/\d+$/.exec(id)?.[1];
  if (type === undefined) throw invalidId();
  const denial = denialOfNode(type, context.access);
  if (denial) throw denial;
  const { customers, orders, products } = context.world;
  if (type === 'Customer') return customers.get(id) ?? null;
  if (type === 'Product') return products.get(id) ?? null;
  if (type !== 'Order')
    throw new GraphQLError(`The simulator does not model nodes of type ${type}`);
  const order = orders.get(id);
  return (order && visibleOrders([order], context)[0]) ?? null;
}

export function requireGid(id: string, type: string): void {
  if (!new RegExp(`^gid://shopify/${type}/\\d+$`).test(id)) throw invalidId();
}

function invalidId(): GraphQLError {
  return new GraphQLError('invalid id', { extensions: { code: 'RESOURCE_NOT_FOUND' } });
}
