import { bag, compare, minus, sum } from '../money.ts';
import type { LineItem, Order, Refund } from '../records.ts';
import type { World } from '../world.ts';
import type { RefundInput } from './inputs/orders.ts';
import { orderOf } from './orders.ts';
import { Refusal } from './refusal.ts';

/** Gives money back; the goods come back too when `restock` says so. @throws Refusal */
export function refundOrder(world: World, id: string, { amount, restock }: RefundInput): Order {
  const order = orderOf(world, id);
  const { currencyCode } = world.shop;
  const refunded = order.totalRefundedSet.shopMoney.amount;
  const left = sum(order.totalPriceSet.shopMoney.amount, minus(refunded));
  if (compare(amount, '0') <= 0) throw new Refusal(422, 'a refund is more than 0');
  if (compare(amount, left) > 0)
    throw new Refusal(422, `only ${left} of ${order.name} is left to refund`);
  const { lineItems, returned } = restock
    ? takeBack(order, amount)
    : { lineItems: order.lineItems, returned: undefined };
  const refund: Refund = {
    id: `gid://shopify/Refund/${world.freshNumber()}`,
    createdAt: world.clock.now(),
    totalRefundedSet: bag(amount, currencyCode),
    ...(returned && { returned }),
  };
  const current = order.currentTotalPriceSet.shopMoney.amount;
  const lowered = compare(amount, current) > 0 ? '0' : sum(current, minus(amount));
  return world.saveOrder(
    {
      ...order,
      totalRefundedSet: bag(sum(refunded, amount), currencyCode),
      currentTotalPriceSet: restock ? bag(lowered, currencyCode) : order.currentTotalPriceSet,
      displayFinancialStatus: compare(amount, left) === 0 ? 'REFUNDED' : 'PARTIALLY_REFUNDED',
      lineItems,
      refunds: [...order.refunds, refund],
    },
    { topics: ['refunds/create', 'orders/updated'], refund },
  );
}

/** Voids an order; nothing of it counts any more. @throws Refusal */
export function cancelOrder(world: World, id: string): Order {
  const order = orderOf(world, id);
  if (order.cancelledAt !== null) throw new Refusal(422, `${order.name} is cancelled already`);
  return world.saveOrder(
    {
      ...order,
      cancelledAt: world.clock.now(),
      cancelReason: 'OTHER',
      closedAt: world.clock.now(),
      displayFinancialStatus: 'VOIDED',
      currentTotalPriceSet: bag('0', world.shop.currencyCode),
      lineItems: order.lineItems.map((item) => ({ ...item, currentQuantity: 0 })),
    },
    { topics: ['orders/cancelled', 'orders/updated'] },
  );
}

/** As many pieces, from the first line on, as the amount pays for. */
function takeBack(order: Order, amount: string) {
  let left = amount;
  const returned: NonNullable<Refund['returned']> = [];
  const lineItems = order.lineItems.map((item) => {
    const price = (item as Partial<LineItem>).originalUnitPriceSet?.shopMoney.amount;
    let kept = (item as Partial<LineItem>).currentQuantity ?? item.quantity;
    let quantity = 0;
    while (price !== undefined && kept > 0 && compare(price, left) <= 0) {
      left = sum(left, minus(price));
      kept -= 1;
      quantity += 1;
    }
    if (quantity === 0) return item;
    returned.push({ lineItemId: item.id, quantity });
    return { ...item, currentQuantity: kept };
  });
  return { lineItems, returned };
}
