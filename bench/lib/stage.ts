import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepToken } from '#app/access.server.ts';
import { connectShop } from '#app/commands/connect-shop.ts';
import { openQueueStore } from '#app/queues/connection.ts';
import { createProducer, type Enqueue } from '#app/queues/enqueue.ts';
import { routeLibrary, shopifyFetch } from '#app/shopify/http.ts';
import { tokenService } from '#app/shopify/offline-token.ts';
import { readBackfill } from '#app/store/readings.ts';
import { openDatabase, type Shop } from '#app/store/database.ts';
import { migrate } from '#app/store/migrate.ts';
import { ensureShop } from '#app/store/shops.ts';
import { ensureBuilt } from '#scripts/servers/built-app.ts';
import { startPostgres } from '#scripts/servers/embedded-postgres.ts';
import { freePort } from '#scripts/servers/free-port.ts';
import { startRedis } from '#scripts/servers/redis-server.ts';
import { generateStore } from '#simulator/generator/generate-store.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '#simulator/server.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** The app's identity in every process of a bench. */
export const BENCH_ENV = {
  SHOPIFY_API_KEY: 'bench-app',
  SHOPIFY_API_SECRET: 'bench-secret-of-some-length',
  ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
  HOST: '127.0.0.1',
};

/** As `npm run start:worker` has them. */
const WORKER_FLAGS = ['--max-semi-space-size=8'];

export type Backend = 'postgres' | 'redis';

/** A store, a database and worker processes, all fresh. */
export interface Stage {
  shop: Shop;
  enqueue: Enqueue;
  simulator: Simulator;
  databaseUrl: string;
}

interface StageOptions extends Pick<SimulatorOptions, 'plan'> {
  backend: Backend;
  customers: number;
  /** The web process too, to which the store sends its webhooks. */
  web?: boolean;
  /** Lines a second of bulk operations; as good as endless by default. */
  bulkRate?: number;
  /** Worker processes, one by default. */
  workers?: number;
  /** More of the environment. */
  env?: Record<string, string>;
}

/** Sets up a stage, lets `play` use it, and clears everything away. */
export async function onStage<T>(
  options: StageOptions,
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  const closers: (() => unknown)[] = [];
  try {
    return await play(await setUp(options, closers));
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function setUp(
  {
    backend,
    customers,
    plan = 'plus',
    web = false,
    bulkRate = 10_000_000,
    workers = 1,
    env: more = {},
  }: StageOptions,
  closers: (() => unknown)[],
): Promise<Stage> {
  const databaseUrl = await freshDatabase(closers);
  const redis = backend === 'redis' ? await startRedis() : undefined;
  if (redis) closers.push(redis.stop);
  const appUrl = `http://127.0.0.1:${await freePort()}`;
  const simulator = await startSimulator({
    data: generateStore({ customers, seed: 1 }),
    plan,
    bulkRate,
    ...(web && { appUrl }),
    apiKey: BENCH_ENV.SHOPIFY_API_KEY,
    apiSecret: BENCH_ENV.SHOPIFY_API_SECRET,
  });
  closers.push(simulator.stop);
  routeLibrary(shopifyFetch(simulator.url));
  const db = openDatabase(databaseUrl, { name: 'bench', max: 3 });
  const store = await openQueueStore({
    databaseUrl,
    redisUrl: redis?.url,
    prefix: '{bench}',
    onError: console.error,
  });
  const producer = createProducer(store);
  closers.push(db.close, store.close, producer.close);
  const domain = simulator.world.shop.myshopifyDomain;
  const shop = await ensureShop(db, domain);
  await keepToken(
    shop,
    await tokenService(BENCH_ENV).exchange(domain, await simulator.sessionToken()),
    BENCH_ENV.ENCRYPTION_KEY,
  );
  const env = { ...envOf(databaseUrl, redis?.url, simulator.url, appUrl), ...more };
  for (let count = 0; count < workers; count += 1) {
    closers.push(startProcess('workers/main.ts', env).stop);
  }
  if (web) {
    ensureBuilt();
    closers.push(startProcess('app/server.ts', env).stop);
    await momentOf(() =>
      fetch(`${appUrl}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
  }
  return { shop, enqueue: producer.enqueue, simulator, databaseUrl };
}

/** A migrated database of its own in the benches' PostgreSQL. */
export async function freshDatabase(closers: (() => unknown)[]): Promise<string> {
  const server = await startPostgres({ folder: path.join(ROOT, '.kizuna/bench/postgres') });
  closers.push(server.stop);
  const db = openDatabase(server.url(), { name: 'bench', max: 1 });
  await db.sql.query('drop database if exists bench with (force)');
  await db.sql.query('create database bench');
  await db.close();
  await migrate(server.url('bench'));
  return server.url('bench');
}

/** The environment of every process of a bench. */
export function envOf(
  databaseUrl: string,
  redisUrl: string | undefined,
  simulatorUrl: string,
  appUrl: string,
): Record<string, string> {
  return {
    ...BENCH_ENV,
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl ?? '',
    SIMULATOR_URL: simulatorUrl,
    SHOPIFY_APP_URL: appUrl,
    PORT: new URL(appUrl).port,
    QUEUE_PREFIX: '{bench}',
    WORKER_HEALTH_PORT: '0',
    LOG_LEVEL: 'error',
  };
}

/** Starts a process of the app. */
export function startProcess(script: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [...WORKER_FLAGS, path.join(ROOT, script)], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  return { pid: child.pid, stop };
}

/** Asks every few milliseconds until it holds; gives the moment it did. */
export async function momentOf(condition: () => Promise<boolean>): Promise<number> {
  while (!(await condition())) await sleep(5);
  return performance.now();
}

/** Reads the store to the last row. */
export async function readStore({ shop, enqueue }: Stage): Promise<void> {
  await connectShop(shop, enqueue);
  await momentOf(async () => (await readBackfill(shop))?.status === 'done');
}
