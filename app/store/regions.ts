import type { Shop } from './database.ts';

const LOOKED_AT = 20_000;

/** Regions that some of the customers live in, as conditions name them. */
export async function listRegions(shop: Shop): Promise<string[]> {
  const rows = await shop.db.sql.query<{ region: string }>(
    `select distinct region from (
       select coalesce(region, country) as region from customer where shop_id = $1
       order by id desc limit ${LOOKED_AT}) newest
     where region is not null order by region`,
    [shop.id],
  );
  return rows.map(({ region }) => region);
}
