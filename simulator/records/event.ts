import type { Customer } from './customer.ts';
import type { Order, Refund } from './order.ts';
import type { Product } from './product.ts';

type OrderTopic =
  'orders/create' | 'orders/updated' | 'orders/cancelled' | 'orders/edited' | 'refunds/create';

/** Pieces that an edit put into an order or took out of it. */
export interface OrderEdit {
  id: string;
  additions: { id: string; delta: number }[];
  removals: { id: string; delta: number }[];
}

export interface OrderEvent {
  topics: OrderTopic[];
  order: Order;
  refund?: Refund;
  edit?: OrderEdit;
}

export interface CustomerEvent {
  topics: (
    'customers/create' | 'customers/update' | 'customer.tags_added' | 'customer.tags_removed'
  )[];
  customer: Customer;
  tagsAdded?: string[];
  tagsRemoved?: string[];
}

/** Two customers that became one, or did not. */
export interface Merge {
  keptId: string;
  deletedId: string;
  jobId: string;
  status: 'completed' | 'failed';
  errors: { customerIds: string[]; field: string; message: string }[];
}

/** What an app has to give out or to forget. */
export interface PrivacyRequest {
  id: string;
  customer: { id: string; email: string | null; phone: string | null };
  orderIds: string[];
}

/** A bulk operation that has ended. */
export interface FinishedOperation {
  id: string;
  status: string;
  errorCode: string | null;
  type: string;
  createdAt: string;
  completedAt: string | null;
}

/** What just happened to the store, with the topics that Shopify tells apps of it. */
export type StoreEvent =
  | OrderEvent
  | { topics: ['orders/delete']; orderId: string }
  | CustomerEvent
  | { topics: ['customers/delete']; customerId: string }
  | { topics: ['customers/merge']; merge: Merge }
  | { topics: ['products/create' | 'products/update']; product: Product }
  | { topics: ['products/delete']; productId: string }
  | { topics: ['bulk_operations/finish']; operation: FinishedOperation }
  | { topics: ['app/scopes_update']; previous: string[]; current: string[] }
  | { topics: ['customers/data_request' | 'customers/redact']; request: PrivacyRequest }
  | { topics: ['shop/redact'] }
  | { topics: ['app/uninstalled'] };
