import { isoOf, type Day } from '../domain/day.ts';
import type { Shop } from './database.ts';

/**
 * Marks customers in whose timelines a change has come due by `today`, up to `limit`; only those
 * are read, through the index on the next change, days that were missed included.
 *
 * @returns how many were marked; 0 when nobody is left.
 */
export async function markDue(shop: Shop, today: Day, limit: number): Promise<number> {
  const rows = await shop.db.sql.query(
    `update customer c set stale = true, stale_because = 'calendar'
     from (select distinct t.customer_id from timeline t
           join customer on customer.shop_id = t.shop_id and customer.id = t.customer_id
           where t.shop_id = $1 and t.next_on <= $2::date and not customer.stale
           limit $3) due
     where c.shop_id = $1 and c.id = due.customer_id
     returning c.id`,
    [shop.id, isoOf(today), limit],
  );
  return rows.length;
}

/** Whether the calendar has changed anybody by `today`. */
export async function hasDue(shop: Shop, today: Day): Promise<boolean> {
  const rows = await shop.db.sql.query(
    'select from timeline where shop_id = $1 and next_on <= $2::date limit 1',
    [shop.id, isoOf(today)],
  );
  return rows.length > 0;
}
