import { z } from 'zod';
import type { MoneyReader } from '../domain/money.ts';
import { refundsOf, type OrderFacts, type OrderLineFacts } from '../domain/order.ts';
import { customerIdOf, numberOf, orderIdOf, productIdOf } from './gid.ts';
import type { Scopes } from './scopes.ts';

const MONEY = '{ shopMoney { amount } }';
const VISIT = '{ utmParameters { source medium campaign } }';

/** What Kizuna reads of an order beside its lines, wherever it asks for one. */
export function orderFields(scopes: Scopes): string {
  return `id name createdAt processedAt updatedAt cancelledAt test sourceName tags discountCodes
  customer { id }
  app { name }
  retailLocation { id ${scopes.has('read_locations') ? 'name' : ''} }
  purchasingEntity { __typename }
  customerJourneySummary { lastVisit ${VISIT} }
  totalPriceSet ${MONEY}
  currentTotalPriceSet ${MONEY}
  totalRefundedSet ${MONEY}
  refunds { createdAt totalRefundedSet ${MONEY} }
  totalDiscountsSet ${MONEY}`;
}

/** What Kizuna reads of a line; products are told to those who may read them. */
export function lineFields(scopes: Scopes): string {
  return `id title quantity currentQuantity
  discountedTotalSet(withCodeDiscounts: true) ${MONEY}
  sellingPlan { name }
  ${scopes.has('read_products') ? 'product { id } variant { id }' : ''}`;
}

/** Points of an order without its lines, and of one line in a list. */
export const ORDER_COST = 19;
export const LINE_COST = 7;

const money = z.object({ shopMoney: z.object({ amount: z.string() }) });
const instant = z.iso.datetime().transform((text) => Date.parse(text));
const reference = z.object({ id: z.string() }).nullable();
const Visit = z
  .object({
    utmParameters: z
      .object({
        source: z.string().nullable(),
        medium: z.string().nullable(),
        campaign: z.string().nullable(),
      })
      .nullable(),
  })
  .nullable();

/** The fields of `orderFields` in an answer. */
export const OrderNode = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: instant,
  processedAt: instant,
  updatedAt: instant,
  cancelledAt: instant.nullable(),
  test: z.boolean(),
  sourceName: z.string().nullable(),
  tags: z.array(z.string()),
  discountCodes: z.array(z.string()),
  customer: reference,
  app: z.object({ name: z.string() }).nullable(),
  retailLocation: z.object({ id: z.string(), name: z.string().optional() }).nullable(),
  purchasingEntity: z.object({ __typename: z.string() }).nullable(),
  customerJourneySummary: z.object({ lastVisit: Visit }).nullable(),
  totalPriceSet: money,
  currentTotalPriceSet: money,
  totalRefundedSet: money,
  refunds: z.array(z.object({ createdAt: instant, totalRefundedSet: money })),
  totalDiscountsSet: money,
});
export type OrderNode = z.infer<typeof OrderNode>;

/** The fields of `lineFields` in an answer. */
export const LineNode = z.object({
  id: z.string(),
  title: z.string(),
  quantity: z.int(),
  currentQuantity: z.int(),
  discountedTotalSet: money,
  sellingPlan: z.object({ name: z.string() }).nullable(),
  product: reference.optional(),
  variant: reference.optional(),
});
export type LineNode = z.infer<typeof LineNode>;

/** An answered order with its lines as facts. @throws RangeError for an id or amount that is none. */
export function orderFactsOf(
  order: OrderNode,
  lines: readonly OrderLineFacts[],
  read: MoneyReader,
): OrderFacts {
  return {
    id: orderIdOf(order.id),
    name: order.name,
    customerId: order.customer && customerIdOf(order.customer.id),
    createdAt: order.createdAt,
    processedAt: order.processedAt,
    updatedAt: order.updatedAt,
    cancelledAt: order.cancelledAt,
    test: order.test,
    total: read(order.totalPriceSet.shopMoney.amount),
    currentTotal: read(order.currentTotalPriceSet.shopMoney.amount),
    refunded: read(order.totalRefundedSet.shopMoney.amount),
    refunds: refundsOf(
      order.refunds.map(({ createdAt, totalRefundedSet }) => ({
        at: createdAt,
        amount: read(totalRefundedSet.shopMoney.amount),
      })),
    ),
    discount: read(order.totalDiscountsSet.shopMoney.amount),
    discountCodes: order.discountCodes,
    tags: order.tags,
    sourceName: order.sourceName,
    locationId: order.retailLocation && numberOf(order.retailLocation.id, 'Location'),
    business: order.purchasingEntity?.__typename === 'PurchasingCompany',
    utm: order.customerJourneySummary?.lastVisit?.utmParameters ?? null,
    lines,
  };
}

/** An answered line as facts. @throws RangeError for an id or amount that is none. */
export function lineFactsOf(line: LineNode, read: MoneyReader): OrderLineFacts {
  return {
    id: numberOf(line.id, 'LineItem'),
    productId: line.product ? productIdOf(line.product.id) : null,
    variantId: line.variant ? numberOf(line.variant.id, 'ProductVariant') : null,
    title: line.title,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    sales: read(line.discountedTotalSet.shopMoney.amount),
    plan: line.sellingPlan?.name ?? null,
  };
}

/** The names of the sales channel and the location that an order tells. */
export interface PlaceName {
  kind: 'channel' | 'location';
  /** Handle of the channel, number of the location. */
  id: string;
  name: string;
}

/** What places are called, as far as an order says. */
export function placesOf({ sourceName, app, retailLocation }: OrderNode): PlaceName[] {
  const places: PlaceName[] = [];
  if (sourceName && app) places.push({ kind: 'channel', id: sourceName, name: app.name });
  if (retailLocation?.name) {
    const id = String(numberOf(retailLocation.id, 'Location'));
    places.push({ kind: 'location', id, name: retailLocation.name });
  }
  return places;
}
