import type { MailingAddress } from './customer.ts';
import type { Journey } from './journey.ts';
import type { MoneyBag } from './money.ts';

export interface LineItem {
  id: string;
  title: string;
  quantity: number;
  currentQuantity: number;
  sku: string | null;
  variantTitle: string | null;
  vendor: string | null;
  originalUnitPriceSet: MoneyBag;
  /** After discounts of the line, before those by code. */
  discountedTotalSet: MoneyBag;
  /** What codes take off the line. */
  codeDiscountSet: MoneyBag;
  product: { id: string } | null;
  variant: { id: string } | null;
  /** What a subscription was sold by. */
  sellingPlan: { name: string; sellingPlanId: string | null } | null;
}

export interface Refund {
  id: string;
  createdAt: string;
  totalRefundedSet: MoneyBag;
  /** Goods that came back, where they did. */
  returned?: { lineItemId: string; quantity: number }[];
}

export type FinancialStatus =
  | 'AUTHORIZED'
  | 'EXPIRED'
  | 'PAID'
  | 'PARTIALLY_PAID'
  | 'PARTIALLY_REFUNDED'
  | 'PENDING'
  | 'REFUNDED'
  | 'VOIDED';

export type CancelReason = 'CUSTOMER' | 'DECLINED' | 'FRAUD' | 'INVENTORY' | 'OTHER' | 'STAFF';

/** Where an order was placed, as Shopify attributes it. */
export interface Attribution {
  handle: string;
  displayName: string;
}

export interface Location {
  id: string;
  name: string;
}

/** A business that buys. */
export interface PurchasingCompany {
  company: { id: string; name: string };
  location: { id: string; name: string };
}

export interface Order {
  id: string;
  name: string;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  cancelReason: CancelReason | null;
  closedAt: string | null;
  test: boolean;
  edited: boolean;
  tags: string[];
  sourceName: string | null;
  app: { id: string; name: string } | null;
  attribution: Attribution | null;
  retailLocation: Location | null;
  displayFinancialStatus: FinancialStatus | null;
  customer: { id: string } | null;
  /** The business that bought; null when a person did. */
  purchasingCompany: PurchasingCompany | null;
  customerJourneySummary: Journey | null;
  shippingAddress: MailingAddress | null;
  discountCodes: string[];
  totalPriceSet: MoneyBag;
  subtotalPriceSet: MoneyBag;
  totalDiscountsSet: MoneyBag;
  totalShippingPriceSet: MoneyBag;
  currentTotalPriceSet: MoneyBag;
  totalRefundedSet: MoneyBag;
  lineItems: LineItem[];
  refunds: Refund[];
}
