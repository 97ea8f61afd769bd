import { randomUUID } from 'node:crypto';
import type { Job } from 'bullmq';
import { createLogger } from '#app/config/logger.ts';
import type { JobName } from '#app/queues/catalog.ts';
import type { Database } from '#app/store/database.ts';
import { keepDelivery } from '#app/store/inbox.ts';
import { allowTagging, ensureShop, saveShopFacts } from '#app/store/shops.ts';
import type { Context } from '#workers/context.ts';
import { runJob } from '#workers/run-job.ts';

/** A shop of its own that is told of by deliveries, with no store behind it that could be asked. */
export async function aToldShop(db: Database, logger = createLogger('silent')) {
  const domain = `told-${randomUUID()}.myshopify.com`;
  const shop = await ensureShop(db, domain);
  await saveShopFacts(shop, {
    name: 'しずく堂',
    timezone: 'Asia/Tokyo',
    currency: 'JPY',
    protectedData: 1,
  });
  await allowTagging(shop, 'kz-', new Date());
  const enqueued: JobName[] = [];
  const context = {
    env: { JOB_LOCK_SECONDS: 30 },
    db,
    logger,
    enqueue: (name: JobName) => {
      enqueued.push(name);
      return Promise.resolve();
    },
    stopping: new AbortController().signal,
  } as unknown as Context;
  const keep = (topic: string, body: object) =>
    keepDelivery(db, {
      shopDomain: domain,
      webhookId: randomUUID(),
      topic,
      body: JSON.stringify(body),
      hash: 'x',
      triggeredAt: null,
    });
  return {
    shop,
    domain,
    context,
    enqueued,
    keep,
    /** Lets the app apply a delivery. */
    tell: async (topic: string, body: object) => {
      await keep(topic, body);
      await runJob(
        { name: 'ingest', data: { shopId: shop.id } } as unknown as Job,
        undefined,
        context,
      );
    },
  };
}

export type ToldShop = Awaited<ReturnType<typeof aToldShop>>;

/** Bodies of deliveries about customers, as Shopify writes them. */
export const bodies = {
  customer: (id: bigint, fields: object = {}) => ({
    id: Number(id),
    admin_graphql_api_id: gidOf(id),
    created_at: '2026-01-01T12:00:00+09:00',
    updated_at: '2026-01-02T12:00:00+09:00',
    state: 'enabled',
    default_address: { country_code: 'JP', province_code: 'JP-13' },
    ...fields,
  }),
  deleted: (id: bigint) => ({ id: Number(id), admin_graphql_api_id: gidOf(id) }),
  merge: (kept: bigint, deleted: bigint, status = 'completed') => ({
    admin_graphql_api_customer_kept_id: gidOf(kept),
    admin_graphql_api_customer_deleted_id: gidOf(deleted),
    admin_graphql_api_job_id: 'gid://shopify/Job/1',
    status,
    errors: [],
  }),
  redact: (
    id: bigint | null,
    orders: bigint[],
    email: string | null = null,
    phone: string | null = null,
  ) => ({
    shop_id: 1,
    shop_domain: 'told.myshopify.com',
    customer: { ...(id !== null && { id: Number(id) }), email, phone },
    orders_to_redact: orders.map(Number),
  }),
  dataRequest: (id: bigint, customer: bigint, orders: bigint[]) => ({
    shop_id: 1,
    shop_domain: 'told.myshopify.com',
    customer: { id: Number(customer), email: 'x@example.com', phone: null },
    orders_requested: orders.map(Number),
    data_request: { id: Number(id) },
  }),
  shopRedact: { shop_id: 1, shop_domain: 'told.myshopify.com' },
  tags: (id: bigint, tags: string[], occurredAt: string) => ({
    customerId: gidOf(id),
    tags,
    occurredAt,
  }),
};

function gidOf(id: bigint): string {
  return `gid://shopify/Customer/${id}`;
}
