import type { CustomerId } from '../domain/ids.ts';
import type { Shop, Sql } from './database.ts';
import { firstOrderOf, markMonthsAt } from './month-marks.ts';
import { underOrderLock } from './orders.ts';

/** Tables of what follows from a customer's history. */
export const DERIVED = [
  'timeline',
  'relative_class',
  'segment_member',
  'metafield_state',
  'flow_firing',
];

/** What is left of a customer who is gone: the id, and whether the merchant wanted no segments. */
export const NOTHING = `
  stale = false, stale_because = null, settings_version = null, created_at = null,
  updated_at = null, locale = null, country = null, region = null, email_consent = null,
  sms_consent = null, account = null, orders_told = null, tags = '{}', tags_at = null,
  doubtful = false, left_tags = '{}',
  orders = null, amount_minor = null, first_on = null, last_on = null, shopify_rfm = null`;

/**
 * Leaves of customers who were deleted their ids and which tags of ours they had: a merge that is
 * told late hands those to the customer who was kept. No later delivery brings them back.
 */
export async function deleteCustomers(shop: Shop, ids: readonly CustomerId[]): Promise<void> {
  if (ids.length === 0) return;
  await underOrderLock(shop, async (sql) => {
    const gone = await sql.query<{ id: CustomerId }>(
      `insert into customer (shop_id, id, stale, gone)
       select distinct $1::int, id, false, 'deleted' from unnest($2::bigint[]) as t (id) order by id
       on conflict (shop_id, id) do update set ${NOTHING}, gone = 'deleted'
       where customer.gone is null
       returning id`,
      [shop.id, ids],
    );
    await dropDerived(
      shop,
      sql,
      gone.map(({ id }) => id),
    );
  });
}

async function dropDerived(shop: Shop, sql: Sql, ids: readonly CustomerId[]): Promise<void> {
  await sql.query(
    `with tagged as (
       delete from tag_state where shop_id = $1 and customer_id = any($2::bigint[])
       returning customer_id, written || coalesce(sending, '{}') || coalesce(chunk_adds, '{}') as tags
     )
     update customer c set left_tags = array(select distinct unnest(t.tags) order by 1)
     from tagged t where c.shop_id = $1 and c.id = t.customer_id`,
    [shop.id, ids],
  );
  await dropRows(shop, sql, [...DERIVED, 'customer_key', 'customer_event'], ids);
  await markMonthsAt(shop, sql, await firstOrderOf(shop, sql, ids));
}

/** Deletes rows of customers. @param tables names of ours, never of a user. */
export async function dropRows(
  shop: Shop,
  sql: Sql,
  tables: readonly string[],
  ids: readonly CustomerId[],
): Promise<void> {
  for (const table of tables) {
    await sql.query(`delete from ${table} where shop_id = $1 and customer_id = any($2::bigint[])`, [
      shop.id,
      ids,
    ]);
  }
}
