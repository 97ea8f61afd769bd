import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { afterEach, vi } from 'vitest';
import { keepToken } from '#app/access.server.ts';
import { connectShop } from '#app/commands/connect-shop.ts';
import { startTagging } from '#app/commands/start-tagging.ts';
import type { QueueStore } from '#app/queues/connection.ts';
import { createProducer, type Producer } from '#app/queues/enqueue.ts';
import { routeLibrary, shopifyFetch } from '#app/shopify/http.ts';
import { tokenService } from '#app/shopify/offline-token.ts';
import type { Shop } from '#app/store/database.ts';
import { besideOf } from './beside.ts';
import { ensureShop } from '#app/store/shops.ts';
import { countTags } from '#app/store/tag-states.ts';
import { storeApi } from '#scripts/demo/store-api.ts';
import { verifyTags, type Verdict } from '#scripts/demo/verify-tags.ts';
import type { Simulator } from '#simulator/server.ts';
import type { Backend, Ground } from './ground.ts';
import { ADMIN_KEY } from './admin.ts';
import { leftToDo } from './left-to-do.ts';
import { APP } from './simulator.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const KEY = Buffer.alloc(32, 3).toString('base64');

/** The whole line over one simulated store: real workers in processes of their own. */
export interface Line {
  shop: Shop;
  /** What its processes are told. */
  env: NodeJS.ProcessEnv;
  queue: QueueStore;
  producer: Producer;
  /** Starts one more worker process, which answers for its health at the port if one is given. */
  startWorker: (healthPort?: number) => ChildProcess;
  /** Kills a worker as a machine would, without a word. */
  kill: (worker: ChildProcess) => Promise<void>;
  /** Presses both buttons of the merchant. */
  begin: () => Promise<void>;
  tagsDone: () => Promise<number>;
  /** Waits until nothing is left to do, then compares the store with its own orders. */
  verdict: () => Promise<Verdict>;
}

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** @param holdSeconds how long leases and locks outlive a worker that says nothing. */
export async function openLine(
  ground: Ground,
  simulator: Simulator,
  backend: Backend,
  holdSeconds = 1,
): Promise<Line> {
  const domain = simulator.world.shop.myshopifyDomain;
  routeLibrary(shopifyFetch(simulator.url));
  const shop = await ensureShop(ground.db, domain);
  const app = { SHOPIFY_API_KEY: APP.apiKey, SHOPIFY_API_SECRET: APP.apiSecret };
  const token = await tokenService(app).exchange(domain, await simulator.sessionToken());
  await keepToken(shop, token, KEY);
  const queue = await ground.openQueue(backend);
  const producer = createProducer(queue);
  closers.push(queue.close, producer.close);
  const env = {
    ...process.env,
    ...app,
    ENCRYPTION_KEY: KEY,
    DATABASE_URL: ground.databaseUrl,
    REDIS_URL: backend === 'redis' ? ground.redisUrl : '',
    QUEUE_PREFIX: ground.prefix,
    SIMULATOR_URL: simulator.url,
    HOST: '127.0.0.1',
    WORKER_HEALTH_PORT: '0',
    LOG_LEVEL: 'error',
    TAG_LEASE_SECONDS: String(holdSeconds),
    JOB_LOCK_SECONDS: String(holdSeconds),
    WAKE_SECONDS: '0.5',
  };
  return {
    shop,
    env,
    queue,
    producer,
    startWorker: (healthPort = 0) => {
      const worker = spawn(process.execPath, [path.join(ROOT, 'workers/main.ts')], {
        env: { ...env, WORKER_HEALTH_PORT: String(healthPort) },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      closers.push(() => end(worker, 'SIGTERM'));
      return worker;
    },
    kill: (worker) => end(worker, 'SIGKILL'),
    begin: async () => {
      await connectShop(shop, producer.enqueue);
      await startTagging(shop, producer.enqueue, new Date());
    },
    tagsDone: async () => (await countTags(shop)).settled,
    verdict: async () => {
      await idle(shop, simulator);
      return verifyTags(storeApi(simulator.url), await besideOf(shop));
    },
  };
}

/** The store's shop, read and tagged by a worker that is running. */
export async function connected(ground: Ground, simulator: Simulator): Promise<Shop> {
  routeLibrary(shopifyFetch(simulator.url));
  const domain = simulator.world.shop.myshopifyDomain;
  const shop = await ensureShop(ground.db, domain);
  const app = { SHOPIFY_API_KEY: APP.apiKey, SHOPIFY_API_SECRET: APP.apiSecret };
  await keepToken(
    shop,
    await tokenService(app).exchange(domain, await simulator.sessionToken()),
    ADMIN_KEY,
  );
  const queue = await ground.openQueue('postgres');
  const producer = createProducer(queue);
  await connectShop(shop, producer.enqueue);
  await startTagging(shop, producer.enqueue, new Date());
  await producer.close();
  await queue.close();
  await idle(shop, simulator);
  return shop;
}

/**
 * Waits until nothing is left to read, place or write.
 *
 * @param readSince when the store has to have been read whole again, at least; epoch milliseconds.
 * @param withinMs how long that may take.
 */
export async function idle(
  shop: Shop,
  simulator: Simulator,
  { readSince = 0, withinMs = 100_000 }: { readSince?: number; withinMs?: number } = {},
): Promise<void> {
  await vi.waitFor(
    async () => {
      const left = await leftToDo(shop, simulator, readSince);
      if (left !== null) throw new Error(`still at work: ${left}`);
    },
    { timeout: withinMs, interval: 50 },
  );
}

async function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const exited = once(worker, 'exit');
  worker.kill(signal);
  await exited;
}
