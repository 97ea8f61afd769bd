/** What the store holds, in the shape Shopify's Admin API gives it. Instants are ISO texts. */
export interface Money {
  amount: string;
  currencyCode: string;
}

export interface MoneyBag {
  shopMoney: Money;
}

export interface LineItem {
  id: string;
  title: string;
  quantity: number;
  currentQuantity: number;
  sku: string | null;
  originalUnitPriceSet: MoneyBag;
  product: { id: string } | null;
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

export interface Order {
  id: string;
  name: string;
  createdAt: string;
  processedAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  test: boolean;
  sourceName: string | null;
  displayFinancialStatus: FinancialStatus | null;
  customer: { id: string } | null;
  totalPriceSet: MoneyBag;
  currentTotalPriceSet: MoneyBag;
  totalRefundedSet: MoneyBag;
  lineItems: LineItem[];
  refunds: Refund[];
}

export interface Customer {
  id: string;
  createdAt: string;
  updatedAt: string;
  firstName: string | null;
  lastName: string | null;
  locale: string;
  tags: string[];
}

export interface Product {
  id: string;
  title: string;
  productType: string;
  tags: string[];
  createdAt: string;
  updatedAt: string;
}

export interface ShopRecord {
  id: string;
  name: string;
  myshopifyDomain: string;
  ianaTimezone: string;
  currencyCode: string;
}

/** A whole store at one instant. */
export interface StoreData {
  shop: ShopRecord;
  customers: Customer[];
  orders: Order[];
  products: Product[];
  /** The store's present, ISO. */
  now: string;
}

export type OrderTopic = 'orders/create' | 'orders/updated' | 'orders/cancelled' | 'refunds/create';

/** What just happened to the store, with the topics that Shopify tells apps of it. */
export type StoreEvent =
  | { topics: OrderTopic[]; order: Order; refund?: Refund }
  | { topics: ['orders/delete']; orderId: string }
  | { topics: ['app/uninstalled'] };
export type Topic = StoreEvent['topics'][number];
