import type { ShopId } from '../domain/ids.ts';
import type { Database, Shop } from './database.ts';

/** The shop of a myshopify.com domain, or null when the app does not know it. */
export async function findShop(db: Database, domain: string): Promise<Shop | null> {
  const row = await db.prisma.shop.findUnique({ where: { domain }, select: { id: true } });
  return row && { db, id: row.id as ShopId };
}

/**
 * Records that the shop has the app. A shop that comes back is read anew: what happened while it
 * was away was not told.
 */
export async function markInstalled(shop: Shop): Promise<void> {
  await shop.db.transaction(async (sql) => {
    const back = await sql.query(
      `update shop set uninstalled_at = null where id = $1 and uninstalled_at is not null
       returning id`,
      [shop.id],
    );
    if (back.length > 0) await sql.query('delete from reading where shop_id = $1', [shop.id]);
  });
}

/** Forgets the shop's token: Shopify no longer takes it. */
export async function dropToken(shop: Shop): Promise<void> {
  await shop.db.sql.query('delete from offline_token where shop_id = $1', [shop.id]);
}
