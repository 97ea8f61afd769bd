import { bag, compare, minus, sum, times } from '../money.ts';
import type { LineItem, Order, OrderEdit } from '../records.ts';
import type { World } from '../world.ts';
import type { EditInput } from './inputs/orders.ts';
import { linesOf, totalOf } from './lines.ts';
import { orderOf } from './orders.ts';
import { Refusal } from './refusal.ts';

/**
 * Edits an order: fewer or more pieces of a line, and new lines. What is added raises the total and
 * the current total, what is taken out lowers the current total only.
 *
 * @throws Refusal
 */
export function editOrder(world: World, id: string, input: EditInput): Order {
  const order = orderOf(world, id);
  const number = world.freshNumber();
  const added = linesOf(world, input.add, number);
  const changes = input.lineItems.map((change) => changeOf(order, change));
  const gained = sum(
    totalOf(world, added).shopMoney.amount,
    ...changes.filter(({ delta }) => delta > 0).map(worth),
  );
  const lost = sum('0', ...changes.filter(({ delta }) => delta < 0).map(worth));
  const total = sum(order.totalPriceSet.shopMoney.amount, gained);
  const current = sum(order.currentTotalPriceSet.shopMoney.amount, gained, lost);
  const { currencyCode } = world.shop;
  return world.saveOrder(
    {
      ...order,
      edited: true,
      lineItems: [...order.lineItems.map((item) => changed(item, changes)), ...added],
      totalPriceSet: bag(total, currencyCode),
      currentTotalPriceSet: bag(compare(current, '0') < 0 ? '0' : current, currencyCode),
    },
    { topics: ['orders/edited', 'orders/updated'], edit: editOf(number, changes, added) },
  );
}

interface Change {
  item: LineItem;
  delta: number;
}

function changeOf(order: Order, { id, currentQuantity }: EditInput['lineItems'][number]): Change {
  const item = order.lineItems.find((line) => line.id === id);
  if (!item) throw new Refusal(404, `${id} is not a line of ${order.name}`);
  return { item, delta: currentQuantity - item.currentQuantity };
}

function changed(item: LineItem, changes: readonly Change[]): LineItem {
  const delta = changes.find((change) => change.item === item)?.delta ?? 0;
  if (delta === 0) return item;
  const more = Math.max(0, delta);
  const added = times(item.originalUnitPriceSet.shopMoney.amount, more);
  const { amount, currencyCode } = item.discountedTotalSet.shopMoney;
  return {
    ...item,
    quantity: item.quantity + more,
    currentQuantity: item.currentQuantity + delta,
    discountedTotalSet: bag(sum(amount, added), currencyCode),
  };
}

/** At the full price of a piece, below 0 when pieces went. */
function worth({ item, delta }: Change): string {
  const price = item.originalUnitPriceSet.shopMoney.amount;
  return delta < 0 ? minus(times(price, -delta)) : times(price, delta);
}

function editOf(number: string, changes: readonly Change[], added: readonly LineItem[]): OrderEdit {
  const deltas = changes.map(({ item: { id }, delta }) => ({ id, delta }));
  return {
    id: `gid://shopify/OrderEdit/${number}`,
    additions: [
      ...deltas.filter(({ delta }) => delta > 0),
      ...added.map(({ id, quantity }) => ({ id, delta: quantity })),
    ],
    removals: deltas.flatMap(({ id, delta }) => (delta < 0 ? [{ id, delta: -delta }] : [])),
  };
}
