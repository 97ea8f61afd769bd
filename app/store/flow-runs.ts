import type { CustomerId } from '../domain/ids.ts';
import type { Shop, Sql } from './database.ts';
import { keptReason } from './stale.ts';
import { doubt } from './tag-states.ts';

/** One run of an action of ours in a workflow. */
export interface FlowRun {
  /** Flow sends the same one again when it did not hear that it was done. */
  id: string;
  handle: string;
  customerId: CustomerId;
}

/**
 * Does a run once: again is no work, and what throws leaves no trace.
 *
 * @returns whether the work was done now.
 */
export function runOnce(
  shop: Shop,
  { id, handle, customerId }: FlowRun,
  work: (sql: Sql) => Promise<void>,
): Promise<boolean> {
  return shop.db.transaction(async (sql) => {
    const fresh = await sql.query(
      `insert into flow_run (shop_id, run_id, handle, customer_id) values ($1, $2, $3, $4)
       on conflict do nothing returning run_id`,
      [shop.id, id, handle, customerId],
    );
    if (fresh.length === 0) return false;
    await work(sql);
    return true;
  });
}

/**
 * Has a customer, or the one who stands for them after a merge, recomputed and what Shopify has of
 * them read back.
 *
 * @returns whether there is such a customer.
 */
export async function putRight(shop: Shop, sql: Sql, id: CustomerId): Promise<boolean> {
  const rows = await sql.query<{ id: CustomerId }>(
    `update customer c set stale = true, stale_because = ${keptReason('c', `'customer'`)}
     from customer asked
     where asked.shop_id = $1 and asked.id = $2
       and c.shop_id = $1 and c.id = coalesce(asked.merged_into, asked.id) and c.gone is null
     returning c.id`,
    [shop.id, id],
  );
  await doubt(
    shop,
    sql,
    rows.map((row) => row.id),
  );
  return rows.length > 0;
}

/** Forgets runs that Flow no longer sends again. */
export async function forgetRuns(shop: Shop, days: number): Promise<void> {
  await shop.db.sql.query(
    'delete from flow_run where shop_id = $1 and done_at < now() - make_interval(days => $2)',
    [shop.id, days],
  );
}
