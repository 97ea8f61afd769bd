import type { Shop } from '../store/database.ts';
import type { SettingsVersion } from '../store/settings.ts';
import { listSegments } from '../store/shopify-segments.ts';
import type { ShopRow } from '../store/shops.ts';

/** What a merchant does once, in this order. */
export const FIRST_STEPS = ['orders', 'groups', 'settings', 'tagging', 'segment'] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

/** Which of the first steps are done; null when all are. */
export async function firstSteps(
  shop: Shop,
  { settings, version, taggingStartedAt }: SettingsVersion & Pick<ShopRow, 'taggingStartedAt'>,
): Promise<Record<FirstStep, boolean> | null> {
  const segments = await listSegments(shop);
  const done: Record<FirstStep, boolean> = {
    orders: true,
    groups: true,
    settings: version > 1,
    tagging: taggingStartedAt !== null,
    segment: segments.length > 0 || settings.segments.length > 0,
  };
  return FIRST_STEPS.every((step) => done[step]) ? null : done;
}
