import { parse } from 'lossless-json';
import { z } from 'zod';
import type { OrderId } from '../../domain/ids.ts';
import type { Minor, MoneyReader } from '../../domain/money.ts';
import type { OrderFacts } from '../../domain/order.ts';
import { customerIdOf, orderIdOf } from '../gid.ts';

/** What a delivery about an order says. */
export type OrderNews =
  | { kind: 'facts'; facts: OrderFacts }
  /** The payload does not tell all: ask for the order. */
  | { kind: 'ask'; id: OrderId }
  | { kind: 'deleted'; id: OrderId };

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const money = z.object({ shop_money: z.object({ amount: z.string() }) });
/** Numbers stay text, so that ids above 2^53 stay exact. */
const id = z
  .string()
  .regex(/^\d+$/)
  .transform((digits) => BigInt(digits) as OrderId);

const Order = z.object({
  admin_graphql_api_id: z.string(),
  processed_at: instant.nullish(),
  created_at: instant,
  updated_at: instant,
  cancelled_at: instant.nullish(),
  test: z.boolean().default(false),
  total_price_set: money,
  current_total_price_set: money,
  customer: z.object({ admin_graphql_api_id: z.string() }).nullish(),
  refunds: z.array(z.unknown()).default([]),
});
const Deleted = z.object({ id });
const Refund = z.object({ order_id: id });

/**
 * Reads the body of an order or refund topic.
 *
 * What was refunded in shop money stands nowhere in a payload, only transactions in the buyer's
 * currency: a refunded order is asked for instead of being reckoned up.
 *
 * @throws ZodError, SyntaxError or RangeError for a body of another shape.
 */
export function readOrderNews(topic: string, body: string, read: MoneyReader): OrderNews {
  const value = parse(body, undefined, String);
  if (topic === 'orders/delete') return { kind: 'deleted', id: Deleted.parse(value).id };
  if (topic === 'refunds/create') return { kind: 'ask', id: Refund.parse(value).order_id };
  const order = Order.parse(value);
  const orderId = orderIdOf(order.admin_graphql_api_id);
  if (order.refunds.length > 0) return { kind: 'ask', id: orderId };
  return {
    kind: 'facts',
    facts: {
      id: orderId,
      customerId: order.customer ? customerIdOf(order.customer.admin_graphql_api_id) : null,
      processedAt: order.processed_at ?? order.created_at,
      updatedAt: order.updated_at,
      cancelledAt: order.cancelled_at ?? null,
      test: order.test,
      total: read(order.total_price_set.shop_money.amount),
      currentTotal: read(order.current_total_price_set.shop_money.amount),
      refunded: 0 as Minor,
    },
  };
}
