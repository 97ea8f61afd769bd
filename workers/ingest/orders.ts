import type { OrderId } from '#app/domain/ids.ts';
import type { OrderFacts } from '#app/domain/order.ts';
import { readOrderNews, type OrderNews } from '#app/shopify/webhooks/order-payloads.ts';
import { settleDeliveries } from '#app/store/inbox.ts';
import { deleteOrders, saveOrders } from '#app/store/orders.ts';
import { askAndSave } from '../asking.ts';
import { idsOf, understood, type Applier, type IngestContext, type Told } from './applier.ts';

/** Keeps orders as they are told; what a delivery leaves open is asked of Shopify. */
export const applyOrders: Applier = async (deliveries, ingest) => {
  const { shop, money } = ingest;
  const told = await understood(deliveries, shop, ({ topic, body }) =>
    readOrderNews(topic, body, money),
  );
  await deleteOrders(
    shop,
    told.flatMap(({ news }) => (news.kind === 'deleted' ? [news.id] : [])),
  );
  const facts = told.flatMap(({ news }) => (news.kind === 'facts' ? [news.facts] : []));
  const { newest, disputed } = newestOf(facts);
  const { contradicted } = await saveOrders(shop, newest, { because: 'order' });
  const ask = new Set([...disputed, ...contradicted]);
  for (const { news } of told) if (news.kind === 'ask') ask.add(news.id);
  const settled = told.filter(({ news }) => !ask.has(idOf(news)));
  await settleDeliveries(shop, idsOf(settled));
  await askFor([...ask], told, ingest);
};

/**
 * Then the deliveries that asked for orders are settled too. An order that Shopify does not show,
 * since it is older than the app may look, is kept as its newest delivery tells it.
 */
async function askFor(
  ids: readonly OrderId[],
  told: readonly Told<OrderNews>[],
  { shop, context, scopes, money }: IngestContext,
): Promise<void> {
  if (ids.length === 0) return;
  const admin = await context.admin(shop);
  const { missing } = await askAndSave({ shop, admin, scopes, money }, ids);
  const unseen = new Set(missing);
  const reckoned = told.flatMap(({ news }) =>
    news.kind === 'ask' && news.reckoned && unseen.has(news.id) ? [news.reckoned] : [],
  );
  await saveOrders(shop, reckoned, { because: 'order' });
  const asked = new Set(ids);
  await settleDeliveries(shop, idsOf(told.filter(({ news }) => asked.has(idOf(news)))));
}

/** Each order once, in its newest version; equally new versions that differ are disputed. */
function newestOf(all: OrderFacts[]): { newest: OrderFacts[]; disputed: OrderId[] } {
  const newest = new Map<OrderId, OrderFacts>();
  const disputed = new Set<OrderId>();
  for (const facts of all) {
    const other = newest.get(facts.id);
    if (!other || other.updatedAt < facts.updatedAt) newest.set(facts.id, facts);
    else if (other.updatedAt === facts.updatedAt && textOf(other) !== textOf(facts))
      disputed.add(facts.id);
  }
  return { newest: [...newest.values()], disputed: [...disputed] };
}

function textOf(facts: OrderFacts): string {
  return JSON.stringify(facts, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

function idOf(news: OrderNews): OrderId {
  return news.kind === 'facts' ? news.facts.id : news.id;
}
