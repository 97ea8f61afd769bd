import type { CustomerId, OrderId } from './ids.ts';
import type { Minor } from './money.ts';

/** What Shopify says of an order, in shop money (minor units) and epoch milliseconds. */
export interface OrderFacts {
  id: OrderId;
  customerId: CustomerId | null;
  processedAt: number;
  updatedAt: number;
  cancelledAt: number | null;
  test: boolean;
  /** totalPrice: before returns and edits, tax and shipping in. */
  total: Minor;
  /** currentTotalPrice: after returns and edits. */
  currentTotal: Minor;
  /** totalRefunded. */
  refunded: Minor;
}

/**
 * What an order is worth today: min(currentTotalPrice, totalPrice − totalRefunded), whatever its
 * payment status. A refund or edit restates the order, past included.
 */
export function valueOf(order: Pick<OrderFacts, 'total' | 'currentTotal' | 'refunded'>): Minor {
  return Math.min(order.currentTotal, order.total - order.refunded) as Minor;
}

/** Whether an order counts: not cancelled, not a test, worth more than nothing. */
export function counts(order: OrderFacts): boolean {
  return order.cancelledAt === null && !order.test && valueOf(order) > 0;
}
