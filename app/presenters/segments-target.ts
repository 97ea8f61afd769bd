import { segmentSaying, sayingsOf } from '../domain/tags.ts';
import type { Shop } from '../store/database.ts';
import { currentSettings } from '../store/settings.ts';
import { listSegments } from '../store/shopify-segments.ts';
import { readShop } from '../store/shops.ts';

/** A group of customers as Shopify's segments can name it. */
export interface Target {
  /** The tag without its prefix, as `lifecycle:at-risk`. */
  says: string;
  /** The tag as it is, or would be, on the customers. */
  tag: string;
  /** The condition for Shopify's segment editor. */
  query: string;
  /** Whether the tag is on the customers, or why not. */
  writing: 'on' | 'paused' | 'not-started' | 'off';
  /** The segment in Shopify that was made for it; null while none was asked for. */
  made: MadeSegment | null;
}

/** What has become of a segment that was to be made in Shopify. */
export interface MadeSegment {
  /** Where it is in Shopify's admin; null while it is not there. */
  place: string | null;
  waiting: boolean;
  /** What Shopify said against it. */
  refusal: string | null;
}

const SAYING = /^[a-z-]+:[a-z0-9-]+$/;

/** Reads what a tag says; null for what no tag of ours can say. */
export function sayingIn(text: string | null): string | null {
  return text !== null && SAYING.test(text) ? text : null;
}

/** How customers who have a tag can be targeted in Shopify. */
export async function segmentTarget(shop: Shop, says: string): Promise<Target> {
  const [row, current, made] = await Promise.all([
    readShop(shop),
    currentSettings(shop),
    listSegments(shop),
  ]);
  const tagging = current?.settings.tagging;
  const tag = `${tagging?.prefix ?? ''}${says}`;
  const found = made.find((segment) => segment.says === says);
  const written =
    sayingsOf(tagging?.models ?? []).includes(says) ||
    (tagging?.segments === true &&
      current?.settings.segments.some((one) => one.tag && segmentSaying(one.slug) === says));
  return {
    says,
    tag,
    query: `customer_tags CONTAINS ${quoted(tag)}`,
    writing: written ? stateOf(row) : 'off',
    made: found
      ? { place: placeOf(found.segmentId), waiting: found.waiting, refusal: found.refusal }
      : null,
  };
}

/** A text as it stands in a segment's query. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function stateOf(row: { taggingStartedAt: Date | null; taggingPausedAt: Date | null }) {
  if (row.taggingStartedAt === null) return 'not-started';
  return row.taggingPausedAt === null ? 'on' : 'paused';
}

function placeOf(segmentId: string | null): string | null {
  const number = segmentId?.split('/').at(-1);
  return number === undefined ? null : `shopify://admin/customers/segments/${number}`;
}
