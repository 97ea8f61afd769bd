import type { Customer } from './records/customer.ts';
import type { StoreEvent } from './records/event.ts';
import type { Order } from './records/order.ts';
import type { Product } from './records/product.ts';

/** What the store holds, in the shape Shopify's Admin API gives it. Instants are ISO texts. */
export type * from './records/customer.ts';
export type * from './records/event.ts';
export type * from './records/journey.ts';
export type * from './records/metafield.ts';
export type * from './records/money.ts';
export type * from './records/order.ts';
export type * from './records/product.ts';
export type * from './records/segment.ts';

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

export type Topic = StoreEvent['topics'][number];
