import type { Shop } from './database.ts';

/** How much of the shop's past the numbers stand on. */
export interface HistoryWindow {
  /** The app may read all orders. */
  all: boolean;
  /**
   * From this instant on orders are known; null: from the beginning, or nothing was read yet. Older
   * ones that the app has just been allowed to read are known once they are read.
   */
  since: Date | null;
  /** Orders that only the shop's own export told. */
  imported: number;
}

interface Row {
  scope: string | null;
  pending: boolean;
  began: Date | null;
  oldest: Date | null;
  imported: bigint;
}

/** Without the scope for all orders Shopify shows those of so many days. */
const WINDOW_MS = 60 * 24 * 60 * 60_000;

/** Says how far back the shop's orders are known. */
export async function historyWindow(shop: Shop): Promise<HistoryWindow> {
  const [row] = await shop.db.sql.query<Row>(
    `select (select scope from offline_token where shop_id = $1) as scope,
            exists (select from reading where shop_id = $1 and kind = 'orders'
                      and updated_from is null and finished_at is null)
              or (select 'orders' = any(comparisons_wanted) from shop where id = $1) as pending,
            (select min(began_at) from reading
             where shop_id = $1 and kind = 'orders' and purpose = 'backfill') as began,
            (select min(processed_at) from orders
             where shop_id = $1 and origin = 'file' and not deleted) as oldest,
            (select count(*) from orders
             where shop_id = $1 and origin = 'file' and not deleted) as imported`,
    [shop.id],
  );
  const scopes = (row?.scope ?? '').split(',').map((scope) => scope.trim());
  const all = scopes.includes('read_all_orders');
  const starts = [row?.began && new Date(row.began.getTime() - WINDOW_MS), row?.oldest];
  const known = starts.flatMap((start) => start ?? []).sort((a, b) => a.getTime() - b.getTime());
  return {
    all,
    since: all && !row?.pending ? null : (known[0] ?? null),
    imported: Number(row?.imported ?? 0),
  };
}
