import { setTimeout as sleep } from 'node:timers/promises';
import { keepToken, openAdmin } from '#app/access.server.ts';
import { createLogger } from '#app/config/logger.ts';
import type { JobName } from '#app/queues/catalog.ts';
import { routeLibrary, shopifyFetch, type Fetch } from '#app/shopify/http.ts';
import { tokenService } from '#app/shopify/offline-token.ts';
import { openReadings, requestBackfill } from '#app/store/readings.ts';
import type { Database, Shop } from '#app/store/database.ts';
import { ensureShop } from '#app/store/shops.ts';
import type { Simulator } from '#simulator/server.ts';
import { Failure } from '#app/domain/failure.ts';
import type { Context } from '#workers/context.ts';
import { read } from '#workers/handlers/read.ts';
import { APP } from './simulator.ts';

const ENV = {
  SHOPIFY_API_KEY: APP.apiKey,
  SHOPIFY_API_SECRET: APP.apiSecret,
  ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64'),
};

/** Changes what Shopify answers. */
export type Twist = (url: string, answer: Response) => Promise<Response> | Response;

/** A simulated store's shop with a token and a requested backfill, for handlers run by hand. */
export async function connectedShop(db: Database, simulator: Simulator) {
  routeLibrary(shopifyFetch(simulator.url));
  const domain = simulator.world.shop.myshopifyDomain;
  const shop = await ensureShop(db, domain);
  const token = await tokenService(ENV).exchange(domain, await simulator.sessionToken());
  await keepToken(shop, token, ENV.ENCRYPTION_KEY);
  await requestBackfill(shop);
  const enqueued: JobName[] = [];
  const contextWith = (twist: Twist = (_, answer) => answer): Context => {
    const real = shopifyFetch(simulator.url);
    const fetch: Fetch = async (url, init) => twist(url, await real(url, init));
    return {
      db,
      env: { ...ENV, TAG_LEASE_SECONDS: 60, JOB_LOCK_SECONDS: 30 },
      logger: createLogger('silent'),
      fetch,
      admin: (of: Shop) => openAdmin(of, { env: ENV, fetch, tokens: tokenService(ENV) }),
      enqueue: (name: JobName) => {
        enqueued.push(name);
        return Promise.resolve();
      },
      now: () => Promise.resolve(Date.parse(simulator.world.clock.now())),
      stopping: new AbortController().signal,
    } as unknown as Context;
  };
  /** Does what the queue would: every open reading is gone on with until none is left or one breaks. */
  const readAll = async (twist?: Twist): Promise<void> => {
    for (const { id } of await openReadings(shop)) {
      await untilDone(() => read(shop, id, contextWith(twist)));
    }
  };
  return { shop, contextWith, enqueued, readAll };
}

/** Runs a job again as long as it only has to wait. */
async function untilDone(job: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await job();
      return;
    } catch (error) {
      const remedy = error instanceof Failure ? error.remedy : null;
      if (remedy?.kind !== 'delay' || !remedy.expected) throw error;
      await sleep(Math.min(remedy.ms, 50));
    }
  }
}

export type Connection = Awaited<ReturnType<typeof connectedShop>>;
