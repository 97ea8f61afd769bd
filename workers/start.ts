import type { Env } from '#app/config/env.ts';
import type { Logger } from '#app/config/logger.ts';
import { LANES, type Lane } from '#app/queues/catalog.ts';
import { openQueueStore } from '#app/queues/connection.ts';
import { createProducer } from '#app/queues/enqueue.ts';
import { shopClock } from '#app/shopify/clock.ts';
import { routeLibrary, shopifyFetch } from '#app/shopify/http.ts';
import { tokenService } from '#app/shopify/offline-token.ts';
import { openDatabase } from '#app/store/database.ts';
import type { Context } from './context.ts';
import { serveHealth } from './health.ts';
import { runJob } from './run-job.ts';
import { startSchedules } from './schedules.ts';
import { openAdmin } from '#app/access.server.ts';

const CONCURRENCY: Record<Lane, number> = { orders: 4, mass: 2, upkeep: 2 };

export interface RunningWorkers {
  /** Lets running jobs come to a safe place, then closes every connection. */
  stop: () => Promise<void>;
}

/** Starts the workers of every lane in this process. */
export async function startWorkers(env: Env, logger: Logger): Promise<RunningWorkers> {
  const onError = (error: Error) => {
    logger.error({ err: error }, 'connection');
  };
  const fetch = shopifyFetch(env.SIMULATOR_URL);
  routeLibrary(fetch);
  const db = openDatabase(env.DATABASE_URL, { name: 'kizuna worker', onError });
  const store = await openQueueStore({
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    prefix: env.QUEUE_PREFIX,
    onError,
  });
  const producer = createProducer(store);
  const health = await serveHealth(env.WORKER_HEALTH_PORT, env.HOST);
  const stopping = new AbortController();
  const services = { env, fetch, tokens: tokenService(env) };
  const context: Context = {
    env,
    logger,
    db,
    fetch,
    enqueue: producer.enqueue,
    now: shopClock(fetch, env.SIMULATOR_URL),
    admin: (shop) => openAdmin(shop, services),
    stopping: stopping.signal,
    beat: health.beat,
  };
  const lock = env.JOB_LOCK_SECONDS * 1000;
  const workers = LANES.map((lane) =>
    store.worker(lane, (job, token) => runJob(job, token, context), {
      concurrency: CONCURRENCY[lane],
      lockDuration: lock,
      stalledInterval: lock,
    }),
  );
  for (const worker of workers) void worker.run();
  const schedules = startSchedules(store, producer.enqueue, env.WAKE_SECONDS, logger);
  logger.info({ queue: store.backend }, 'workers are running');
  return {
    stop: async () => {
      stopping.abort();
      schedules.stop();
      await Promise.all(workers.map((worker) => worker.close()));
      await producer.close();
      await Promise.all([store.close(), db.close(), health.close()]);
    },
  };
}
