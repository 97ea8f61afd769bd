import type { DataKind } from '#app/store/readings.ts';
import { customersKind } from './customers.ts';
import { ordersKind } from './orders.ts';
import { productsKind } from './products.ts';
import type { ReadingKind } from './sink.ts';

/** How each kind of data is read. */
export const READING_KINDS: Record<DataKind, ReadingKind> = {
  orders: ordersKind,
  customers: customersKind,
  products: productsKind,
};
