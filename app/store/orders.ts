import type { CustomerId, OrderId } from '../domain/ids.ts';
import { counts, valueOf, type OrderFacts } from '../domain/order.ts';
import type { OrderTotals } from '../domain/settings.ts';
import type { Shop } from './database.ts';

/** Why a customer's models have to be computed again. */
export type Because = 'backfill' | 'order' | 'calendar';

export interface SaveOptions {
  because: Because;
  /** The facts come from Shopify's own answer just now: they hold also against equally old ones. */
  asked?: boolean;
}

export interface Saved {
  /** How many orders were new or newer. */
  changed: number;
  /** Orders of which another content with the same age is kept: Shopify has to be asked. */
  contradicted: OrderId[];
}

/**
 * Stores orders as Shopify has them, unless a newer version is there already or the order was
 * deleted, and marks every customer whose history changed, the one an order has left included.
 *
 * @param orders of an id that stands several times, the newest holds.
 */
export async function saveOrders(
  shop: Shop,
  orders: readonly OrderFacts[],
  { because, asked = false }: SaveOptions,
): Promise<Saved> {
  const sorted = newestById(orders);
  const column = <T>(of: (order: OrderFacts) => T) => sorted.map(of);
  const [row] = await underOrderLock<{ changed: bigint; contradicted: string[] }>(shop, SAVE, [
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
    because,
    asked,
  ]);
  return {
    changed: Number(row?.changed ?? 0),
    contradicted: (row?.contradicted ?? []).map((id) => BigInt(id) as OrderId),
  };
}

function newestById(orders: readonly OrderFacts[]): OrderFacts[] {
  const newest = new Map<OrderId, OrderFacts>();
  for (const order of orders) {
    const other = newest.get(order.id);
    if (!other || other.updatedAt <= order.updatedAt) newest.set(order.id, order);
  }
  return [...newest.values()].sort((a, b) => Number(a.id - b.id));
}

/**
 * Orders of a shop are changed by one statement at a time, so that it sees whom an order leaves.
 * The lock comes first: the statement's view of the table begins after it.
 */
function underOrderLock<Row extends object>(
  shop: Shop,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  return shop.db.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1, $2)', [ORDER_LOCK, shop.id]);
    return sql.query<Row>(text, values);
  });
}

/** Any number that no other lock of ours uses. */
const ORDER_LOCK = 1_001;

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
), before as materialized (
  select id, customer_id, updated_at, deleted,
         (customer_id, processed_at, cancelled_at, test, total_minor, current_total_minor,
          refunded_minor)::text as content
  from orders where shop_id = $1 and id = any($2::bigint[])
), compared as materialized (
  select i.*,
         b.id is not null and not b.deleted and b.updated_at = i.updated_at
           and b.content is distinct from
               (i.customer_id, i.processed_at, i.cancelled_at, i.test, i.total_minor,
                i.current_total_minor, i.refunded_minor)::text as contradicts
  from incoming i left join before b using (id)
), saved as (
  insert into orders (shop_id, id, customer_id, processed_at, updated_at, cancelled_at, test,
                      total_minor, current_total_minor, refunded_minor, value_minor, counts)
  select $1, id, customer_id, processed_at, updated_at, cancelled_at, test,
         total_minor, current_total_minor, refunded_minor, value_minor, counts
  from compared order by id
  on conflict (shop_id, id) do update set
    customer_id = excluded.customer_id, processed_at = excluded.processed_at,
    updated_at = excluded.updated_at, cancelled_at = excluded.cancelled_at, test = excluded.test,
    total_minor = excluded.total_minor, current_total_minor = excluded.current_total_minor,
    refunded_minor = excluded.refunded_minor, value_minor = excluded.value_minor,
    counts = excluded.counts
  where not orders.deleted
    and (orders.updated_at < excluded.updated_at
         or ($14 and orders.updated_at = excluded.updated_at
             and (orders.customer_id, orders.processed_at, orders.cancelled_at, orders.test,
                  orders.total_minor, orders.current_total_minor, orders.refunded_minor)
                 is distinct from
                 (excluded.customer_id, excluded.processed_at, excluded.cancelled_at, excluded.test,
                  excluded.total_minor, excluded.current_total_minor, excluded.refunded_minor)))
  returning id, customer_id
), touched as (
  select customer_id from saved
  union
  select before.customer_id from before join saved using (id)
), marked as (
  insert into customer (shop_id, id, stale_because)
  select $1, customer_id, $13 from touched where customer_id is not null order by customer_id
  on conflict (shop_id, id) do update set stale = true, stale_because = excluded.stale_because
  where not customer.stale
)
select (select count(*) from saved) as changed,
       array(select id from compared where contradicts and not $14) as contradicted`;

/** Leaves the ids of deleted orders and nothing else; a later delivery does not bring them back. */
export async function deleteOrders(shop: Shop, ids: readonly OrderId[]): Promise<void> {
  await underOrderLock(
    shop,
    `with before as materialized (
       select id, customer_id from orders
       where shop_id = $1 and id = any($2::bigint[])
     ), gone as (
       insert into orders (shop_id, id, processed_at, updated_at, test, total_minor,
                           current_total_minor, refunded_minor, value_minor, counts, deleted)
       select $1, i.id, 'epoch', 'epoch', false, 0, 0, 0, 0, false, true
       from unnest($2::bigint[]) as i (id) left join before b using (id) order by i.id
       on conflict (shop_id, id) do update set
         customer_id = null, processed_at = 'epoch', updated_at = 'epoch', cancelled_at = null,
         test = false, total_minor = 0, current_total_minor = 0, refunded_minor = 0,
         value_minor = 0, counts = false, deleted = true
       returning id
     )
     insert into customer (shop_id, id, stale_because)
     select distinct $1::int, customer_id, 'order' from before join gone using (id)
     where customer_id is not null order by customer_id
     on conflict (shop_id, id) do update set stale = true, stale_because = excluded.stale_because
     where not customer.stale`,
    [shop.id, ids],
  );
}

/** A counted order as the store keeps it. */
export interface StoredOrder {
  customerId: CustomerId;
  /** Epoch milliseconds. */
  processedAt: number;
  value: number;
}

/** Sum (minor units) and number of the shop's counted orders. */
export async function orderTotals(shop: Shop): Promise<OrderTotals> {
  const [row] = await shop.db.sql.query<OrderTotals>(
    `select coalesce(sum(value_minor), 0)::bigint as sum, count(*) as orders
     from orders where shop_id = $1 and counts`,
    [shop.id],
  );
  return row ?? { sum: 0n, orders: 0n };
}
