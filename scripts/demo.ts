import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepToken } from '#app/access.server.ts';
import { connectShop } from '#app/commands/connect-shop.ts';
import { startTagging } from '#app/commands/start-tagging.ts';
import { openQueueStore } from '#app/queues/connection.ts';
import { createProducer, type Enqueue } from '#app/queues/enqueue.ts';
import { routeLibrary, shopifyFetch } from '#app/shopify/http.ts';
import { customerGid } from '#app/shopify/gid.ts';
import { tokenService } from '#app/shopify/offline-token.ts';
import { readBackfill, rowsOf } from '#app/store/readings.ts';
import { openDatabase, type Shop } from '#app/store/database.ts';
import { migrate } from '#app/store/migrate.ts';
import { countStale } from '#app/store/recompute.ts';
import { readBasis } from '#app/store/basis.ts';
import { ensureShop } from '#app/store/shops.ts';
import { countTags, listExceptions } from '#app/store/tag-states.ts';
import { tellAdCosts } from './demo/ads.ts';
import { startChild, type Child } from './demo/child.ts';
import { lockFolder } from './demo/lock.ts';
import { folderOf, readOptions, type DemoOptions } from './demo/options.ts';
import { watchStage } from './demo/progress.ts';
import { tellProductRoles } from './demo/product-roles.ts';
import { eventsByCustomer, tellRelations } from './demo/relations.ts';
import { storeApi, type StoreApi } from './demo/store-api.ts';
import { verifyTags } from './demo/verify-tags.ts';
import { ensureBuilt } from './servers/built-app.ts';
import { startPostgres } from './servers/embedded-postgres.ts';
import { requireFree } from './servers/free-port.ts';

interface Secrets {
  SHOPIFY_API_KEY: string;
  SHOPIFY_API_SECRET: string;
  ENCRYPTION_KEY: string;
}

/** How many faults or exceptions are listed one by one. */
const SHOWN = 10;
const started = performance.now();
/** What to close at the end, last opened first. */
const closers: (() => Promise<void> | void)[] = [];

