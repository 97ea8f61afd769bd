import type { ShopId } from '../domain/ids.ts';
import type { Database, Shop, Sql } from './database.ts';

/** What the store keeps of a shop itself. */
export interface ShopRow {
  domain: string;
  /** As Shopify shows it to customers; null until Shopify was asked. */
  name: string | null;
  /** IANA name and ISO code; null until Shopify was asked. */
  timezone: string | null;
  currency: string | null;
  /** Prefixes under which tags of ours were written or may be; none before the first tagging. */
  ownPrefixes: string[];
  taggingStartedAt: Date | null;
  /** Since when the merchant wants no tag written for now. */
  taggingPausedAt: Date | null;
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

/**
 * Records the shop's name, calendar (IANA name), money (ISO code) and how much of its customers we
 * may see.
 * Another calendar or money is a new version of the settings: every day is worked out again, and no
 * tag is written until that is done.
 *
 * @returns whether the customers have to be rebuilt.
 */
export function saveShopFacts(
  shop: Shop,
  { name, timezone, currency, protectedData }: ShopFacts,
): Promise<boolean> {
  return shop.db.transaction(async (sql) => {
    const [before] = await sql.query<Pick<ShopRow, 'timezone' | 'currency'>>(
      'select timezone, currency from shop where id = $1 for update',
      [shop.id],
    );
    await sql.query(
      'update shop set timezone = $2, currency = $3, protected_data = $4, name = $5 where id = $1',
      [shop.id, timezone, currency, protectedData, name],
    );
    if (before?.timezone === timezone && before.currency === currency) return false;
    const version = await sql.query(
      `with again as (
         insert into settings (shop_id, version, body)
         select shop_id, version + 1, body from settings where shop_id = $1
         order by version desc limit 1
         returning version
       )
       update shop s set models_version = a.version, hold_tags_version = a.version
       from again a where s.id = $1
       returning s.id`,
      [shop.id],
    );
    return version.length > 0;
  });
}

/** What Shopify says of a shop itself. */
export interface ShopFacts {
  name: string;
  timezone: string;
  currency: string;
  protectedData: number;
}

/** The shop has uninstalled the app: its token goes at once, and work for it stops, readings included. */
export async function leave(shop: Shop, at: Date): Promise<void> {
  await shop.db.transaction(async (sql) => {
    await sql.query('update shop set uninstalled_at = $2 where id = $1', [shop.id, at]);
    await sql.query('delete from offline_token where shop_id = $1', [shop.id]);
    await sql.query('delete from flow_firing where shop_id = $1', [shop.id]);
    await sql.query(
      `update reading set status = 'failed', reason = 'uninstalled', finished_at = now()
       where shop_id = $1 and status not in ('done', 'failed')`,
      [shop.id],
    );
  });
}

/** Allows tags under a prefix to be written from now on; the first such moment is kept. */
export async function allowTagging(shop: Shop, prefix: string, at: Date): Promise<void> {
  await shop.db.transaction(async (sql) => {
    await ownPrefix(shop, sql, prefix);
    await sql.query(
      `update shop set tagging_started_at = coalesce(tagging_started_at, $2), tagging_paused_at = null
       where id = $1`,
      [shop.id, at],
    );
  });
}

/** No tag is written from now on, until tagging is allowed again; wishes go on. */
export async function pauseTags(shop: Shop, at: Date): Promise<void> {
  await shop.db.sql.query(
    'update shop set tagging_paused_at = coalesce(tagging_paused_at, $2) where id = $1',
    [shop.id, at],
  );
}

/** Whether the merchant has ever let tags be written. */
export async function hasTagged(shop: Shop, sql: Sql): Promise<boolean> {
  const rows = await sql.query(
    'select from shop where id = $1 and tagging_started_at is not null',
    [shop.id],
  );
  return rows.length > 0;
}

/** Whether tags may be written: the merchant has said so and wants no pause. */
export async function mayWriteTags(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `select from shop where id = $1 and tagging_started_at is not null and tagging_paused_at is null
       and uninstalled_at is null
       and (hold_tags_version is null or coalesce(
         (select min(settings_version) from customer where shop_id = $1) >= hold_tags_version, true))`,
    [shop.id],
  );
  return rows.length > 0;
}

/** Remembers that tags with this prefix are ours from now on. */
export async function ownPrefix(shop: Shop, sql: Sql, prefix: string): Promise<void> {
  await sql.query(
    `update shop set own_prefixes = own_prefixes || $2::text
     where id = $1 and not ($2::text = any (own_prefixes))`,
    [shop.id, prefix],
  );
}
