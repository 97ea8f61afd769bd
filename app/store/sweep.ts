import { dayOf, isoOf, type Day } from '../domain/day.ts';
import type { Shop } from './database.ts';

/** Changes of state and looks at segments that have come due by $2. */
const DUE = `
  select customer_id from timeline where shop_id = $1 and next_on <= $2::date
  union all
  select customer_id from segment_member where shop_id = $1 and recheck_on <= $2::date`;

/**
 * Marks customers of whom something has come due by `today`, up to `limit`; only those are read,
 * through the indexes on what comes next, days that were missed included.
 *
 * @returns how many were marked; 0 when nobody is left.
 */
export async function markDue(shop: Shop, today: Day, limit: number): Promise<number> {
  const rows = await shop.db.sql.query(
    `with held as materialized (
       select id from customer
       where shop_id = $1 and not stale and id in (
         select customer_id from (${DUE}) due
         where exists (select from customer c where c.shop_id = $1 and c.id = customer_id
                         and not c.stale)
         limit $3)
       order by id for update
     )
     update customer c set stale = true, stale_because = 'calendar'
     from held where c.shop_id = $1 and c.id = held.id
     returning c.id`,
    [shop.id, isoOf(today), limit],
  );
  return rows.length;
}

/** By how many days somebody is behind the calendar on `today`; 0 when nothing has come due. */
export async function daysBehind(shop: Shop, today: Day): Promise<number> {
  const [row] = await shop.db.sql.query<{ since: string | null }>(
    `select min(since)::text as since from (
       (select next_on as since from timeline where shop_id = $1 and next_on <= $2::date
        order by next_on limit 1)
       union all
       (select recheck_on from segment_member where shop_id = $1 and recheck_on <= $2::date
        order by recheck_on limit 1)) due`,
    [shop.id, isoOf(today)],
  );
  return row?.since == null ? 0 : today - dayOf(row.since) + 1;
}