try {
  await demo(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  for (const close of closers.reverse()) await closeSafely(close);
  process.exit();
}

async function closeSafely(close: () => Promise<void> | void): Promise<void> {
  try {
    await close();
  } catch (error) {
    console.error(error);
  }
}

async function demo(options: DemoOptions): Promise<void> {
  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  const folder = folderOf(options);
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  closers.push(unlock);
  if (options.fresh) clear(folder);
  const secrets = secretsOf(folder);
  const ports = { frame: options.port, app: options.port + 1, api: options.port + 2 };
  for (const port of Object.values(ports)) await requireFree(port);
  ensureBuilt();
  const simulator = simulate(options, folder, secrets);
  const store = storeApi(simulator.url);
  await Promise.race([until(() => store.shop().then(Boolean)), simulator.child.ended]);
  const { name } = await store.shop();
  console.log(`Kizuna demo: ${name}`);
  console.log(`  the shop's admin, simulated       ${simulator.frameUrl}/?locale=ja  (locale=en)`);
  console.log(
    `  its Admin API                     ${simulator.url}/admin/api/2026-10/graphql.json`,
  );
  console.log(`  its counters                      ${simulator.url}/__sim/stats`);
  console.log(`  data and logs                     ${path.relative(process.cwd(), folder)}\n`);
  const line = await openLine(folder, secrets, simulator, store);
  const generated = options.data === undefined;
  const run = pressAndWatch({ ...line, store, generated }, simulator.appUrl);
  const ended = Promise.race([simulator.child.ended, line.worker.ended, line.web.ended]);
  const outcome = await Promise.race([run, ended, interrupted]);
  if (outcome === undefined || options.once) return;
  console.log('\nThe store stays open; Ctrl-C ends it.');
  await Promise.race([ended, interrupted]);
}

interface Simulated {
  url: string;
  frameUrl: string;
  appUrl: string;
  child: Child;
}

function simulate(options: DemoOptions, folder: string, secrets: Secrets): Simulated {
  const [frameUrl = '', appUrl = '', url = ''] = [0, 1, 2].map(
    (step) => `http://127.0.0.1:${options.port + step}`,
  );
  const { data, customers, seed, port } = options;
  const store = data === undefined ? ['--customers', customers, '--seed', seed] : ['--data', data];
  const places = ['--port', port + 2, '--frame-port', port, '--app-url', appUrl];
  const child = startChild({
    script: 'simulator/main.ts',
    args: [
      ...places,
      '--plan',
      'plus',
      '--names',
      'yes',
      '--grant',
      'read_all_orders,read_inventory',
      '--state',
      path.join(folder, 'store'),
      ...store,
    ].map(String),
    env: { ...secrets },
    logFile: path.join(folder, 'simulator.log'),
  });
  closers.push(child.stop);
  return { url, frameUrl, appUrl, child };
}

async function openLine(
  folder: string,
  secrets: Secrets,
  { url: simulatorUrl, frameUrl, appUrl }: Simulated,
  store: StoreApi,
) {
  const url = given('DATABASE_URL') ?? (await embeddedDatabase(folder));
  await migrate(url);
  const env: Record<string, string> = {
    ...secrets,
    DATABASE_URL: url,
    SIMULATOR_URL: simulatorUrl,
    HOST: '127.0.0.1',
    WORKER_HEALTH_PORT: '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    JOB_LOCK_SECONDS: '5',
    TAG_LEASE_SECONDS: '25',
    WAKE_SECONDS: '2',
  };
  const worker = startChild({
    script: 'workers/main.ts',
    env,
    logFile: path.join(folder, 'worker.log'),
    onRestart: (reason) => {
      console.log(
        `\nthe worker ended (${reason}) and is started again; what it held is free within 25 s`,
      );
    },
  });
  const web = startChild({
    script: 'app/server.ts',
    env: {
      ...env,
      PORT: new URL(appUrl).port,
      SHOPIFY_APP_URL: appUrl,
      APP_BRIDGE_URL: `${frameUrl}/app-bridge.js`,
      FRAME_ORIGIN: frameUrl,
    },
    logFile: path.join(folder, 'web.log'),
  });
  closers.push(worker.stop, web.stop);
  const db = openDatabase(url, { name: 'kizuna demo', max: 3 });
  const queue = await openQueueStore({
    databaseUrl: url,
    redisUrl: given('REDIS_URL'),
    prefix: '{kizuna}',
    onError: () => undefined,
  });
  const producer = createProducer(queue);
  closers.push(() => db.close(), queue.close, producer.close);
  routeLibrary(shopifyFetch(simulatorUrl));
  const { myshopifyDomain } = await store.shop();
  const shop = await ensureShop(db, myshopifyDomain);
  const token = await tokenService(secrets).exchange(myshopifyDomain, await store.sessionToken());
  await keepToken(shop, token, secrets.ENCRYPTION_KEY);
  return { shop, enqueue: producer.enqueue, worker, web };
}

/** An environment variable that says something. */
function given(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

async function embeddedDatabase(folder: string): Promise<string> {
  const postgres = await startPostgres({ folder: path.join(folder, 'postgres') });
  closers.push(postgres.stop);
  return postgres.url();
}

/** What a merchant presses buttons in. */
interface Demo {
  shop: Shop;
  enqueue: Enqueue;
  store: StoreApi;
  /** The store is made up, and what its customers do beside buying with it. */
  generated: boolean;
}

/** Presses the buttons a merchant would press, watches, and checks the result. */
async function pressAndWatch(
  { shop, enqueue, store, generated }: Demo,
  appUrl: string,
): Promise<true> {
  await connectShop(shop, enqueue);
  await watchStage('reading the store', async () => {
    const backfill = await readBackfill(shop);
    if (backfill?.status === 'failed') throw new Error(`the backfill failed: ${backfill.reason}`);
    const { done, all } = backfill ? rowsOf(backfill) : { done: 0, all: 0 };
    return { done, total: all ?? 0, finished: backfill?.status === 'done' };
  });
  await watchPlacing(shop);
  if (generated) {
    await tellRelations(shop, enqueue, store);
    await tellAdCosts(shop, store);
    await tellProductRoles(shop, enqueue);
  }
  await watchPlacing(shop);
  await startTagging(shop, enqueue, new Date());
  await watchStage('writing tags', async () => {
    const { pending, settled, exceptions } = await countTags(shop);
    return { done: settled, total: settled + pending + exceptions, finished: pending === 0 };
  });
  await until(() => fetch(`${appUrl}/healthz`).then(({ ok }) => ok));
  const exceptions = await listExceptions(shop);
  const excepted = new Set(exceptions.map(({ customerId }) => customerGid(customerId)));
  const basis = await readBasis(shop);
  if (!basis) throw new Error('the customers were not compared');
  const events = await eventsByCustomer(shop);
  const verdict = await verifyTags(store, { basis, events, excepted });
  const { calls, points, throttles } = await store.stats();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `\nchecked ${verdict.customers} customers: ${verdict.tagged} carry ${verdict.tags} tags, ${verdict.wrong.length} wrong${exceptions.length === 0 ? '' : `, ${exceptions.length} left out`}`,
  );
  console.log(
    `${seconds} s, ${calls} Admin API calls, ${points} points spent, ${throttles} throttled`,
  );
  for (const { customerId, exception } of exceptions.slice(0, SHOWN)) {
    console.log(`left out: ${customerGid(customerId)}: ${exception}`);
  }
  if (verdict.wrong.length > 0) throw new Error(verdict.wrong.slice(0, SHOWN).join('\n'));
  console.log('ready');
  return true;
}

function watchPlacing(shop: Shop): Promise<void> {
  return watchStage('placing customers', async () => {
    const { stale, all } = await countStale(shop);
    const compared = (await readBasis(shop)) !== null;
    return { done: all - stale, total: all, finished: compared && stale === 0 };
  });
}

/** Drops all that an earlier demo left, but the lock of this one. */
function clear(folder: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry !== 'running')) {
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

function secretsOf(folder: string): Secrets {
  const file = path.join(folder, 'secrets.json');
  if (!existsSync(file)) {
    const secrets: Secrets = {
      SHOPIFY_API_KEY: 'kizuna-demo',
      SHOPIFY_API_SECRET: randomBytes(24).toString('hex'),
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    };
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}

/** Waits until the question is answered with yes; no answer is no. */
async function until(question: () => Promise<boolean>): Promise<void> {
  while (!(await question().catch(() => false))) await sleep(100);
}
