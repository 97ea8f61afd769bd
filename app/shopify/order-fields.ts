import { z } from 'zod';
import type { MoneyReader } from '../domain/money.ts';
import type { OrderFacts } from '../domain/order.ts';
import { customerIdOf, orderIdOf } from './gid.ts';

/** What Kizuna reads of an order, wherever it asks for one. */
export const ORDER_FIELDS = `id
  processedAt
  updatedAt
  cancelledAt
  test
  customer { id }
  totalPriceSet { shopMoney { amount } }
  currentTotalPriceSet { shopMoney { amount } }
  totalRefundedSet { shopMoney { amount } }`;

const money = z.object({ shopMoney: z.object({ amount: z.string() }) });
const instant = z.iso.datetime().transform((text) => Date.parse(text));

/** The fields of `ORDER_FIELDS` in an answer. */
export const OrderNode = z.object({
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

/** An answered order as facts. @throws RangeError for an id or amount that is none. */
export function orderFactsOf(order: z.infer<typeof OrderNode>, read: MoneyReader): OrderFacts {
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
