import { isDeepStrictEqual } from 'node:util';
import type { Settings } from '../domain/settings.ts';
import { ShopSettings } from '../domain/shop-settings.ts';
import type { Shop, Sql } from './database.ts';
import { underOrderLock } from './orders.ts';
import { hasTagged, ownPrefix } from './shops.ts';

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

/** One version of the settings; null for one that is not there. */
export async function settingsAt(shop: Shop, version: number): Promise<ShopSettings | null> {
  const [row] = await shop.db.sql.query<{ body: unknown }>(
    'select body from settings where shop_id = $1 and version = $2',
    [shop.id, version],
  );
  return row ? ShopSettings.parse(row.body) : null;
}

/** A version with who made it and when. */
export interface SettingsRow extends SettingsVersion {
  by: string | null;
  at: Date;
  /** The version that it takes back. */
  undoes: number | null;
}

/** Up to `limit` versions up to `upTo` (null: the newest), newest first. */
export async function settingsVersions(
  shop: Shop,
  limit: number,
  upTo: number | null = null,
): Promise<SettingsRow[]> {
  const rows = await shop.db.sql.query<Omit<SettingsRow, 'settings'> & { body: unknown }>(
    `select version, body, saved_by as by, created_at as at, undoes from settings
     where shop_id = $1 and version <= coalesce($3, version) order by version desc limit $2`,
    [shop.id, limit, upTo],
  );
  return rows.map(({ body, ...row }) => ({ ...row, settings: ShopSettings.parse(body) }));
}

/** The greatest id that any version has given to a segment; 0 before the first. */
export async function greatestSegmentId(shop: Shop): Promise<number> {
  const [row] = await shop.db.sql.query<{ id: number | null }>(
    `select max((segment ->> 'id')::int) as id
     from settings, jsonb_array_elements(body -> 'segments') as segment where shop_id = $1`,
    [shop.id],
  );
  return row?.id ?? 0;
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

interface SaveOptions {
  /** The version that is taken back. */
  undoes?: number | null;
  /** The version that whoever changes them has seen. */
  over?: number | null;
}

/**
 * Stores the newest settings with a change as the next version. Orders are saved under the same
 * lock: none is counted by the old rules after this returns.
 *
 * @param by who changed them.
 * @returns the version; null before the first ones, or when `over` is not the newest any more.
 */
export function saveSettings(
  shop: Shop,
  change: Partial<ShopSettings>,
  by: string | null,
  { undoes = null, over = null }: SaveOptions = {},
): Promise<number | null> {
  return underOrderLock(shop, async (sql) => {
    const newest = await newestSettings(shop, sql);
    if (!newest || (over !== null && newest.version !== over)) return null;
    const version = newest.version + 1;
    const body = ShopSettings.parse({ ...newest.settings, ...change });
    await sql.query(
      `insert into settings (shop_id, version, body, saved_by, undoes) values ($1, $2, $3, $4, $5)`,
      [shop.id, version, JSON.stringify(body), by, undoes],
    );
    if (newest.settings.tagging.prefix !== body.tagging.prefix && (await hasTagged(shop, sql))) {
      await ownPrefix(shop, sql, body.tagging.prefix);
    }
    if (changesCustomers(newest.settings, body)) {
      await sql.query('update shop set models_version = $2 where id = $1', [shop.id, version]);
    }
    return version;
  });
}

/** Whether any customer may stand elsewhere, or be tagged otherwise, under the other settings. */
export function changesCustomers(before: ShopSettings, after: ShopSettings): boolean {
  return !isDeepStrictEqual(decisive(before), decisive(after));
}

/** What is read by others than the computation of customers, with one value for all. */
function decisive(settings: ShopSettings): ShopSettings {
  return {
    ...settings,
    sources: [],
    refreshCutoffs: 'weekly',
    roles: {},
    inserts: {},
    products: { trial: [], main: [], limited: [] },
    language: undefined,
    tagging: { ...settings.tagging, whenRemoved: 'repair' },
    segments: settings.segments.map((segment) => ({ ...segment, name: '' })),
  };
}
