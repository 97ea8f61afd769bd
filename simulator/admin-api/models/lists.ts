import type { Rules } from '../search/search.ts';

/** What may be asked of the store's lists. */
export const LIST_RULES = {
  orders: {
    name: 'orders',
    fields: ['id', 'created_at', 'updated_at', 'processed_at', 'customer_id'],
    sortKeys: ['ID', 'CREATED_AT', 'UPDATED_AT', 'PROCESSED_AT'],
  },
  customers: {
    name: 'customers',
    fields: ['id', 'customer_date', 'updated_at'],
    byName: true,
    sortKeys: ['ID', 'CREATED_AT', 'UPDATED_AT'],
  },
  products: {
    name: 'products',
    fields: ['id', 'created_at', 'updated_at'],
    sortKeys: ['ID', 'CREATED_AT', 'UPDATED_AT'],
  },
} as const satisfies Record<string, Rules>;
