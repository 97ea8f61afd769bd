import { TAGGED_MODELS, Tagging } from '../domain/tagging.ts';
import { countTagged, type TaggedCounts } from '../store/boards.ts';
import type { Shop } from '../store/database.ts';
import { findClash, type PrefixClash } from '../store/prefix-clashes.ts';
import { currentSettings } from '../store/settings.ts';
import { readShop } from '../store/shops.ts';
import { listExceptions, listRespected } from '../store/tag-states.ts';
import { taggingOffer, type TaggingOffer } from './tagging-offer.ts';
import { placeOf, type ScreenPlace } from './place.ts';

const EXCEPTIONS = 50;

/** Customers who have tags of somebody else under our prefix. */
export interface ShownClash {
  customers: number;
  examples: { id: string; tag: string }[];
}

/** What is written onto customers, and how far it is. */
export interface TagsScreen extends ScreenPlace {
  /** The newest version of the settings; null while there are none. */
  version: number | null;
  tagging: Tagging;
  models: typeof TAGGED_MODELS;
  counts: TaggedCounts;
  /** Null once tagging has been started. */
  offer: TaggingOffer | null;
  /** Epoch milliseconds; null while it is not paused. */
  pausedAt: number | null;
  /** Customers whose tags Shopify does not take. */
  exceptions: { id: string; reason: string }[];
  /** Customers on whom tags are left off that somebody took off. */
  respected: { id: string; tags: string[] }[];
  /** Under the prefix in force, before the first tagging. */
  clash: ShownClash | null;
}

/** The tags of a shop. */
export async function tagsScreen(shop: Shop): Promise<TagsScreen> {
  const [row, current, counts, exceptions, respected] = await Promise.all([
    readShop(shop),
    currentSettings(shop),
    countTagged(shop),
    listExceptions(shop, EXCEPTIONS),
    listRespected(shop, EXCEPTIONS),
  ]);
  const tagging = current?.settings.tagging ?? Tagging.parse({});
  const started = row.taggingStartedAt !== null;
  const [offer, clash] = started
    ? [null, null]
    : await Promise.all([taggingOffer(shop), findClash(shop, tagging.prefix)]);
  return {
    ...placeOf(row),
    version: current?.version ?? null,
    tagging,
    models: TAGGED_MODELS,
    counts,
    offer,
    pausedAt: row.taggingPausedAt?.getTime() ?? null,
    exceptions: exceptions.map(({ customerId, exception }) => ({
      id: String(customerId),
      reason: exception,
    })),
    respected: respected.map(({ customerId, tags }) => ({ id: String(customerId), tags })),
    clash: shownClash(clash),
  };
}

/** A clash as the page tells it. */
export function shownClash(clash: PrefixClash | null): ShownClash | null {
  return (
    clash && {
      customers: clash.customers,
      examples: clash.examples.map(({ customerId, tag }) => ({ id: String(customerId), tag })),
    }
  );
}
