import { faultOf } from '#app/domain/failure.ts';
import type { MoneyReader } from '#app/domain/money.ts';
import type { Scopes } from '#app/shopify/scopes.ts';
import type { Shop } from '#app/store/database.ts';
import { setAsideDelivery, type PendingDelivery } from '#app/store/inbox.ts';
import type { Context } from '../context.ts';

/** What applying deliveries needs. */
export interface IngestContext {
  shop: Shop;
  context: Context;
  /** Amounts in the shop's currency. */
  money: MoneyReader;
  scopes: Scopes;
  /** Each begins tags of ours. */
  ownPrefixes: readonly string[];
}

/** Applies deliveries of its topics, in any order of arrival. @throws when they have to be tried again. */
export type Applier = (
  deliveries: readonly PendingDelivery[],
  ingest: IngestContext,
) => Promise<void>;

/** A delivery together with what it says. */
export interface Told<News> {
  delivery: PendingDelivery;
  news: News;
}

/** What deliveries say; one that is not understood is set aside for a person. */
export async function understood<News>(
  deliveries: readonly PendingDelivery[],
  shop: Shop,
  read: (delivery: PendingDelivery) => News,
): Promise<Told<News>[]> {
  const told: Told<News>[] = [];
  for (const delivery of deliveries) {
    try {
      told.push({ delivery, news: read(delivery) });
    } catch (error) {
      await setAsideDelivery(shop, delivery.id, `not understood: ${faultOf(error)}`);
    }
  }
  return told;
}

/** The keys of deliveries in the inbox. */
export function idsOf(told: readonly Told<unknown>[]): bigint[] {
  return told.map(({ delivery }) => delivery.id);
}
