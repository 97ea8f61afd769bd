import type { ShopId } from '../domain/ids.ts';
import type { Database, Shop } from './database.ts';

/** What the store keeps of a shop itself. */
export interface ShopRow {
  domain: string;
  /** IANA name and ISO code; null until Shopify was asked. */
  timezone: string | null;
  currency: string | null;
  tagPrefix: string;
  taggingStartedAt: Date | null;
  uninstalledAt: Date | null;
  /** 0, 1 or 2 of Shopify's protected customer data; null until it was asked. */
  protectedData: number | null;
}

/** A shop known to have a calendar and a currency. */
export type KnownShop = ShopRow & { timezone: string; currency: string };

/** The shop of a myshopify.com domain, made if it is new. */
export async function ensureShop(db: Database, domain: string): Promise<Shop> {
  const row = await db.prisma.shop.upsert({ where: { domain }, create: { domain }, update: {} });
  return { db, id: row.id as ShopId };
}

/**
 * A shop of which a delivery came although the app does not know it: it has left and was forgotten,
 * or is only coming. Until it has the app no work is done for it.
 */
export async function ensureLeftShop(db: Database, domain: string): Promise<void> {
  await db.prisma.shop.createMany({
    data: [{ domain, uninstalledAt: new Date() }],
    skipDuplicates: true,
  });
}

/** Every shop that has left and is not forgotten: deliveries of it may still wait. */
export async function leftShops(db: Database): Promise<Shop[]> {
  const rows = await db.prisma.shop.findMany({
    select: { id: true },
    where: { uninstalledAt: { not: null } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => ({ db, id: id as ShopId }));
}

/** Every shop that has the app, for work that looks after all of them. */
export async function allShops(db: Database): Promise<Shop[]> {
  const rows = await db.prisma.shop.findMany({
    select: { id: true },
    where: { uninstalledAt: null },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => ({ db, id: id as ShopId }));
}

/** The shop's own row. @throws when the shop is gone. */
export async function readShop(shop: Shop): Promise<ShopRow> {
  return shop.db.prisma.shop.findUniqueOrThrow({ where: { id: shop.id } });
}

/** The shop's own row, or null when the shop is forgotten. */
export function findShopRow(shop: Shop): Promise<ShopRow | null> {
  return shop.db.prisma.shop.findUnique({ where: { id: shop.id } });
}

/** Whether the shop has the app: work is done for it only then. */
export async function hasApp(shop: Shop): Promise<boolean> {
  const row = await findShopRow(shop);
  return row !== null && row.uninstalledAt === null;
}

/** The shop's row once its calendar and currency are known, else null. */
export async function readKnownShop(shop: Shop): Promise<KnownShop | null> {
  const row = await readShop(shop);
  const { timezone, currency } = row;
  return timezone && currency ? { ...row, timezone, currency } : null;
}

/** Records the shop's calendar (IANA name), money (ISO code) and how much of its customers we may see. */
export async function saveShopFacts(
  shop: Shop,
  facts: { timezone: string; currency: string; protectedData: number },
): Promise<void> {
  await shop.db.prisma.shop.update({ where: { id: shop.id }, data: facts });
}

/** The shop has uninstalled the app: its token goes at once, and work for it stops, readings included. */
export async function leave(shop: Shop, at: Date): Promise<void> {
  await shop.db.transaction(async (sql) => {
    await sql.query('update shop set uninstalled_at = $2 where id = $1', [shop.id, at]);
    await sql.query('delete from offline_token where shop_id = $1', [shop.id]);
    await sql.query(
      `update reading set status = 'failed', reason = 'uninstalled', finished_at = now()
       where shop_id = $1 and status not in ('done', 'failed')`,
      [shop.id],
    );
  });
}

/** Allows tags to be written from now on; the first such moment is kept. */
export async function allowTagging(shop: Shop, at: Date): Promise<void> {
  await shop.db.prisma.shop.updateMany({
    where: { id: shop.id, taggingStartedAt: null },
    data: { taggingStartedAt: at },
  });
}
