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
 * @param keep points that have to be left for others.
 * @returns 0 when they were taken, else the milliseconds until there may be enough.
 */
export async function reservePoints(shop: Shop, points: number, keep = 0): Promise<number> {
  const [row] = await shop.db.sql.query<{ level: number; rate: number }>(
    `update api_budget b
     set available = level - case when level >= $2::float8 + $3 then $2 else 0 end, measured_at = at
     from (${REFILLED}) refilled where b.shop_id = refilled.shop_id
     returning level, restore_rate as rate`,
    [shop.id, points, keep],
  );
  if (row) return Math.ceil((Math.max(0, points + keep - row.level) / row.rate) * 1000);
  await shop.db.sql.query(
    `insert into api_budget (shop_id, available, maximum, restore_rate, measured_at)
     values ($1, $2, $3, $4, clock_timestamp()) on conflict do nothing`,
    [shop.id, UNKNOWN.currentlyAvailable, UNKNOWN.maximumAvailable, UNKNOWN.restoreRate],
  );
  return reservePoints(shop, points, keep);
}

/** The shop's budget as it is now, by what is known of it. */
export async function readBudget(shop: Shop): Promise<Bucket> {
  const [row] = await shop.db.sql.query<Bucket>(
    `select maximum as "maximumAvailable", restore_rate as "restoreRate",
            least(maximum, available + restore_rate *
              greatest(0, extract(epoch from clock_timestamp() - measured_at)))
              as "currentlyAvailable"
     from api_budget where shop_id = $1`,
    [shop.id],
  );
  return row ?? UNKNOWN;
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

/** Points a second that Shopify gives the shop; null before its first answer. */
export async function restoreRate(shop: Shop): Promise<number | null> {
  const [row] = await shop.db.sql.query<{ rate: number }>(
    'select restore_rate as rate from api_budget where shop_id = $1',
    [shop.id],
  );
  return row?.rate ?? null;
}
