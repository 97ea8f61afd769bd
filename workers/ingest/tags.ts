import { isOurTag, othersTags } from '#app/domain/tags.ts';
import { tagNewsOf } from '#app/shopify/webhooks/customer-payloads.ts';
import { applyTagDeltas, doubtRemovals } from '#app/store/customer-tags.ts';
import { settleDeliveries } from '#app/store/inbox.ts';
import { saveMappedEvents } from '../mapped-events.ts';
import { idsOf, understood, type Applier } from './applier.ts';

/** Keeps the merchant's tags as they come and go; of ours only what somebody else took off matters. */
export const applyTags: Applier = async (deliveries, { shop, ownPrefixes }) => {
  const told = await understood(deliveries, shop, ({ topic, body }) => tagNewsOf(topic, body));
  const deltas = told.map(({ news }) => ({
    ...news,
    added: othersTags(news.added, ownPrefixes),
    removed: othersTags(news.removed, ownPrefixes),
  }));
  const changes = deltas.filter(({ added, removed }) => added.length + removed.length > 0);
  await applyTagDeltas(shop, changes);
  await saveMappedEvents(
    shop,
    changes
      .toSorted((a, b) => a.at - b.at)
      .map(({ id, at }) => ({ customerId: id, at, metafields: [] })),
  );
  const ours = told.map(({ news: { id, removed } }) => ({
    id,
    removed: removed.filter((tag) => isOurTag(tag, ownPrefixes)),
  }));
  await doubtRemovals(
    shop,
    ours.filter(({ removed }) => removed.length > 0),
  );
  await settleDeliveries(shop, idsOf(told));
};
