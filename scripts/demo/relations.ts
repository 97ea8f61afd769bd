import { base, Faker } from '@faker-js/faker';
import { previewEvents } from '#app/commands/import-events.ts';
import { acceptUpload } from '#app/commands/uploads.ts';
import type { CustomerEvent } from '#app/domain/history.ts';
import type { Enqueue } from '#app/queues/enqueue.ts';
import type { Shop } from '#app/store/database.ts';
import { eventsOf, type StoredEvent } from '#app/store/events.ts';
import { newestUploads, readUpload } from '#app/store/uploads.ts';
import { customerGid } from '#app/shopify/gid.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { watchStage } from './progress.ts';
import type { StoreApi } from './store-api.ts';

const DAY_MS = 86_400_000;
/** A shop hears of a customer so many days after the parcel, at most. */
const LATEST_DAYS = 25;

type Kind = CustomerEvent['kind'];

/** What some of the customers do beside buying: after which order, and how many of those who placed it. */
const DEEDS: readonly { kind: Kind; order: number; share: number }[] = [
  { kind: 'start-of-use', order: 1, share: 0.12 },
  { kind: 'video', order: 1, share: 0.08 },
  { kind: 'review', order: 2, share: 0.35 },
  { kind: 'inquiry', order: 2, share: 0.04 },
  { kind: 'survey', order: 3, share: 0.3 },
  { kind: 'review', order: 3, share: 0.3 },
  { kind: 'contract:continuing', order: 3, share: 0.2 },
  { kind: 'review', order: 4, share: 0.45 },
  { kind: 'referral', order: 4, share: 0.3 },
  { kind: 'survey', order: 4, share: 0.35 },
  { kind: 'post', order: 5, share: 0.12 },
  { kind: 'event', order: 6, share: 0.1 },
];

/** Of the contracts, how many were paused and ended since. */
const PAUSED = 0.12;
const CANCELLED = 0.18;

/** Hands in what the customers of a made-up store do beside buying, once. */
export async function tellRelations(shop: Shop, enqueue: Enqueue, store: StoreApi): Promise<void> {
  if ((await newestUploads(shop, 'events', 1)).length > 0) return;
  const id = await handIn(shop, enqueue, store);
  await watchStage('reviews and referrals', async () => {
    const upload = await readUpload(shop, id);
    const { status = 'failed', rowsDone = 0 } = upload ?? {};
    if (status === 'failed') throw new Error('the file of reviews and referrals was not read');
    return { done: rowsDone, total: rowsDone, finished: status === 'done' };
  });
}

/** What the app knows of its customers beside their orders, by their ids in Shopify. */
export async function eventsByCustomer(shop: Shop): Promise<Map<string, StoredEvent[]>> {
  const rows = await shop.db.sql.query<{ id: CustomerId }>(
    'select distinct customer_id as id from customer_event where shop_id = $1',
    [shop.id],
  );
  const ids = rows.map(({ id }) => id);
  const events = await eventsOf(shop, shop.db.sql, ids);
  return new Map([...events].map(([id, each]) => [customerGid(id), each]));
}

/** Shopify itself keeps none of them: the merchant has a file. */
async function handIn(shop: Shop, enqueue: Enqueue, store: StoreApi): Promise<bigint> {
  const rows = ['customer_id,kind,at'];
  const now = await store.now();
  for (const [customer, days] of await orderTimes(store)) {
    const number = /\d+$/.exec(customer)?.[0] ?? '';
    for (const { kind, at } of deedsOf(Number(number), days)) {
      if (at <= now) rows.push(`${number},${kind},${new Date(at).toISOString()}`);
    }
  }
  const bytes = Buffer.from(`${rows.join('\n')}\n`);
  const previewed = await previewEvents(shop, { name: 'relations.csv', bytes, by: null });
  if ('refusal' in previewed) throw new Error(previewed.refusal);
  await acceptUpload(shop, enqueue, previewed.id);
  return previewed.id;
}

/** When each customer ordered, the first time first. */
async function orderTimes(store: StoreApi): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  for await (const { customer, processedAt, cancelledAt, test } of store.orders()) {
    if (!customer || cancelledAt !== null || test) continue;
    times.set(customer.id, [...(times.get(customer.id) ?? []), Date.parse(processedAt)]);
  }
  for (const each of times.values()) each.sort((a, b) => a - b);
  return times;
}

function deedsOf(customer: number, orders: readonly number[]): { kind: Kind; at: number }[] {
  const faker = new Faker({ locale: base });
  faker.seed(customer);
  const isOne = (share: number) => faker.datatype.boolean({ probability: share });
  const later = (at: number) => at + faker.number.int({ min: 1, max: LATEST_DAYS }) * DAY_MS;
  return DEEDS.flatMap(({ kind, order, share }) => {
    const ordered = orders[order - 1];
    if (ordered === undefined || !isOne(share)) return [];
    const deed = { kind, at: later(ordered) };
    if (kind !== 'contract:continuing') return [deed];
    const ended = later(deed.at + LATEST_DAYS * DAY_MS);
    if (isOne(PAUSED)) return [deed, { kind: 'contract:paused' as const, at: ended }];
    return isOne(CANCELLED) ? [deed, { kind: 'contract:cancelled' as const, at: ended }] : [deed];
  });
}
