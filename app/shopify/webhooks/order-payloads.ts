import { parse } from 'lossless-json';
import { z } from 'zod';
import type { OrderId, ProductId } from '../../domain/ids.ts';
import type { Minor, MoneyReader } from '../../domain/money.ts';
import {
  refundsOf,
  type OrderFacts,
  type OrderLineFacts,
  type RefundFacts,
  type Utm,
} from '../../domain/order.ts';
import { customerIdOf, orderIdOf } from '../gid.ts';

/** What a delivery about an order says. */
export type OrderNews =
  | { kind: 'facts'; facts: OrderFacts }
  /** The payload does not tell all: ask for the order, or else take it as it can be reckoned. */
  | { kind: 'ask'; id: OrderId; reckoned: OrderFacts | null }
  | { kind: 'deleted'; id: OrderId };

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const money = z.object({ shop_money: z.object({ amount: z.string() }) });
/** Numbers stay text, so that ids above 2^53 stay exact. */
const number = z
  .string()
  .regex(/^\d+$/)
  .transform((digits) => BigInt(digits));
const count = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const Line = z.object({
  id: number,
  product_id: number.nullish(),
  variant_id: number.nullish(),
  title: z.string(),
  quantity: count,
  current_quantity: count.optional(),
  price_set: money,
  discount_allocations: z.array(z.object({ amount_set: money })).default([]),
});

const Order = z.object({
  admin_graphql_api_id: z.string(),
  name: z.string(),
  processed_at: instant.nullish(),
  created_at: instant,
  updated_at: instant,
  cancelled_at: instant.nullish(),
  test: z.boolean().default(false),
  source_name: z.string().nullish(),
  location_id: number.nullish(),
  tags: z.string().default(''),
  landing_site: z.string().nullish(),
  company: z.unknown().optional(),
  discount_codes: z.array(z.object({ code: z.string() })).default([]),
  total_price_set: money,
  current_total_price_set: money,
  total_discounts_set: money,
  customer: z.object({ admin_graphql_api_id: z.string() }).nullish(),
  currency: z.string(),
  refunds: z
    .array(
      z.object({
        created_at: instant,
        transactions: z
          .array(
            z.object({
              kind: z.string(),
              status: z.string(),
              amount: z.string(),
              currency: z.string(),
            }),
          )
          .default([]),
      }),
    )
    .default([]),
  line_items: z.array(Line),
});
const Deleted = z.object({ id: number });
const Refund = z.object({ order_id: number });

/**
 * Reads the body of an order or refund topic.
 *
 * What was refunded in shop money stands nowhere in a payload, only transactions in the buyer's
 * currency: a refunded order is asked for, and reckoned up only where Shopify does not show it.
 *
 * @throws ZodError, SyntaxError or RangeError for a body of another shape.
 */
export function readOrderNews(topic: string, body: string, read: MoneyReader): OrderNews {
  const value = parse(body, undefined, String);
  if (topic === 'orders/delete') {
    return { kind: 'deleted', id: Deleted.parse(value).id as OrderId };
  }
  if (topic === 'refunds/create') {
    return { kind: 'ask', id: Refund.parse(value).order_id as OrderId, reckoned: null };
  }
  const order = Order.parse(value);
  const facts = factsOf(order, read);
  return order.refunds.length > 0
    ? { kind: 'ask', id: facts.id, reckoned: facts }
    : { kind: 'facts', facts };
}

function factsOf(order: z.infer<typeof Order>, read: MoneyReader): OrderFacts {
  const refunds = refundsIn(order, read);
  const amount = ({ shop_money }: z.infer<typeof money>) => read(shop_money.amount);
  return {
    id: orderIdOf(order.admin_graphql_api_id),
    name: order.name,
    customerId: order.customer ? customerIdOf(order.customer.admin_graphql_api_id) : null,
    createdAt: order.created_at,
    processedAt: order.processed_at ?? order.created_at,
    updatedAt: order.updated_at,
    cancelledAt: order.cancelled_at ?? null,
    test: order.test,
    total: amount(order.total_price_set),
    currentTotal: amount(order.current_total_price_set),
    refunded: refunds.reduce((sum, { amount }) => sum + amount, 0) as Minor,
    refunds,
    discount: amount(order.total_discounts_set),
    discountCodes: order.discount_codes.map(({ code }) => code),
    tags: order.tags.split(',').flatMap((tag) => tag.trim() || []),
    sourceName: order.source_name ?? null,
    locationId: order.location_id ?? null,
    business: order.company != null,
    utm: utmOf(order.landing_site),
    lines: order.line_items.map((line) => lineOf(line, amount)),
  };
}

/** What went back in the shop's own currency; in another one it cannot be told. */
function refundsIn({ refunds, currency }: z.infer<typeof Order>, read: MoneyReader): RefundFacts[] {
  return refundsOf(
    refunds.map(({ created_at, transactions }) => {
      const paidBack = transactions
        .filter(({ kind, status }) => kind === 'refund' && status === 'success')
        .filter((transaction) => transaction.currency === currency);
      const amount = paidBack.reduce((sum, paid) => sum + read(paid.amount), 0);
      return { at: created_at, amount: amount as Minor };
    }),
  );
}

function lineOf(
  line: z.infer<typeof Line>,
  amount: (set: z.infer<typeof money>) => Minor,
): OrderLineFacts {
  const discounts = line.discount_allocations.map(({ amount_set }) => amount(amount_set));
  const discount = discounts.reduce((sum, part) => sum + part, 0);
  return {
    id: line.id,
    productId: (line.product_id ?? null) as ProductId | null,
    variantId: line.variant_id ?? null,
    title: line.title,
    quantity: line.quantity,
    currentQuantity: line.current_quantity ?? line.quantity,
    sales: (amount(line.price_set) * line.quantity - discount) as Minor,
    plan: null,
  };
}

/** The parameters of the address that the buyer came to. */
function utmOf(landingSite: string | null | undefined): Utm | null {
  const query = landingSite?.split('?')[1];
  if (!query) return null;
  const given = new URLSearchParams(query);
  const utm = {
    source: given.get('utm_source'),
    medium: given.get('utm_medium'),
    campaign: given.get('utm_campaign'),
  };
  return (utm.source ?? utm.medium ?? utm.campaign) ? utm : null;
}
