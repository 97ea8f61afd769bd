import { z } from 'zod';
import { bag } from '../money.ts';
import type { Order, PurchasingCompany } from '../records.ts';
import { id, instant, money, reference, utc } from './parts.ts';

export const OrderLine = z.looseObject({
  id: id('Order'),
  processedAt: instant,
  createdAt: instant.optional(),
  updatedAt: instant.optional(),
  cancelledAt: instant.nullable().default(null),
  test: z.boolean().default(false),
  customer: reference('Customer').nullable().default(null),
  totalPriceSet: money,
  currentTotalPriceSet: money.optional(),
  totalRefundedSet: money.optional(),
  refunds: z.array(z.looseObject({ totalRefundedSet: money.optional() })).default([]),
  purchasingEntity: z.looseObject({ company: z.looseObject({}).optional() }).nullish(),
});

/** What Shopify gives an order of which nothing more is said. */
const PLAIN = {
  sourceName: null,
  displayFinancialStatus: null,
  cancelReason: null,
  closedAt: null,
  edited: false,
  tags: [],
  app: null,
  attribution: null,
  retailLocation: null,
  customerJourneySummary: null,
  shippingAddress: null,
  discountCodes: [],
};

/** An order as its line says. */
export function orderOf(line: z.infer<typeof OrderLine>): Order {
  const { currencyCode } = line.totalPriceSet.shopMoney;
  const createdAt = line.createdAt ?? line.processedAt;
  const { purchasingEntity: entity, ...fields } = line;
  return {
    name: line.id,
    ...PLAIN,
    subtotalPriceSet: line.totalPriceSet,
    totalDiscountsSet: bag('0', currencyCode),
    totalShippingPriceSet: bag('0', currencyCode),
    ...fields,
    purchasingCompany: entity?.company ? (entity as unknown as PurchasingCompany) : null,
    processedAt: utc(line.processedAt),
    createdAt: utc(createdAt),
    updatedAt: utc(line.updatedAt ?? createdAt),
    cancelledAt: line.cancelledAt && utc(line.cancelledAt),
    totalRefundedSet: line.totalRefundedSet ?? refundedOf(line, currencyCode),
    currentTotalPriceSet: line.currentTotalPriceSet ?? line.totalPriceSet,
    lineItems: [],
    refunds: line.refunds as unknown as Order['refunds'],
  };
}

function refundedOf({ refunds }: z.infer<typeof OrderLine>, currencyCode: string) {
  const refunded = refunds.reduce(
    (total, refund) => total + Number(refund.totalRefundedSet?.shopMoney.amount ?? 0),
    0,
  );
  return { shopMoney: { amount: refunded.toFixed(2), currencyCode } };
}
