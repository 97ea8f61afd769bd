import type { ShopSettings } from '../domain/shop-settings.ts';
import type { Shop } from '../store/database.ts';
import { currentSettings } from '../store/settings.ts';

/** The language that a shop has chosen for the app; null: the admin's. */
export async function shopLanguage(
  shop: Shop,
): Promise<NonNullable<ShopSettings['language']> | null> {
  return (await currentSettings(shop))?.settings.language ?? null;
}
