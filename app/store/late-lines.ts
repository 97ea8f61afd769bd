import type { Shop } from './database.ts';
import { lineColumns, type LineOfOrder } from './order-lines.ts';
import { underOrderLock } from './orders.ts';
import { LINE_COLUMNS, PUT_LINES } from './orders-sql.ts';

/** Keeps lines that stand far from their order in a result until the whole result is read. */
export async function keepLateLines(
  shop: Shop,
  readingId: bigint,
  lines: readonly LineOfOrder[],
): Promise<void> {
  if (lines.length === 0) return;
  await shop.db.sql.query(
    `insert into late_line (shop_id, reading_id, ${LINE_COLUMNS})
     select $1, $2, * from unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
                                  $7::text[], $8::int[], $9::int[], $10::bigint[], $11::text[])
     on conflict do nothing`,
    [shop.id, readingId, ...lineColumns(lines)],
  );
}

/** So many orders get their late lines in one transaction. */
const ORDERS_AT_ONCE = 5_000;

/**
 * Puts late lines to the orders that this reading wrote. An order that was changed since has all its
 * lines already.
 */
export async function placeLateLines(shop: Shop, readingId: bigint): Promise<void> {
  for (let placed = ORDERS_AT_ONCE; placed > 0;) {
    placed = await underOrderLock(shop, async (sql) => {
      const [row] = await sql.query<{ orders: bigint }>(
        `with due as (
           select distinct order_id from late_line
           where shop_id = $1 and reading_id = $2 order by order_id limit $3
         ), taken as (
           delete from late_line l using due
           where l.shop_id = $1 and l.reading_id = $2 and l.order_id = due.order_id
           returning l.*
         ), put as (
           insert into order_line (shop_id, ${LINE_COLUMNS})
           select $1, ${LINE_COLUMNS.split(', ')
             .map((name) => `taken.${name}`)
             .join(', ')}
           from taken join orders o
             on o.shop_id = $1 and o.id = taken.order_id and o.read_in = $2
           ${PUT_LINES}
         )
         select count(*) as orders from due`,
        [shop.id, readingId, ORDERS_AT_ONCE],
      );
      return Number(row?.orders ?? 0);
    });
  }
}

/** Forgets the late lines of a reading that begins again. */
export async function dropLateLines(shop: Shop, readingId: bigint): Promise<void> {
  await shop.db.sql.query('delete from late_line where shop_id = $1 and reading_id = $2', [
    shop.id,
    readingId,
  ]);
}
