import { ShopSettings, type Settings } from '../domain/settings.ts';
import type { Shop, Sql } from './database.ts';
import { underOrderLock } from './orders.ts';

/** The thresholds in force and the version they are. */
export interface SettingsVersion {
  version: number;
  settings: ShopSettings;
}

/** The newest settings, or null before the first ones. */
export function currentSettings(shop: Shop): Promise<SettingsVersion | null> {
  return newestSettings(shop, shop.db.sql);
}

/** As `currentSettings`, in a transaction. */
export async function newestSettings(shop: Shop, sql: Sql): Promise<SettingsVersion | null> {
  const [row] = await sql.query<{ version: number; body: unknown }>(
    'select version, body from settings where shop_id = $1 order by version desc limit 1',
    [shop.id],
  );
  return row ? { version: row.version, settings: ShopSettings.parse(row.body) } : null;
}

/** Whether no newer settings are there; asked under the lock of whoever is to follow them. */
export async function isNewestVersion(shop: Shop, sql: Sql, version: number): Promise<boolean> {
  const newer = await sql.query(
    'select from settings where shop_id = $1 and version > $2 limit 1',
    [shop.id, version],
  );
  return newer.length === 0;
}

/** Stores the shop's first settings unless it has some. */
export async function saveFirstSettings(shop: Shop, settings: Settings): Promise<void> {
  await shop.db.prisma.settings.createMany({
    data: [{ shopId: shop.id, version: 1, body: ShopSettings.parse(settings) }],
    skipDuplicates: true,
  });
}

/**
 * Stores the newest settings with a change as the next version. Orders are saved under the same
 * lock: none is counted by the old rules after this returns.
 *
 * @param by who changed them.
 * @returns the version; null before the first ones.
 */
export function saveSettings(
  shop: Shop,
  change: Partial<ShopSettings>,
  by: string | null,
): Promise<number | null> {
  return underOrderLock(shop, async (sql) => {
    const newest = await newestSettings(shop, sql);
    if (!newest) return null;
    const version = newest.version + 1;
    const body = ShopSettings.parse({ ...newest.settings, ...change });
    await sql.query(
      'insert into settings (shop_id, version, body, saved_by) values ($1, $2, $3, $4)',
      [shop.id, version, JSON.stringify(body), by],
    );
    return version;
  });
}
