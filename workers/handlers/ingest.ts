import { Failure } from '#app/domain/failure.ts';
import type { OrderId } from '#app/domain/ids.ts';
import { moneyReader, type MoneyReader } from '#app/domain/money.ts';
import type { OrderFacts } from '#app/domain/order.ts';
import { orderFactsOf } from '#app/shopify/order-fields.ts';
import { ORDERS_A_CALL, ordersById } from '#app/shopify/operations/orders-by-id.ts';
import { readOrderNews, type OrderNews } from '#app/shopify/webhooks/order-payloads.ts';
import type { Shop } from '#app/store/database.ts';
import {
  claimDeliveries,
  releaseDeliveries,
  setAsideDelivery,
  settleDeliveries,
  type PendingDelivery,
} from '#app/store/inbox.ts';
import { deleteOrders, saveOrders } from '#app/store/orders.ts';
import { leave, readKnownShop } from '#app/store/shops.ts';
import type { Context } from '../context.ts';

const BATCH = 250;
const LEASE_SECONDS = 60;
const ORDER_TOPICS = new Set([
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'orders/delete',
  'refunds/create',
]);

/** Applies what Shopify has delivered, in any order of arrival, until nothing waits. */
export async function ingest(shop: Shop, context: Context): Promise<void> {
  const known = await readKnownShop(shop);
  if (!known) return;
  const read = moneyReader(known.currency);
  while (!context.stopping.aborted) {
    const deliveries = await claimDeliveries(shop, BATCH, LEASE_SECONDS);
    if (deliveries.length === 0) return;
    await apply(shop, context, deliveries, read);
    await context.enqueue('recompute', { shopId: shop.id });
  }
}

interface Told {
  delivery: PendingDelivery;
  news: OrderNews;
}

async function apply(
  shop: Shop,
  context: Context,
  deliveries: PendingDelivery[],
  read: MoneyReader,
): Promise<void> {
  const told: Told[] = [];
  const done: bigint[] = [];
  for (const delivery of deliveries) {
    if (delivery.topic === 'app/uninstalled') {
      await leave(shop, delivery.triggeredAt ?? new Date());
      done.push(delivery.id);
    } else if (ORDER_TOPICS.has(delivery.topic)) {
      const news = await understood(shop, delivery, read);
      if (news) told.push({ delivery, news });
    } else {
      await setAsideDelivery(shop, delivery.id, `nobody handles ${delivery.topic} yet`);
    }
  }
  await deleteOrders(
    shop,
    told.flatMap(({ news }) => (news.kind === 'deleted' ? [news.id] : [])),
  );
  const facts = told.flatMap(({ news }) => (news.kind === 'facts' ? [news.facts] : []));
  const { newest, disputed } = newestOf(facts);
  const { contradicted } = await saveOrders(shop, newest, { because: 'order' });
  const ask = new Set([...disputed, ...contradicted]);
  for (const { news } of told) if (news.kind === 'ask') ask.add(news.id);
  const answered = (id: OrderId) => !ask.has(id);
  const [settled, open] = divided(told, ({ news }) => answered(idOf(news)));
  await settleDeliveries(shop, [...done, ...settled.map(({ delivery }) => delivery.id)]);
  await askShopify(shop, context, [...ask], open, read);
}

/** Fetches the orders whose deliveries did not tell all; then those deliveries are settled too. */
async function askShopify(
  shop: Shop,
  context: Context,
  ids: OrderId[],
  open: Told[],
  read: MoneyReader,
): Promise<void> {
  if (ids.length === 0) return;
  try {
    const admin = await context.admin(shop);
    for (let start = 0; start < ids.length; start += ORDERS_A_CALL) {
      const answer = await admin.run(ordersById(ids.slice(start, start + ORDERS_A_CALL)));
      const facts = Object.values(answer).flatMap((order) =>
        order ? [orderFactsOf(order, read)] : [],
      );
      await saveOrders(shop, facts, { because: 'order', asked: true });
    }
    await settleDeliveries(
      shop,
      open.map(({ delivery }) => delivery.id),
    );
  } catch (error) {
    if (error instanceof Failure && error.remedy.kind === 'stop') {
      for (const { delivery } of open) await setAsideDelivery(shop, delivery.id, error.message);
      return;
    }
    await releaseDeliveries(
      shop,
      open.map(({ delivery }) => delivery.id),
    );
    throw error;
  }
}

async function understood(
  shop: Shop,
  delivery: PendingDelivery,
  read: MoneyReader,
): Promise<OrderNews | null> {
  try {
    return readOrderNews(delivery.topic, delivery.body, read);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await setAsideDelivery(shop, delivery.id, `not understood: ${reason}`);
    return null;
  }
}

/** Each order once, in its newest version; equally new versions that differ are disputed. */
function newestOf(all: OrderFacts[]): { newest: OrderFacts[]; disputed: OrderId[] } {
  const newest = new Map<OrderId, OrderFacts>();
  const disputed = new Set<OrderId>();
  for (const facts of all) {
    const other = newest.get(facts.id);
    if (!other || other.updatedAt < facts.updatedAt) newest.set(facts.id, facts);
    else if (other.updatedAt === facts.updatedAt && !sameFacts(other, facts))
      disputed.add(facts.id);
  }
  return { newest: [...newest.values()], disputed: [...disputed] };
}

function sameFacts(a: OrderFacts, b: OrderFacts): boolean {
  return (Object.keys(a) as (keyof OrderFacts)[]).every((key) => a[key] === b[key]);
}

function idOf(news: OrderNews): OrderId {
  return news.kind === 'facts' ? news.facts.id : news.id;
}

function divided<T>(items: readonly T[], test: (item: T) => boolean): [yes: T[], no: T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
