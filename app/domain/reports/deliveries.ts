import type { Day } from '../day.ts';
import type { CountedOrder, History } from '../history.ts';
import type { OrderDays } from './order-days.ts';
import { soldLines } from './order-products.ts';

/** Whether an order has something by a subscription, of one product or of any (null). */
export function isDelivery(order: CountedOrder, product: string | null): boolean {
  return soldLines(order).some(
    (line) => line.plan !== undefined && (product === null || line.product === product),
  );
}

/**
 * The days of a customer's deliveries up to an as-of day, ascending: orders with something by a
 * subscription. Of a product, that is one subscription to it; of any, the customer's as a whole.
 */
export function deliveriesOf({ orders }: History, product: string | null, asOf: Day): OrderDays {
  return orders
    .filter((order) => order.day <= asOf && isDelivery(order, product))
    .map(({ day }) => day)
    .sort((a, b) => a - b);
}
