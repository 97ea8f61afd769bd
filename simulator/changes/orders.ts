import { bag, sum, times } from '../money.ts';
import type { LineItem, MoneyBag, Order, Refund } from '../records.ts';
import type { World } from '../world.ts';
import { putCustomer, withoutAbsent } from './customers.ts';
import type { OrderInput } from './input.ts';
import { Refusal } from './refusal.ts';

type LineInput = NonNullable<OrderInput['lineItems']>[number];
type MoneyInput = NonNullable<OrderInput['totalPriceSet']>;

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
  const { currencyCode } = world.shop;
  if (!input.lineItems && !input.totalPriceSet)
    throw new Refusal(400, 'an order needs lineItems or totalPriceSet');
  const number = world.freshNumber();
  const lineItems = linesOf(world, input.lineItems ?? [], number);
  const now = world.clock.now();
  const total = input.totalPriceSet
    ? moneyOf(world, input.totalPriceSet)
    : totalOf(world, lineItems);
  const order: Order = {
    id: `gid://shopify/Order/${number}`,
    name: world.freshOrderName(),
    createdAt: now,
    processedAt: now,
    updatedAt: now,
    cancelledAt: null,
    test: false,
    sourceName: 'web',
    displayFinancialStatus: 'PAID',
    customer: null,
    totalPriceSet: total,
    currentTotalPriceSet: total,
    totalRefundedSet: bag('0', currencyCode),
    refunds: [],
    ...fieldsOf(world, input),
    lineItems,
  };
  return world.saveOrder(order, { topics: ['orders/create'] });
}

function changeOrder(world: World, id: string, input: OrderInput): Order {
  const known = orderOf(world, id);
  const lines = input.lineItems && {
    lineItems: linesOf(world, input.lineItems, world.freshNumber()),
  };
  const cancelled = known.cancelledAt === null && input.cancelledAt != null;
  return world.saveOrder(
    { ...known, ...fieldsOf(world, input), ...lines },
    { topics: cancelled ? ['orders/updated', 'orders/cancelled'] : ['orders/updated'] },
  );
}

/** The fields that stand in the input, in the store's own form. */
function fieldsOf(world: World, input: OrderInput): Partial<Order> {
  const { customer, refunds, totalPriceSet, currentTotalPriceSet, totalRefundedSet } = input;
  const { name, createdAt, processedAt, cancelledAt, test, sourceName } = input;
  const { displayFinancialStatus } = input;
  const money = withoutAbsent({ totalPriceSet, currentTotalPriceSet, totalRefundedSet });
  const sets = Object.entries(money).map(([name, set]) => [name, moneyOf(world, set)] as const);
  return {
    ...withoutAbsent({ name, createdAt, processedAt, cancelledAt, test, sourceName }),
    ...withoutAbsent({ displayFinancialStatus }),
    ...(Object.fromEntries(sets) as Partial<Order>),
    ...(refunds && { refunds: refunds.map((refund) => refundOf(world, refund)) }),
    ...(customer !== undefined && { customer: customerOf(world, customer) }),
  };
}

function refundOf(world: World, input: NonNullable<OrderInput['refunds']>[number]): Refund {
  const { id, createdAt, totalRefundedSet, returned } = input;
  const refund = { id, createdAt, totalRefundedSet: moneyOf(world, totalRefundedSet) };
  return returned ? { ...refund, returned } : refund;
}

function customerOf(world: World, given: OrderInput['customer']): { id: string } | null {
  if (given == null) return null;
  const { id, ...fields } = given;
  if (id === undefined) return { id: putCustomer(world, fields).id };
  if (!world.customers.has(id)) throw new Refusal(404, `${id} is not a customer of this store`);
  if (Object.values(fields).some((value) => value !== undefined))
    throw new Refusal(400, 'customer: give an id, or the fields of a new one: change by customers');
  return { id };
}

function linesOf(world: World, lines: readonly LineInput[], number: string): LineItem[] {
  return lines.map((line, index) => {
    const product = line.product && world.products.get(line.product.id);
    if (product === undefined)
      throw new Refusal(404, `${line.product?.id} is not a product of this store`);
    const last = product && lastSale(world, product.id);
    const price = line.originalUnitPriceSet && moneyOf(world, line.originalUnitPriceSet);
    const originalUnitPriceSet = price ?? last?.originalUnitPriceSet;
    if (!originalUnitPriceSet)
      throw new Refusal(400, `${product?.id} was never sold: give its originalUnitPriceSet`);
    return {
      id: line.id ?? `gid://shopify/LineItem/${BigInt(number) + 100n + BigInt(index)}`,
      title: line.title ?? product?.title ?? '',
      quantity: line.quantity,
      currentQuantity: line.currentQuantity ?? line.quantity,
      sku: line.sku ?? last?.sku ?? null,
      originalUnitPriceSet,
      product: product && { id: product.id },
    };
  });
}

/** What a product costs is what it was sold for last; products of a store have no price here. */
function lastSale(world: World, product: string): Partial<LineItem> | undefined {
  let found: Partial<LineItem> | undefined;
  for (const order of world.orders.values()) {
    for (const item of order.lineItems as Partial<LineItem>[])
      if (item.product?.id === product && item.originalUnitPriceSet) found = item;
  }
  return found;
}

function totalOf(world: World, lines: readonly LineItem[]): MoneyBag {
  const prices = lines.map(({ originalUnitPriceSet: { shopMoney }, quantity }) =>
    times(shopMoney.amount, quantity),
  );
  return bag(sum('0', ...prices), world.shop.currencyCode);
}

function moneyOf(world: World, { shopMoney }: MoneyInput): MoneyBag {
  const { currencyCode } = world.shop;
  if (shopMoney.currencyCode !== undefined && shopMoney.currencyCode !== currencyCode)
    throw new Refusal(400, `the shop's money is ${currencyCode}, not ${shopMoney.currencyCode}`);
  return bag(shopMoney.amount, currencyCode);
}
