import { segmentSaying, sayingsOf } from '../domain/tags.ts';
import { savedSegmentName, segmentNameOf } from '../i18n/segment-name.ts';
import type { Locale } from '../i18n/locale.ts';
import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { currentSettings } from '../store/settings.ts';
import {
  listSegments,
  wantSegments,
  type SegmentWish,
  type ShopifySegment,
} from '../store/shopify-segments.ts';

/** What every segment would be called that there can be: one for each tag that is written. */
async function offered(shop: Shop, locale: Locale): Promise<SegmentWish[]> {
  const found = await currentSettings(shop);
  if (!found) return [];
  const { tagging, segments } = found.settings;
  const states = sayingsOf(tagging.models).flatMap((says) => {
    const [model = '', state = ''] = says.split(':');
    const name = segmentNameOf(model, state, locale);
    return name === null ? [] : [{ says, name }];
  });
  const saved = tagging.segments ? segments.filter(({ tag }) => tag) : [];
  return [
    ...states,
    ...saved.map(({ slug, name }) => ({ says: segmentSaying(slug), name: savedSegmentName(name) })),
  ];
}

/**
 * Makes Shopify segments of the customers who have these tags; those that are there stay.
 *
 * @param tags without the prefix, as `lifecycle:at-risk`; null: all states of the models that write tags.
 * @param locale in which the new ones are named.
 * @returns how many were asked for: unknown tags are left out.
 */
export async function createShopifySegments(
  shop: Shop,
  enqueue: Enqueue,
  tags: readonly string[] | null,
  locale: Locale,
): Promise<number> {
  const possible = await offered(shop, locale);
  const wishes = possible.filter(({ says }) =>
    tags === null ? !says.startsWith(segmentSaying('')) : tags.includes(says),
  );
  if (wishes.length === 0) return 0;
  await wantSegments(shop, wishes);
  await enqueue('create-segments', { shopId: shop.id });
  return wishes.length;
}

/** A segment that can be made in Shopify, and what has become of it. */
export interface OfferedSegment extends ShopifySegment {
  /** Whether it was asked for. */
  known: boolean;
}

/** Every Shopify segment that can be made, and whatever was asked for before. */
export async function shopifySegments(shop: Shop, locale: Locale): Promise<OfferedSegment[]> {
  const [possible, asked] = await Promise.all([offered(shop, locale), listSegments(shop)]);
  const known = new Set(asked.map(({ says }) => says));
  return [
    ...asked.map((segment) => ({ ...segment, known: true })),
    ...possible
      .filter(({ says }) => !known.has(says))
      .map((wish) => ({ ...wish, known: false, segmentId: null, waiting: false, refusal: null })),
  ];
}
