import { GraphQLError } from 'graphql';
import type { Customer, Order } from '../records.ts';
import { addTags, removeTags, type TagResult } from '../tags.ts';
import {
  byGid,
  connectionType,
  EDGE,
  field,
  list,
  plain,
  type ApiContext,
  type Args,
  type ModelledField,
  type ModelledType,
} from './modelled.ts';
import { nodeOf, requireGid } from './nodes.ts';
import { ordersOf, type OrderSearch } from './order-search.ts';

const TAG_FIELD = (change: (present: string[], given: string[]) => TagResult): ModelledField =>
  field<unknown, { id: string; tags: string[] }>(['id', 'tags'], (_, { id, tags }, { world }) => {
    requireGid(id, 'Customer');
    const customer = world.customers.get(id);
    if (!customer) return refused('id', 'Customer does not exist');
    const result = change(customer.tags, tags);
    if ('error' in result) return refused('tags', result.error);
    if (result.tags.join() !== customer.tags.join())
      world.saveCustomer({ ...customer, tags: result.tags });
    return { node: world.customers.get(id), userErrors: [] };
  });

function refused(path: string, message: string) {
  return { node: null, userErrors: [{ field: [path], message }] };
}

/** Everything of Shopify's schema that the simulator answers; all else is refused by name. */
export const MODELS: Record<string, ModelledType> = {
  QueryRoot: {
    shop: field([], (_, __, { world }) => world.shop),
    customer: byGid('Customer', (id, { world }) => world.customers.get(id) ?? null),
    customers: list((_, { world }) => [...world.customers.values()]),
    order: byGid('Order', (id, { world }) => world.orders.get(id) ?? null),
    nodes: field<unknown, { ids: string[] }>(['ids'], (_, { ids }, { world }) =>
      ids.map((id) => nodeOf(world, id)),
    ),
    orders: field<unknown, OrderSearch & Args>(
      ['first', 'after', 'query', 'sortKey', 'reverse'],
      (_, search, { world }) => ordersOf([...world.orders.values()], search),
    ),
    products: list((_, { world }) => [...world.products.values()]),
    bulkOperation: byGid('BulkOperation', (id, { bulkOperation }) => bulkOperation(id)),
  },
  Mutation: {
    tagsAdd: TAG_FIELD(addTags),
    tagsRemove: TAG_FIELD(removeTags),
    bulkOperationRunQuery: field<unknown, { query: string; groupObjects?: boolean }>(
      ['query', 'groupObjects'],
      (_, { query, groupObjects }, context) => {
        if (groupObjects) throw new GraphQLError('The simulator does not model groupObjects: true');
        return context.runBulkQuery(query);
      },
    ),
  },
  Shop: plain('id', 'name', 'myshopifyDomain', 'ianaTimezone', 'currencyCode'),
  Customer: {
    ...plain('id', 'createdAt', 'updatedAt', 'firstName', 'lastName', 'locale', 'tags'),
    orders: list((customer: Customer, { world }) =>
      [...world.orders.values()].filter((order) => order.customer?.id === customer.id),
    ),
  },
  Order: {
    ...plain(
      'id',
      'name',
      'createdAt',
      'processedAt',
      'updatedAt',
      'cancelledAt',
      'test',
      'sourceName',
      'displayFinancialStatus',
      'totalPriceSet',
      'currentTotalPriceSet',
      'totalRefundedSet',
      'refunds',
    ),
    customer: field(
      [],
      (order: Order, _, { world }) =>
        order.customer && (world.customers.get(order.customer.id) ?? order.customer),
    ),
    lineItems: list((order: Order) => order.lineItems),
  },
  LineItem: {
    ...plain('id', 'title', 'quantity', 'currentQuantity', 'sku', 'originalUnitPriceSet'),
    product: field(
      [],
      (item: Order['lineItems'][number], _, { world }) =>
        item.product && (world.products.get(item.product.id) ?? item.product),
    ),
  },
  Refund: plain('id', 'createdAt', 'totalRefundedSet'),
  Product: plain('id', 'title', 'productType', 'tags', 'createdAt', 'updatedAt'),
  MoneyBag: plain('shopMoney'),
  MoneyV2: plain('amount', 'currencyCode'),
  BulkOperation: plain(
    'id',
    'status',
    'errorCode',
    'createdAt',
    'completedAt',
    'objectCount',
    'rootObjectCount',
    'fileSize',
    'url',
    'partialDataUrl',
    'type',
    'query',
  ),
  BulkOperationRunQueryPayload: plain('bulkOperation', 'userErrors'),
  BulkOperationUserError: plain('field', 'message', 'code'),
  TagsAddPayload: plain('node', 'userErrors'),
  TagsRemovePayload: plain('node', 'userErrors'),
  UserError: plain('field', 'message'),
  PageInfo: plain('hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'),
  CustomerConnection: connectionType(),
  CustomerEdge: EDGE,
  OrderConnection: connectionType(),
  OrderEdge: EDGE,
  LineItemConnection: connectionType(),
  LineItemEdge: EDGE,
  ProductConnection: connectionType(),
  ProductEdge: EDGE,
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
 * @throws GraphQLError that names the field or argument the simulator does not model, or that the
 *   store's data does not hold.
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
  const value = MODELS[type]?.[name]?.resolve(source as never, args as never, context);
  if (value === undefined)
    throw new GraphQLError(`This store's data does not hold ${type}.${name}`);
  return value;
}
