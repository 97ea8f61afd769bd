import type { Shop } from './database.ts';
import { keptCount, type Counted } from './kept-counts.ts';

/** Every customer has to be looked at, so that the number is kept whatever it is. */
const ALWAYS = () => Infinity;

/** 見込み: customers in Shopify without a counted order, and when they were counted. */
export const countProspects: (shop: Shop) => Promise<Counted<number>> = keptCount(async (shop) => {
  const [row] = await shop.db.sql.query<{ customers: bigint }>(
    `select count(*) as customers from customer
       where shop_id = $1 and last_on is null and gone is null`,
    [shop.id],
  );
  return [Number(row?.customers ?? 0)];
}, ALWAYS);
