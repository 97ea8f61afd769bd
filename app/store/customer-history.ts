import type { CustomerId, OrderId } from '../domain/ids.ts';
import type { Shop } from './database.ts';

/** An order as a customer's page shows it; amounts in minor units. */
export interface HistoryOrder {
  id: OrderId;
  name: string | null;
  processedAt: Date;
  value: number;
  /** Before returns and edits. */
  total: number;
  counts: boolean;
  cancelled: boolean;
  test: boolean;
}

type Row = Omit<HistoryOrder, 'value' | 'total'> & { value: bigint; total: bigint };

/** All orders of a customer that Shopify still has, oldest first. */
export async function ordersOfCustomer(shop: Shop, id: CustomerId): Promise<HistoryOrder[]> {
  const rows = await shop.db.sql.query<Row>(
    `select id, name, processed_at as "processedAt", value_minor as value, total_minor as total,
            counts, cancelled_at is not null as cancelled, test
     from orders where shop_id = $1 and customer_id = $2 and not deleted
     order by processed_at, id`,
    [shop.id, id],
  );
  return rows.map((row) => ({ ...row, value: Number(row.value), total: Number(row.total) }));
}

/** What is left of a product in an order. */
export interface BoughtProduct {
  orderId: OrderId;
  title: string;
  quantity: number;
}

/** The products of orders, in the order of their lines. */
export function productsOfOrders(shop: Shop, ids: readonly OrderId[]): Promise<BoughtProduct[]> {
  return shop.db.sql.query<BoughtProduct>(
    `select order_id as "orderId", title, current_quantity as quantity from order_line
     where shop_id = $1 and order_id = any($2::bigint[]) and current_quantity > 0
     order by order_id, id`,
    [shop.id, ids],
  );
}

/** A segment that a customer is in; since is an ISO day of the shop's calendar. */
export interface Membership {
  segmentId: number;
  since: string;
}

/** The saved segments that a customer is in. */
export function segmentsOfCustomer(shop: Shop, id: CustomerId): Promise<Membership[]> {
  return shop.db.sql.query<Membership>(
    `select segment_id as "segmentId", since::text from segment_member
     where shop_id = $1 and customer_id = $2 and inside order by segment_id`,
    [shop.id, id],
  );
}
