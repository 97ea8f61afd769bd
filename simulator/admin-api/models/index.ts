import { GraphQLError } from 'graphql';
import type { ApiContext } from '../context.ts';
import { byGid, field, type Args, type ModelledType } from '../modelled.ts';
import { nodeOf } from '../nodes.ts';
import { denialOfField } from '../permissions.ts';
import { searchIn, type Search } from '../search/search.ts';
import { BULK_MODELS, BULK_MUTATIONS, BULK_QUERIES } from './bulk.ts';
import { CUSTOMER_MODELS } from './customers.ts';
import { FLOW_MODELS, FLOW_MUTATIONS } from './flow.ts';
import { LIST_RULES } from './lists.ts';
import { METAFIELD_MODELS, METAFIELD_MUTATIONS, METAFIELD_QUERIES } from './metafields.ts';
import { ORDER_MODELS } from './orders.ts';
import { PRODUCT_MODELS } from './products.ts';
import { SEGMENT_MODELS, SEGMENT_MUTATIONS, SEGMENT_QUERIES } from './segments.ts';
import { SHOP_MODELS } from './shop.ts';
import { TAG_MODELS, TAG_MUTATIONS } from './tagging.ts';
import { visibleOrders } from './visible-orders.ts';

const SEARCHED = ['first', 'after', 'query', 'sortKey', 'reverse'] as const;

const ROOT: ModelledType = {
  shop: field([], (_, __, { world }) => world.shop),
  currentAppInstallation: field([], () => ({})),
  customer: byGid('Customer', (id, { world }) => world.customers.get(id) ?? null),
  customers: field<unknown, Search & Args>(SEARCHED, (_, search, { world }) =>
    searchIn([...world.customers.values()], LIST_RULES.customers, search),
  ),
  order: byGid('Order', (id, context) => {
    const order = context.world.orders.get(id);
    return (order && visibleOrders([order], context)[0]) ?? null;
  }),
  orders: field<unknown, Search & Args>(SEARCHED, (_, search, context) =>
    searchIn(visibleOrders([...context.world.orders.values()], context), LIST_RULES.orders, search),
  ),
  product: byGid('Product', (id, { world }) => world.products.get(id) ?? null),
  products: field<unknown, Search & Args>(SEARCHED, (_, search, { world }) =>
    searchIn([...world.products.values()], LIST_RULES.products, search),
  ),
  nodes: field<unknown, { ids: string[] }>(['ids'], (_, { ids }, context) =>
    ids.map((id) => nodeOf(context, id)),
  ),
  ...BULK_QUERIES,
  ...SEGMENT_QUERIES,
  ...METAFIELD_QUERIES,
};

/** Everything of Shopify's schema that the simulator answers; all else is refused by name. */
const MODELS: Record<string, ModelledType> = {
  QueryRoot: ROOT,
  Mutation: {
    ...TAG_MUTATIONS,
    ...BULK_MUTATIONS,
    ...SEGMENT_MUTATIONS,
    ...METAFIELD_MUTATIONS,
    ...FLOW_MUTATIONS,
  },
  ...SHOP_MODELS,
  ...ORDER_MODELS,
  ...CUSTOMER_MODELS,
  ...PRODUCT_MODELS,
  ...METAFIELD_MODELS,
  ...BULK_MODELS,
  ...TAG_MODELS,
  ...SEGMENT_MODELS,
  ...FLOW_MODELS,
};

/** Why the simulator cannot answer a field with these arguments; null when it can. */
export function faultOfField(type: string, name: string, args: readonly string[]): string | null {
  const modelled = MODELS[type]?.[name];
  if (!modelled) return `The simulator does not model ${type}.${name}`;
  const foreign = args.find((arg) => !modelled.args.includes(arg));
  return foreign ? `The simulator does not model ${type}.${name}(${foreign}:)` : null;
}

/**
 * Reads one field of a record.
 *
 * @throws GraphQLError that names the field or argument the simulator does not model, that the app
 *   may not read, or that the store's data does not hold.
 */
export function readField(
  type: string,
  name: string,
  source: unknown,
  args: Args,
  context: ApiContext,
): unknown {
  const fault = faultOfField(type, name, Object.keys(args));
  if (fault) throw new GraphQLError(fault);
  const denial = denialOfField(type, name, context.access);
  if (denial) throw denial;
  const value = MODELS[type]?.[name]?.resolve(source as never, args as never, context);
  if (value === undefined)
    throw new GraphQLError(`This store's data does not hold ${type}.${name}`);
  return value;
}
