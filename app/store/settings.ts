import { ShopSettings, type Settings } from '../domain/settings.ts';
import type { Shop } from './database.ts';

/** The thresholds in force and the version they are. */
export interface SettingsVersion {
  version: number;
  settings: ShopSettings;
}

/** The newest settings, or null before the first ones. */
export async function currentSettings(shop: Shop): Promise<SettingsVersion | null> {
  const row = await shop.db.prisma.settings.findFirst({
    where: { shopId: shop.id },
    orderBy: { version: 'desc' },
  });
  return row && { version: row.version, settings: ShopSettings.parse(row.body) };
}

/** Stores the shop's first settings unless it has some. */
export async function saveFirstSettings(shop: Shop, settings: Settings): Promise<void> {
  await shop.db.prisma.settings.createMany({
    data: [{ shopId: shop.id, version: 1, body: settings }],
    skipDuplicates: true,
  });
}
