import type { Shop } from './database.ts';

/** Shopify's leaky bucket as an answer described it, in points. */
export interface Bucket {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

/** Before the first answer: the bucket of the smallest plan. */
const UNKNOWN: Bucket = { maximumAvailable: 2000, currentlyAvailable: 2000, restoreRate: 100 };

/** The budget row, refilled since it was last measured (to the millisecond, so perhaps a little ahead). */
const REFILLED = `
  select shop_id, clock_timestamp() as at,
         least(maximum, available + restore_rate *
           greatest(0, extract(epoch from clock_timestamp() - measured_at))) as level
  from api_budget where shop_id = $1 for update`;

/**
 * Takes points from the shop's budget, which all processes share.
 *
 * @returns 0 when they were taken, else the milliseconds until there may be enough.
 */
export async function reservePoints(shop: Shop, points: number): Promise<number> {
  const [row] = await shop.db.sql.query<{ level: number; rate: number }>(
    `update api_budget b
     set available = level - case when level >= $2 then $2 else 0 end, measured_at = at
     from (${REFILLED}) refilled where b.shop_id = refilled.shop_id
     returning level, restore_rate as rate`,
    [shop.id, points],
  );
  if (row) return row.level >= points ? 0 : Math.ceil(((points - row.level) / row.rate) * 1000);
  await shop.db.sql.query(
    `insert into api_budget (shop_id, available, maximum, restore_rate, measured_at)
     values ($1, $2, $3, $4, clock_timestamp()) on conflict do nothing`,
    [shop.id, UNKNOWN.currentlyAvailable, UNKNOWN.maximumAvailable, UNKNOWN.restoreRate],
  );
  return reservePoints(shop, points);
}

/**
 * Returns unspent points and learns from what Shopify said of its bucket. Its figure lowers ours at
 * once; it raises ours only when the plan has changed, since others' calls may still be on the way.
 */
export async function settlePoints(
  shop: Shop,
  unspent: number,
  bucket: Bucket | null,
): Promise<void> {
  await shop.db.sql.query(
    `update api_budget b set
       available = case
         when $3::float8 is null then least(maximum, level + $2)
         when maximum <> $3 then $4
         else least(level + $2, $4) end,
       maximum = coalesce($3, maximum), restore_rate = coalesce($5, restore_rate), measured_at = at
     from (${REFILLED}) refilled where b.shop_id = refilled.shop_id`,
    [
      shop.id,
      unspent,
      bucket?.maximumAvailable ?? null,
      bucket?.currentlyAvailable ?? null,
      bucket?.restoreRate ?? null,
    ],
  );
}
