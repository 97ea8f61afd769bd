import { bag } from '../money.ts';
import type { Customer, Order, Refund } from '../records.ts';
import type { World } from '../world.ts';
import { customerOf, putCustomer, withoutAbsent } from './customers.ts';
import type { OrderInput } from './inputs/orders.ts';
import { discountsOf, linesOf, totalOf } from './lines.ts';
import { moneyOf } from './money-input.ts';
import { Refusal } from './refusal.ts';

const MONEY = [
  'totalPriceSet',
  'subtotalPriceSet',
  'totalDiscountsSet',
  'totalShippingPriceSet',
  'currentTotalPriceSet',
  'totalRefundedSet',
] as const;
/** Fields that are not taken as they are given. */
const APART = new Set(['id', 'customer', 'shippingAddress', 'lineItems', 'refunds']);
const WEB = {
  sourceName: 'web',
  app: { id: 'gid://shopify/App/580111', name: 'Online Store' },
  attribution: { handle: 'web', displayName: 'Online Store' },
} as const;

/** Makes an order, or changes the fields given of the one with that id. @throws Refusal */
export function putOrder(world: World, input: OrderInput): Order {
  return input.id === undefined ? createOrder(world, input) : changeOrder(world, input.id, input);
}

export function orderOf(world: World, id: string): Order {
  const order = world.orders.get(id);
  if (!order) throw new Refusal(404, `${id} is not an order of this store`);
  return order;
}

export function deleteOrder(world: World, id: string): void {
  world.deleteOrder(orderOf(world, id).id);
}

function createOrder(world: World, input: OrderInput): Order {
  if (!input.lineItems && !input.totalPriceSet)
    throw new Refusal(400, 'an order needs lineItems or totalPriceSet');
  const number = world.freshNumber();
  const lineItems = linesOf(world, input.lineItems ?? [], number);
  const total = input.totalPriceSet
    ? moneyOf(world, input.totalPriceSet)
    : totalOf(world, lineItems);
  const customer = input.customer && buyerOf(world, input.customer);
  const order: Order = {
    ...plainOrder(world, number),
    shippingAddress: customer?.defaultAddress ?? null,
    totalPriceSet: total,
    subtotalPriceSet: total,
    currentTotalPriceSet: total,
    totalDiscountsSet: discountsOf(world, lineItems),
    ...fieldsOf(world, input),
    customer: customer ? { id: customer.id } : null,
    lineItems,
  };
  return world.saveOrder(order, { topics: ['orders/create'] });
}

function plainOrder(world: World, number: string) {
  const now = world.clock.now();
  const nothing = bag('0', world.shop.currencyCode);
  return {
    id: `gid://shopify/Order/${number}`,
    name: world.freshOrderName(),
    createdAt: now,
    processedAt: now,
    updatedAt: now,
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    test: false,
    edited: false,
    tags: [],
    ...WEB,
    retailLocation: null,
    purchasingCompany: null,
    customerJourneySummary: null,
    displayFinancialStatus: 'PAID' as const,
    discountCodes: [],
    totalShippingPriceSet: nothing,
    totalRefundedSet: nothing,
    refunds: [],
  };
}

function changeOrder(world: World, id: string, input: OrderInput): Order {
  const known = orderOf(world, id);
  const lines = input.lineItems && {
    lineItems: linesOf(world, input.lineItems, world.freshNumber()),
  };
  const customer = input.customer && buyerOf(world, input.customer);
  const buyer = input.customer !== undefined && { customer: customer ? { id: customer.id } : null };
  const cancelled = known.cancelledAt === null && input.cancelledAt != null;
  return world.saveOrder(
    { ...known, ...fieldsOf(world, input), ...buyer, ...lines },
    { topics: cancelled ? ['orders/updated', 'orders/cancelled'] : ['orders/updated'] },
  );
}

/** The fields that stand in the input, in the store's own form. */
function fieldsOf(world: World, input: OrderInput): Partial<Order> {
  const { shippingAddress, refunds } = input;
  const rest = Object.entries(input).filter(([name]) => !APART.has(name));
  const sets = MONEY.flatMap((name) => {
    const given = input[name];
    return given ? [[name, moneyOf(world, given)] as const] : [];
  });
  return {
    ...(withoutAbsent(Object.fromEntries(rest)) as Partial<Order>),
    ...(Object.fromEntries(sets) as Partial<Order>),
    ...(shippingAddress === null && { shippingAddress: null }),
    ...(refunds && { refunds: refunds.map((refund) => refundOf(world, refund)) }),
  };
}

function refundOf(world: World, input: NonNullable<OrderInput['refunds']>[number]): Refund {
  const { id, createdAt, totalRefundedSet, returned } = input;
  const refund = { id, createdAt, totalRefundedSet: moneyOf(world, totalRefundedSet) };
  return returned ? { ...refund, returned } : refund;
}

function buyerOf(world: World, given: NonNullable<OrderInput['customer']>): Customer {
  const { id, ...fields } = given;
  if (id === undefined) return putCustomer(world, fields);
  const known = customerOf(world, id);
  if (Object.values(fields).some((value) => value !== undefined))
    throw new Refusal(400, 'customer: give an id, or the fields of a new one: change by customers');
  return known;
}
