import { bag, minus, sum, times } from '../../money.ts';
import type { LineItem, Order, Refund } from '../../records.ts';
import { connectionType, EDGE, field, list, plain, type ModelledType } from '../modelled.ts';

/** Orders and what hangs on them. */
export const ORDER_MODELS: Record<string, ModelledType> = {
  Order: {
    ...plain(
      'id',
      'name',
      'createdAt',
      'processedAt',
      'updatedAt',
      'cancelledAt',
      'cancelReason',
      'closedAt',
      'test',
      'edited',
      'tags',
      'sourceName',
      'app',
      'attribution',
      'retailLocation',
      'customerJourneySummary',
      'shippingAddress',
      'displayFinancialStatus',
      'discountCodes',
      'totalPriceSet',
      'subtotalPriceSet',
      'totalDiscountsSet',
      'totalShippingPriceSet',
      'currentTotalPriceSet',
      'totalRefundedSet',
      'refunds',
    ),
    currencyCode: field([], (_, __, { world }) => world.shop.currencyCode),
    netPaymentSet: field([], ({ totalPriceSet, totalRefundedSet: back }: Order) => {
      const { amount, currencyCode } = totalPriceSet.shopMoney;
      return bag(sum(amount, minus(back.shopMoney.amount)), currencyCode);
    }),
    purchasingEntity: field([], ({ purchasingCompany, customer }: Order, _, { world }) =>
      purchasingCompany
        ? { ...purchasingCompany, __typename: 'PurchasingCompany' }
        : customer && (world.customers.get(customer.id) ?? customer),
    ),
    customer: field(
      [],
      (order: Order, _, { world }) =>
        order.customer && (world.customers.get(order.customer.id) ?? order.customer),
    ),
    lineItems: list((order: Order) => order.lineItems),
  },
  LineItem: {
    ...plain(
      'id',
      'title',
      'quantity',
      'currentQuantity',
      'sku',
      'variantTitle',
      'vendor',
      'originalUnitPriceSet',
      'sellingPlan',
    ),
    originalTotalSet: field([], ({ originalUnitPriceSet, quantity }: LineItem) => {
      const { amount, currencyCode } = originalUnitPriceSet.shopMoney;
      return bag(times(amount, quantity), currencyCode);
    }),
    discountedTotalSet: field(
      ['withCodeDiscounts'],
      (item: LineItem, { withCodeDiscounts }: { withCodeDiscounts?: boolean }) => {
        if (!withCodeDiscounts) return item.discountedTotalSet;
        const { amount, currencyCode } = item.discountedTotalSet.shopMoney;
        return bag(sum(amount, minus(item.codeDiscountSet.shopMoney.amount)), currencyCode);
      },
    ),
    product: field(
      [],
      (item: LineItem, _, { world }) =>
        item.product && (world.products.get(item.product.id) ?? item.product),
    ),
    variant: field([], ({ product, variant }: LineItem, _, { world }) => {
      const variants = product && world.products.get(product.id)?.variants;
      return variant && (variants?.find(({ id }) => id === variant.id) ?? variant);
    }),
  },
  Refund: {
    ...plain('id', 'createdAt', 'totalRefundedSet'),
    // The store does not keep these apart: a refund is processed when it is made, and stays.
    processedAt: field([], ({ createdAt }: Refund) => createdAt),
    updatedAt: field([], ({ createdAt }: Refund) => createdAt),
  },
  OrderApp: plain('id', 'name'),
  LineItemSellingPlan: plain('name', 'sellingPlanId'),
  OrderAttribution: plain('handle', 'displayName'),
  Location: plain('id', 'name'),
  PurchasingCompany: plain('company', 'location'),
  Company: plain('id', 'name'),
  CompanyLocation: plain('id', 'name'),
  CustomerJourneySummary: plain(
    'ready',
    'customerOrderIndex',
    'daysToConversion',
    'firstVisit',
    'lastVisit',
  ),
  CustomerVisit: plain(
    'id',
    'occurredAt',
    'source',
    'sourceType',
    'landingPage',
    'referrerUrl',
    'utmParameters',
  ),
  UTMParameters: plain('source', 'medium', 'campaign', 'content', 'term'),
  OrderConnection: connectionType(),
  OrderEdge: EDGE,
  LineItemConnection: connectionType(),
  LineItemEdge: EDGE,
};
