import type { AdCostCell, AdCostChange } from '../domain/ad-costs.ts';
import { columnText } from './arrays.ts';
import type { Shop } from './database.ts';

/** All costs that were entered, by source and month. */
export async function listAdCosts(shop: Shop): Promise<AdCostCell[]> {
  const rows = await shop.db.sql.query<Omit<AdCostCell, 'cost'> & { cost: bigint }>(
    `select source, to_char(month, 'YYYY-MM') as month, cost_minor as cost from ad_cost
     where shop_id = $1 order by source, month`,
    [shop.id],
  );
  return rows.map((row) => ({ ...row, cost: Number(row.cost) }));
}

/** Puts cells to what they are to be, all or none; the others stay. @param by who does it. */
export async function saveAdCosts(
  shop: Shop,
  changes: readonly AdCostChange[],
  by: string | null,
): Promise<void> {
  const columns = [
    columnText(changes.map(({ source }) => source)),
    columnText(changes.map(({ month }) => `${month}-01`)),
    columnText(changes.map(({ cost }) => cost)),
  ];
  await shop.db.transaction(async (sql) => {
    await sql.query(
      `delete from ad_cost where shop_id = $1 and (source, month) in (
         select source, month from unnest($2::text[], $3::date[], $4::bigint[])
           as t (source, month, cost) where cost is null)`,
      [shop.id, ...columns],
    );
    await sql.query(
      `insert into ad_cost (shop_id, source, month, cost_minor, saved_by)
       select $1, source, month, cost, $5
       from unnest($2::text[], $3::date[], $4::bigint[]) as t (source, month, cost)
       where cost is not null order by source, month
       on conflict (shop_id, source, month) do update set
         cost_minor = excluded.cost_minor, saved_by = excluded.saved_by, saved_at = now()`,
      [shop.id, ...columns, by],
    );
  });
}
