import type { CustomerId, OrderId } from '../domain/ids.ts';
import type { Shop, Sql } from './database.ts';
import { DERIVED, dropRows, NOTHING } from './gone-customers.ts';
import { deleteOrdersWithin, underOrderLock } from './orders.ts';

/** Whom and what to forget. */
export interface Erasure {
  customers: readonly CustomerId[];
  /** Orders beside those that are kept as the customers' own. */
  orders: readonly OrderId[];
  /** E-mail addresses and telephone numbers by which the customers may be mentioned. */
  contacts: readonly string[];
}

/** The topics that erase: what waits of them is still to be carried out. */
const ERASING = ['customers/redact', 'shop/redact'];

/**
 * Forgets customers, whoever was merged into them, and their orders: ids are left, so that a late
 * delivery brings nothing back, and how many they were.
 */
export function eraseCustomers(shop: Shop, erasure: Erasure): Promise<void> {
  return underOrderLock(shop, (sql) => eraseWithin(shop, sql, erasure));
}

/** The same in a transaction that holds the order lock. */
export async function eraseWithin(shop: Shop, sql: Sql, erasure: Erasure): Promise<void> {
  const merged = await sql.query<{ id: CustomerId }>(
    'select id from customer where shop_id = $1 and merged_into = any($2::bigint[])',
    [shop.id, erasure.customers],
  );
  const customers = [...erasure.customers, ...merged.map(({ id }) => id)];
  const erased = await eraseRows(shop, sql, customers);
  const orders = await eraseOrders(shop, sql, customers, erasure.orders);
  await dropRows(shop, sql, OF_CUSTOMERS, customers);
  await sql.query('delete from late_line where shop_id = $1 and order_id = any($2::bigint[])', [
    shop.id,
    orders.all,
  ]);
  await sql.query('delete from seen where shop_id = $1 and id = any($2::bigint[])', [
    shop.id,
    [...customers, ...orders.all],
  ]);
  await forgetMentions(shop, sql, [...customers, ...orders.all], erasure.contacts);
  if (erased + orders.fresh === 0) return;
  await sql.query('insert into erasure (shop_id, customers, orders) values ($1, $2, $3)', [
    shop.id,
    erased,
    orders.fresh,
  ]);
}

const OF_CUSTOMERS = [
  ...DERIVED,
  'tag_state',
  'tag_change',
  'customer_key',
  'customer_event',
  'data_request',
  'flow_run',
];

/** @returns how many were not erased before. */
async function eraseRows(shop: Shop, sql: Sql, ids: readonly CustomerId[]): Promise<number> {
  const rows = await sql.query(
    `insert into customer (shop_id, id, stale, gone)
     select distinct $1::int, id, false, 'erased' from unnest($2::bigint[]) as t (id) order by id
     on conflict (shop_id, id) do update set
       ${NOTHING}, opted_out = false, gone = 'erased', merged_into = null
     where customer.gone is distinct from 'erased'
     returning id`,
    [shop.id, ids],
  );
  return rows.length;
}

/** @returns all ids, and how many of the orders were there until now. */
async function eraseOrders(
  shop: Shop,
  sql: Sql,
  customers: readonly CustomerId[],
  named: readonly OrderId[],
): Promise<{ all: OrderId[]; fresh: number }> {
  const there = await sql.query<{ id: OrderId }>(
    `select id from orders where shop_id = $1 and not deleted
       and (customer_id = any($2::bigint[]) or id = any($3::bigint[]))`,
    [shop.id, customers, named],
  );
  const all = [...new Set([...named, ...there.map(({ id }) => id)])];
  await deleteOrdersWithin(shop, sql, all);
  return { all, fresh: there.length };
}

/** Removes deliveries that wait and files that were handed in when they name what is forgotten. */
async function forgetMentions(
  shop: Shop,
  sql: Sql,
  ids: readonly bigint[],
  contacts: readonly string[],
): Promise<void> {
  const words = contacts.map((contact) => contact.toLowerCase());
  await sql.query(
    `update inbox set body = null, set_aside = null, lease_until = null,
       applied_at = coalesce(applied_at, now())
     where shop_id = $1 and body is not null and topic <> all ($2::text[])
       and (exists (select from unnest($3::text[]) as i (id)
                    where body || coalesce(set_aside, '') ~ ('(^|[^0-9])' || id || '([^0-9]|$)'))
            or exists (select from unnest($4::text[]) as w (word)
                       where position(word in lower(body || coalesce(set_aside, ''))) > 0))`,
    [shop.id, ERASING, ids.map(String), words],
  );
  await sql.query(
    `delete from upload u
     where shop_id = $1
       and exists (select from unnest($2::text[]) as w (word)
                   where position(word in lower(encode(coalesce(u.body, ''), 'escape'))) > 0
                      or position(word in lower(coalesce(u.report::text, ''))) > 0)`,
    [shop.id, [...ids.map(String), ...words]],
  );
}

/**
 * Forgets a shop whole, the delivery that asks for it included. Tables are emptied one after the
 * other; should this process die, the delivery still waits and the rest is done by the next one.
 */
export async function eraseShop(shop: Shop): Promise<void> {
  const tables = await shop.db.sql.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.columns
     where table_schema = current_schema() and column_name = 'shop_id' and table_name <> 'inbox'
     order by 1`,
  );
  for (const { name } of tables) {
    await shop.db.sql.query(`delete from ${name} where shop_id = $1`, [shop.id]);
  }
  await shop.db.transaction(async (sql) => {
    await sql.query('delete from inbox where shop_id = $1', [shop.id]);
    await sql.query('delete from shop where id = $1', [shop.id]);
  });
}
