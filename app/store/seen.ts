import { numbersText } from './arrays.ts';
import type { Shop } from './database.ts';

/** Notes the ids that a comparison has come across. */
export async function noteSeen(
  shop: Shop,
  readingId: bigint,
  ids: readonly bigint[],
): Promise<void> {
  await shop.db.sql.query(
    `insert into seen (shop_id, reading_id, id) select $1, $2, * from unnest($3::bigint[])
     on conflict do nothing`,
    [shop.id, readingId, numbersText(ids)],
  );
}

/** Records that a comparison did not come across although they were there when it began. */
export async function unseen(
  shop: Shop,
  readingId: bigint,
  kind: 'orders' | 'customers' | 'products',
  { since, before }: { since: Date; before: Date },
): Promise<bigint[]> {
  const rows = await shop.db.sql.query<{ id: bigint }>(
    `select id from ${kind === 'orders' ? 'orders' : kind.slice(0, -1)} r
     where shop_id = $1 and created_at >= $3 and created_at < $4 and ${THERE[kind]}
       and not exists (select from seen s
                       where s.shop_id = $1 and s.reading_id = $2 and s.id = r.id)
     order by id`,
    [shop.id, readingId, since, before],
  );
  return rows.map(({ id }) => id);
}

const THERE = {
  orders: `not deleted and origin = 'shopify'`,
  customers: 'gone is null',
  products: 'not deleted',
} as const;

/** Forgets what a comparison came across. */
export async function dropSeen(shop: Shop, readingId: bigint): Promise<void> {
  await shop.db.sql.query('delete from seen where shop_id = $1 and reading_id = $2', [
    shop.id,
    readingId,
  ]);
}
