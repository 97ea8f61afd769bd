import { z } from 'zod';
import type { MoneyReader } from '../domain/money.ts';
import type { OrderFacts } from '../domain/order.ts';
import { customerIdOf, orderIdOf } from './gid.ts';

/** Every order of the shop, as a bulk query. */
export const BULK_ORDERS_QUERY = `{
  orders {
    edges {
      node {
        id
        processedAt
        updatedAt
        cancelledAt
        test
        customer { id }
        totalPriceSet { shopMoney { amount } }
        currentTotalPriceSet { shopMoney { amount } }
        totalRefundedSet { shopMoney { amount } }
      }
    }
  }
}`;

const money = z.object({ shopMoney: z.object({ amount: z.string() }) });
const instant = z.iso.datetime().transform((text) => Date.parse(text));
const Line = z.object({
  id: z.string(),
  processedAt: instant,
  updatedAt: instant,
  cancelledAt: instant.nullable(),
  test: z.boolean(),
  customer: z.object({ id: z.string() }).nullable(),
  totalPriceSet: money,
  currentTotalPriceSet: money,
  totalRefundedSet: money,
});

/**
 * One line of the bulk query's result as facts of an order.
 *
 * @throws ZodError or SyntaxError for a line of another shape, RangeError for an impossible amount.
 */
export function readOrderLine(line: string, read: MoneyReader): OrderFacts {
  const order = Line.parse(JSON.parse(line));
  return {
    id: orderIdOf(order.id),
    customerId: order.customer && customerIdOf(order.customer.id),
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    test: order.test,
    total: read(order.totalPriceSet.shopMoney.amount),
    currentTotal: read(order.currentTotalPriceSet.shopMoney.amount),
    refunded: read(order.totalRefundedSet.shopMoney.amount),
  };
}
