import type { Day } from '../domain/day.ts';
import type { CustomerId, OrderId } from '../domain/ids.ts';
import { columnText, instantText } from './arrays.ts';
import type { Shop, Sql } from './database.ts';

/**
 * Marks the kept months from a day on as no longer true. A day of the running month marks nothing,
 * nor does any before months are kept. To be called after the change itself, in its transaction:
 * `openMonths` relies on it.
 *
 * @param day the first on which the shop's past is another; null: nowhere.
 */
export async function markMonths(shop: Shop, sql: Sql, day: Day | null): Promise<void> {
  if (day === null) return;
  await sql.query(
    `insert into month_mark (shop_id, day)
     select shop_id, date '1970-01-01' + $2::int from month_build
     where shop_id = $1 and date '1970-01-01' + $2::int < open_from`,
    [shop.id, day],
  );
}

/** As `markMonths`, from the day of the earliest of some instants (epoch milliseconds) on. */
export async function markMonthsAt(
  shop: Shop,
  sql: Sql,
  instants: readonly number[],
): Promise<void> {
  if (instants.length === 0) return;
  const earliest = instants.reduce((a, b) => Math.min(a, b));
  await sql.query(
    `insert into month_mark (shop_id, day)
     select b.shop_id, (t.at at time zone s.timezone)::date
     from (select $2::timestamptz as at) t, month_build b join shop s on s.id = b.shop_id
     where b.shop_id = $1 and (t.at at time zone s.timezone)::date < b.open_from`,
    [shop.id, instantText(earliest)],
  );
}

/** When the earliest of some orders was made, whether it counts or not; a list of none or one. */
export function earliestOf(shop: Shop, sql: Sql, ids: readonly OrderId[]): Promise<number[]> {
  return earliestWhere(shop, sql, 'id = any($2::bigint[])', ids);
}

/** When the first counted order of any of some customers was made; a list of none or one. */
export function firstOrderOf(
  shop: Shop,
  sql: Sql,
  customers: readonly CustomerId[],
): Promise<number[]> {
  return earliestWhere(shop, sql, 'customer_id = any($2::bigint[]) and counts', customers);
}

async function earliestWhere(
  shop: Shop,
  sql: Sql,
  condition: string,
  ids: readonly bigint[],
): Promise<number[]> {
  const [row] = await sql.query<{ at: Date | null }>(
    `select min(processed_at) as at from orders
     where shop_id = $1 and not deleted and ${condition}`,
    [shop.id, columnText(ids)],
  );
  return row?.at ? [row.at.getTime()] : [];
}
