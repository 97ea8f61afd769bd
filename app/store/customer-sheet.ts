import type { CustomerId } from '../domain/ids.ts';
import type { Shop } from './database.ts';

/** All that is kept of a customer beside orders and events. */
export interface CustomerSheet {
  id: CustomerId;
  /** `deleted`, `merged` or `erased`: then the id is all there is. */
  gone: string | null;
  mergedInto: CustomerId | null;
  optedOut: boolean;
  createdAt: Date | null;
  country: string | null;
  region: string | null;
  emailConsent: string | null;
  smsConsent: string | null;
  account: string | null;
  /** The merchant's tags. */
  tags: string[];
  /** Tags of ours that are on the customer. */
  written: string[];
  /** Counted orders, and their sum in minor units. */
  orders: number;
  amount: number;
  firstOrderAt: Date | null;
  lastOrderAt: Date | null;
  /** Orders that are kept and do not count. */
  uncounted: number;
}

type Row = Omit<CustomerSheet, 'orders' | 'amount' | 'uncounted'> & {
  orders: bigint;
  amount: bigint;
  uncounted: bigint;
};

/** A customer, or null when the app does not know the id. */
export async function readCustomerSheet(shop: Shop, id: CustomerId): Promise<CustomerSheet | null> {
  const [row] = await shop.db.sql.query<Row>(
    `select c.id, gone, merged_into as "mergedInto", opted_out as "optedOut",
            created_at as "createdAt", country, region, email_consent as "emailConsent",
            sms_consent as "smsConsent", account, tags, coalesce(t.written, '{}') as written, o.*
     from customer c
     left join tag_state t on t.shop_id = $1 and t.customer_id = c.id
     cross join lateral (
       select count(*) filter (where counts) as orders,
              coalesce(sum(value_minor) filter (where counts), 0)::bigint as amount,
              min(processed_at) filter (where counts) as "firstOrderAt",
              max(processed_at) filter (where counts) as "lastOrderAt",
              count(*) filter (where not counts) as uncounted
       from orders where shop_id = $1 and customer_id = c.id and not deleted) o
     where c.shop_id = $1 and c.id = $2`,
    [shop.id, id],
  );
  if (!row) return null;
  const { orders, amount, uncounted } = row;
  return {
    ...row,
    orders: Number(orders),
    amount: Number(amount),
    uncounted: Number(uncounted),
  };
}
