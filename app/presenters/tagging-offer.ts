import { countWaitingTags, measureTagWork, restoreRateOf } from '../store/boards.ts';
import type { Shop } from '../store/database.ts';
import { currentSettings } from '../store/settings.ts';

/** A customer's tags are added in one call of this many points. */
const POINTS_PER_CUSTOMER = 10;
/** Points a second of Shopify's smallest plan. */
const SMALLEST_RATE = 100;

/** What *Start tagging* will do. */
export interface TaggingOffer {
  customers: number;
  /** Null where they were not counted one by one. */
  tags: number | null;
  /** At the shop's budget. */
  minutes: number;
  prefix: string;
}

/** What *Start tagging* would do now; every customer's tags are read. */
export async function taggingOffer(shop: Shop): Promise<TaggingOffer> {
  const { customers, tags } = await measureTagWork(shop);
  return { ...(await offerFor(shop, customers)), tags };
}

/** The same without the number of tags: only an index is read. */
export async function quickOffer(shop: Shop): Promise<TaggingOffer> {
  return offerFor(shop, await countWaitingTags(shop));
}

async function offerFor(shop: Shop, customers: number): Promise<TaggingOffer> {
  const [current, restoreRate] = await Promise.all([currentSettings(shop), restoreRateOf(shop)]);
  const seconds = (customers * POINTS_PER_CUSTOMER) / (restoreRate ?? SMALLEST_RATE);
  return {
    customers,
    tags: null,
    minutes: Math.max(1, Math.ceil(seconds / 60)),
    prefix: current?.settings.tagging.prefix ?? '',
  };
}
