import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { findClash, type PrefixClash } from '../store/prefix-clashes.ts';
import { currentSettings, saveSettings } from '../store/settings.ts';
import { pauseTags } from '../store/shops.ts';
import { followSettings } from './follow-settings.ts';
import type { Saved } from './settings.ts';

/** The merchant wants no tag written for now: bulk operations under way are cancelled too. */
export async function pauseTagging(shop: Shop, enqueue: Enqueue, now: Date): Promise<void> {
  await pauseTags(shop, now);
  await enqueue('write-chunks', { shopId: shop.id });
}

/**
 * Has every tag of ours taken off, by settings of which no model and no segment writes tags: undoing
 * them brings the tags back. While tagging is paused they stay until it goes on.
 *
 * @param by who wants it.
 */
export async function removeAllTags(
  shop: Shop,
  enqueue: Enqueue,
  by: string | null,
): Promise<Saved> {
  const current = await currentSettings(shop);
  if (!current) return { refusal: 'not-ready' };
  const { settings, version: over } = current;
  const tagging = { ...settings.tagging, models: [], segments: false };
  const version = await saveSettings(shop, { tagging }, by, { over });
  if (version === null) return { refusal: 'settings-changed' };
  await followSettings(shop, enqueue, settings, settings);
  return { version };
}

/** Whose tags ours would be mistaken for under a prefix; null when nobody's. */
export function prefixClash(shop: Shop, prefix: string): Promise<PrefixClash | null> {
  return findClash(shop, prefix);
}
