import type { CustomerId } from '../domain/ids.ts';
import { counts, valueOf, type OrderFacts } from '../domain/order.ts';
import type { Shop } from './database.ts';

/**
 * Stores orders as Shopify has them, unless a newer version is there already, and marks every
 * customer whose history changed, the one an order has left included.
 *
 * @returns how many orders were new or newer.
 */
export async function saveOrders(shop: Shop, orders: readonly OrderFacts[]): Promise<number> {
  const column = <T>(of: (order: OrderFacts) => T) => orders.map(of);
  const [row] = await shop.db.sql.query<{ changed: bigint }>(SAVE, [
    shop.id,
    column((order) => order.id),
    column((order) => order.customerId),
    column((order) => iso(order.processedAt)),
    column((order) => iso(order.updatedAt)),
    column((order) => (order.cancelledAt === null ? null : iso(order.cancelledAt))),
    column((order) => order.test),
    column((order) => order.total),
    column((order) => order.currentTotal),
    column((order) => order.refunded),
    column(valueOf),
    column(counts),
  ]);
  return Number(row?.changed ?? 0);
}

/** Text, since the driver would write a Date in the machine's own zone, and slowly. */
function iso(instant: number): string {
  return new Date(instant).toISOString();
}

const SAVE = `
with incoming as (
  select * from unnest(
    $2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
    $7::boolean[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::boolean[]
  ) as t (id, customer_id, processed_at, updated_at, cancelled_at, test,
          total_minor, current_total_minor, refunded_minor, value_minor, counts)
), before as (
  select id, (select o.customer_id from orders o where o.shop_id = $1 and o.id = incoming.id)
  from incoming
), saved as (
  insert into orders (shop_id, id, customer_id, processed_at, updated_at, cancelled_at, test,
                      total_minor, current_total_minor, refunded_minor, value_minor, counts)
  select $1, * from incoming
  on conflict (shop_id, id) do update set
    customer_id = excluded.customer_id, processed_at = excluded.processed_at,
    updated_at = excluded.updated_at, cancelled_at = excluded.cancelled_at, test = excluded.test,
    total_minor = excluded.total_minor, current_total_minor = excluded.current_total_minor,
    refunded_minor = excluded.refunded_minor, value_minor = excluded.value_minor,
    counts = excluded.counts
  where orders.updated_at < excluded.updated_at
  returning id, customer_id
), touched as (
  select customer_id from saved
  union
  select before.customer_id from before join saved using (id)
), marked as (
  insert into customer (shop_id, id)
  select $1, customer_id from touched where customer_id is not null order by customer_id
  on conflict (shop_id, id) do update set stale = true where not customer.stale
)
select count(*) as changed from saved`;

/** A counted order as the store keeps it. */
export interface StoredOrder {
  customerId: CustomerId;
  /** Epoch milliseconds. */
  processedAt: number;
  value: number;
}

/** Mean value (minor units) of the shop's counted orders; 0 when there are none. */
export async function meanOrderValue(shop: Shop): Promise<number> {
  const [row] = await shop.db.sql.query<{ sum: bigint; orders: bigint }>(
    `select coalesce(sum(value_minor), 0)::bigint as sum, count(*) as orders
     from orders where shop_id = $1 and counts`,
    [shop.id],
  );
  return row && row.orders > 0n ? Number(row.sum) / Number(row.orders) : 0;
}
