import type { Basis } from '../domain/customer.ts';
import { readsPastClasses } from '../domain/segments/saved.ts';
import type { ShopSettings } from '../domain/shop-settings.ts';
import { basisStamp } from './basis-lock.ts';
import { currentCutoffs, monthCutoffs } from './cutoffs.ts';
import type { Shop } from './database.ts';
import { currentSettings } from './settings.ts';
import { topAmounts } from './top-amounts.ts';

/** All that customers are held against, and the rows it comes from. */
export interface StoredBasis extends Basis {
  settingsVersion: number;
  cutoffId: bigint;
  /** Read before the rest: what changes meanwhile has another one. */
  stamp: string;
}

/** What customers are held against; null before there are settings and a first comparison. */
export async function readBasis(shop: Shop): Promise<StoredBasis | null> {
  const newest = await currentSettings(shop);
  if (!newest) return null;
  const basis = await basisUnder(shop, newest.settings);
  return basis && { ...basis, settingsVersion: newest.version };
}

/** What customers would be held against under some settings; null before a first comparison. */
export async function basisUnder(
  shop: Shop,
  settings: ShopSettings,
): Promise<Omit<StoredBasis, 'settingsVersion'> | null> {
  const stamp = await basisStamp(shop, shop.db.sql);
  const [current, tops, months] = await Promise.all([
    currentCutoffs(shop),
    topAmounts(shop),
    readsPastClasses(settings.segments) ? monthCutoffs(shop) : [],
  ]);
  return current && { settings, topAmounts: tops, current, cutoffId: current.id, months, stamp };
}
