import { besideOf } from '#tests/setup/beside.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { keepToken } from '#app/access.server.ts';
import { connectShop } from '#app/commands/connect-shop.ts';
import { startTagging } from '#app/commands/start-tagging.ts';
import { defaultSettings } from '#app/domain/settings.ts';
import { openQueueStore } from '#app/queues/connection.ts';
import { createProducer } from '#app/queues/enqueue.ts';
import { routeLibrary, shopifyFetch } from '#app/shopify/http.ts';
import { tokenService } from '#app/shopify/offline-token.ts';
import { openDatabase, type Database, type Shop } from '#app/store/database.ts';
import { migrate } from '#app/store/migrate.ts';
import { openReadings } from '#app/store/readings.ts';
import { saveFirstSettings, saveSettings } from '#app/store/settings.ts';
import { ensureShop } from '#app/store/shops.ts';
import { storeApi } from '#scripts/demo/store-api.ts';
import { verifyTags } from '#scripts/demo/verify-tags.ts';
import { ensureBuilt } from '#scripts/servers/built-app.ts';
import { freePort } from '#scripts/servers/free-port.ts';
import { diceOf, type Dice } from '#simulator/generator/dice.ts';
import { generateStore } from '#simulator/generator/generate-store.ts';
import { startSimulator, type Simulator } from '#simulator/server.ts';
import type { World } from '#simulator/world.ts';
import { deed, perform } from './deeds.ts';
import { leftToDo } from './left-to-do.ts';
import {
  customersInStore,
  customersOf,
  ordersInStore,
  ordersOf,
  productsInStore,
  productsOf,
} from './same-store.ts';
import { controlOf } from './store-control.ts';
import { postgresVictim, programVictim, redisVictim, type How, type Victim } from './victims.ts';

export interface KillOptions {
  kills: number;
  seed: number;
  customers?: number;
  /** Told now and then how far it is. */
  onProgress?: (text: string) => void;
}

/** What the store and the app say of one another once all is quiet again. */
export interface Outcome {
  /** Kills by what died. */
  kills: Record<string, number>;
  /** The same kills by what was being read of the store at that moment. */
  moments: Record<string, number>;
  /** Processes that ended although nobody had killed them. */
  fell: string[];
  seconds: number;
  deeds: number;
  /** Each pair has to be equal. */
  store: Facts;
  database: Facts;
  /** Each list has to be empty. */
  faults: {
    tags: string[];
    tagsNobodyWanted: string[];
    acknowledgedButNotKept: string[];
    keptTwice: string[];
    notApplied: string[];
    eventsTwice: string[];
  };
  counts: {
    acknowledged: number;
    /** Deliveries that Shopify gave up: what they told is found by reading the store again. */
    givenUp: number;
    orders: number;
    customers: number;
    tagsWritten: number;
  };
}

interface Facts {
  orders: Record<string, unknown>;
  customers: Record<string, unknown>;
  products: Record<string, unknown>;
  lines: number;
  /** Customers with the tag that stands for a review, by id. */
  reviewers: string[];
}

type Name = 'worker' | 'web' | 'postgres' | 'redis';

interface Stage {
  simulator: Simulator;
  victims: Record<Name, Victim>;
  db: Database;
  shop: Shop;
  acknowledged: Set<string>;
  /** `customer tag` of every tag of ours that came to be on a customer by a write. */
  written: Set<string>;
  /** Customers to whom another one's tags came when Shopify merged the two. */
  heirs: Set<string>;
  fell: string[];
}

const APP = { SHOPIFY_API_KEY: 'test-app', SHOPIFY_API_SECRET: 'test-secret-of-some-length' };
const KEY = Buffer.alloc(32, 5).toString('base64');
const DAY = 24 * 60 * 60_000;
const REVIEW = 'review-2026-05-01';
/** Lines a second: a backfill takes long enough to be killed in the middle. */
const BULK_RATE = 400;
const TARGETS = [
  { weight: 4, value: 'worker' },
  { weight: 2, value: 'web' },
  { weight: 2, value: 'postgres' },
  { weight: 2, value: 'redis' },
] as const satisfies { weight: number; value: Name }[];
const LONGEST_PAUSE_MS = 1_800;
const LONGEST_DOWN_MS = 400;
const QUIET_WITHIN_MS = 120_000;

/**
 * Kills the worker, the web process, PostgreSQL and Redis at random moments while a store is read
 * and while its days go on, lets all come to rest, moves the store's clock past the weekly
 * comparison and compares all that is to be compared.
 *
 * It proves what the death of a process may do: connections that break, transactions that end in
 * the middle, answers that never come, jobs and leases of the dead, a queue store that forgets. The
 * operating system goes on, so its file cache is not lost: that `fsync` reached the disk (a power
 * cut, a dying disk) is not proven, nor is anything about machines that cannot reach each other.
 * The same seed draws the same victims, pauses and deeds; what they hit depends on the machine.
 */
export async function surviveKills(options: KillOptions): Promise<Outcome> {
  const began = performance.now();
  const folder = mkdtempSync(path.join(tmpdir(), 'kizuna-kills-'));
  const closers: (() => Promise<unknown>)[] = [];
  try {
    const stage = await setStage(folder, options, closers);
    const { kills, moments, deeds } = await haunt(stage, options);
    await comeToRest(stage);
    const outcome = await compare(stage);
    const seconds = Math.round((performance.now() - began) / 1000);
    return { kills, moments, deeds, fell: stage.fell, seconds, ...outcome };
  } finally {
    for (const close of closers.reverse()) await close();
    if (process.env.KEEP === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function setStage(
  folder: string,
  { customers = 300, seed }: KillOptions,
  closers: (() => Promise<unknown>)[],
): Promise<Stage> {
  ensureBuilt();
  const postgres = await postgresVictim(path.join(folder, 'postgres'));
  closers.push(postgres.stop);
  const redis = await redisVictim(path.join(folder, 'redis'));
  closers.push(redis.stop);
  await migrate(postgres.url);
  const appPort = await freePort();
  const appUrl = `http://127.0.0.1:${appPort}`;
  const acknowledged = new Set<string>();
  const simulator = await startSimulator({
    apiKey: APP.SHOPIFY_API_KEY,
    apiSecret: APP.SHOPIFY_API_SECRET,
    data: generateStore({ customers, seed }),
    plan: 'advanced',
    bulkRate: BULK_RATE,
    retryBaseMs: 100,
    appUrl,
    acknowledged: (id) => acknowledged.add(id),
  });
  closers.push(simulator.stop);
  await controlOf(simulator).call('POST', 'access', { grant: ['read_inventory'] });
  const db = openDatabase(postgres.url, { name: 'kills', max: 3, onError: () => undefined });
  closers.push(db.close);
  const shop = await install(db, simulator);
  const env = {
    ...APP,
    ENCRYPTION_KEY: KEY,
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    SIMULATOR_URL: simulator.url,
    HOST: '127.0.0.1',
    WORKER_HEALTH_PORT: '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    TAG_LEASE_SECONDS: '1',
    JOB_LOCK_SECONDS: '1',
    WAKE_SECONDS: '0.5',
    PORT: String(appPort),
    SHOPIFY_APP_URL: appUrl,
  };
  const fell: string[] = [];
  const program = (name: string, script: string) => {
    const logFile = path.join(folder, `${name}.log`);
    const victim = programVictim({ name, script, env, logFile, onFall: (why) => fell.push(why) });
    closers.push(victim.stop);
    return victim;
  };
  const web = program('web', 'app/server.ts');
  const worker = program('worker', 'workers/main.ts');
  await pressButtons(shop, postgres.url, redis.url);
  const victims = { postgres, redis, web, worker };
  return { simulator, victims, db, shop, acknowledged, fell, ...watchTags(simulator.world) };
}

async function install(db: Database, simulator: Simulator): Promise<Shop> {
  routeLibrary(shopifyFetch(simulator.url));
  const { myshopifyDomain: domain, currencyCode } = simulator.world.shop;
  const shop = await ensureShop(db, domain);
  const token = await tokenService(APP).exchange(domain, await simulator.sessionToken());
  await keepToken(shop, token, KEY);
  await saveFirstSettings(shop, defaultSettings(currencyCode, { sum: 0n, orders: 0n }));
  const sources = [{ from: 'tag' as const, tag: 'review-{date}', kind: 'review' as const }];
  await saveSettings(shop, { sources }, null);
  return shop;
}

async function pressButtons(shop: Shop, databaseUrl: string, redisUrl: string): Promise<void> {
  const queue = await openQueueStore({
    databaseUrl,
    redisUrl,
    prefix: '{kizuna}',
    onError: () => undefined,
  });
  const producer = createProducer(queue);
  await connectShop(shop, producer.enqueue);
  await startTagging(shop, producer.enqueue, new Date());
  await producer.close();
  await queue.close();
}

function watchTags(world: World): Pick<Stage, 'written' | 'heirs'> {
  const written = new Set<string>();
  const heirs = new Set<string>();
  world.listen((event) => {
    if ('merge' in event) heirs.add(numberOf(event.merge.keptId));
    if (!('tagsAdded' in event)) return;
    for (const tag of event.tagsAdded ?? []) {
      if (tag.startsWith('kz-')) written.add(`${numberOf(event.customer.id)} ${tag}`);
    }
  });
  return { written, heirs };
}

/** Kills so many times, while one deed after the other is done in the store. */
async function haunt(
  stage: Stage,
  { kills: wanted, seed, onProgress }: KillOptions,
): Promise<Pick<Outcome, 'kills' | 'moments' | 'deeds'>> {
  const dice = diceOf(seed);
  const kills: Record<string, number> = {};
  const moments: Record<string, number> = {};
  const ended = new AbortController();
  const faults = { seed, duplicate: 0.2, reorder: 0.2, delay: 0.2, delayMs: 100 };
  await controlOf(stage.simulator).call('POST', 'faults', faults);
  const busy = keepBusy(stage.simulator, seed, ended.signal);
  try {
    for (let done = 1; done <= wanted; done += 1) {
      await sleep(dice.between(0, LONGEST_PAUSE_MS));
      const { name, downMs, how } = drawn(dice);
      const moment = await momentOf(stage);
      const died = await stage.victims[name].kill(downMs, how);
      kills[died] = (kills[died] ?? 0) + 1;
      moments[moment] = (moments[moment] ?? 0) + 1;
      if (done % 25 === 0) onProgress?.(`${done} of ${wanted} kills`);
    }
  } finally {
    ended.abort();
  }
  return { kills, moments, deeds: await busy };
}

function drawn(dice: Dice): { name: Name; downMs: number; how: How } {
  return {
    name: dice.weighted<Name>(TARGETS),
    downMs: dice.between(0, LONGEST_DOWN_MS),
    how: { other: dice.chance(0.4), which: dice.between(0, 1) },
  };
}

/** What is being read of the store. */
async function momentOf({ shop }: Stage): Promise<string> {
  try {
    const open = await openReadings(shop);
    if (open.some(({ status }) => status === 'reading')) return 'a result is read';
    if (open.some(({ status }) => status === 'running')) return 'Shopify writes a result';
    return open.length > 0 ? 'a bulk query is due' : 'nothing is read';
  } catch {
    return 'PostgreSQL is away';
  }
}

/** Bursts of deeds with pauses between them. @returns how many there were. */
async function keepBusy(simulator: Simulator, seed: number, ended: AbortSignal): Promise<number> {
  const dice = diceOf(seed + 1);
  let done = 0;
  for (let round = 0; !ended.aborted; round += 1) {
    const burst = fc.sample(deed, { seed: seed + round, numRuns: dice.whole(5, 30) });
    for (const each of burst) {
      await perform(each, simulator);
      done += 1;
    }
    await sleep(dice.between(0, 4_000), null, { signal: ended }).catch(() => null);
  }
  return done;
}

/** Everything runs again; then what no search by change shows is found by the weekly comparison. */
async function comeToRest({ simulator, shop, victims }: Stage): Promise<void> {
  await Promise.all(Object.values(victims).map((victim) => victim.back()));
  const { call } = controlOf(simulator);
  await call('POST', 'faults', {});
  await quiet(simulator, shop, 0);
  const later = Date.parse(simulator.world.clock.now()) + 8 * DAY;
  await call('POST', 'clock', { now: new Date(later).toISOString() });
  await quiet(simulator, shop, later);
}

async function quiet(simulator: Simulator, shop: Shop, readSince: number): Promise<void> {
  const end = Date.now() + QUIET_WITHIN_MS;
  for (;;) {
    const { webhooksPending } = simulator.stats;
    const left =
      webhooksPending > 0
        ? `${webhooksPending} deliveries`
        : await leftToDo(shop, simulator, readSince).catch(String);
    if (left === null) return;
    if (Date.now() > end) throw new Error(`still at work: ${left}`);
    await sleep(100);
  }
}

async function compare(
  stage: Stage,
): Promise<Pick<Outcome, 'store' | 'database' | 'faults' | 'counts'>> {
  const { simulator, shop, acknowledged } = stage;
  const { world, url } = simulator;
  const verdict = await verifyTags(storeApi(url), await besideOf(shop));
  return {
    store: {
      orders: ordersInStore(simulator),
      customers: customersInStore(simulator),
      products: productsInStore(simulator),
      lines: [...world.orders.values()].flatMap(({ lineItems }) => lineItems).length,
      reviewers: [...world.customers.values()]
        .filter(({ tags }) => tags.includes(REVIEW))
        .map(({ id }) => numberOf(id))
        .sort(),
    },
    database: {
      orders: await ordersOf(shop),
      customers: await customersOf(shop),
      products: await productsOf(shop),
      lines: await linesOf(shop),
      reviewers: await reviewersOf(shop),
    },
    faults: {
      tags: verdict.wrong,
      tagsNobodyWanted: await unwanted(stage),
      ...(await inboxFaults(shop, acknowledged)),
      eventsTwice: await textsOf(
        shop,
        `select concat_ws(' ', customer_id, kind, at) as text from customer_event
         where shop_id = $1 group by customer_id, kind, at having count(*) > 1`,
      ),
    },
    counts: {
      acknowledged: acknowledged.size,
      givenUp: simulator.stats.webhooksFailed,
      orders: world.orders.size,
      customers: world.customers.size,
      tagsWritten: stage.written.size,
    },
  };
}

async function inboxFaults(
  shop: Shop,
  acknowledged: ReadonlySet<string>,
): Promise<Pick<Outcome['faults'], 'acknowledgedButNotKept' | 'keptTwice' | 'notApplied'>> {
  const kept = await textsOf(shop, 'select webhook_id as text from inbox where shop_id = $1');
  const known = new Set(kept);
  return {
    acknowledgedButNotKept: [...acknowledged].filter((id) => !known.has(id)),
    keptTwice: kept.filter((id, index) => kept.indexOf(id) !== index),
    notApplied: await textsOf(
      shop,
      `select concat_ws(' ', topic, webhook_id, set_aside) as text from inbox
       where shop_id = $1 and (applied_at is null or set_aside is not null)`,
    ),
  };
}

/** Tags that were written although no reckoning had ever wanted them on that customer. */
async function unwanted({ simulator, shop, written, heirs }: Stage): Promise<string[]> {
  const wanted = new Set(
    await textsOf(
      shop,
      `select concat_ws(' ', customer_id, unnest(added)) as text from tag_change where shop_id = $1`,
    ),
  );
  const there = new Set([...simulator.world.customers.keys()].map(numberOf));
  return [...written].filter((entry) => {
    const [customer = ''] = entry.split(' ');
    return !wanted.has(entry) && there.has(customer) && !heirs.has(customer);
  });
}

async function linesOf(shop: Shop): Promise<number> {
  const rows = await textsOf(
    shop,
    `select l.id::text as text from order_line l
     join orders o on o.shop_id = l.shop_id and o.id = l.order_id
     where l.shop_id = $1 and not o.deleted`,
  );
  return rows.length;
}

async function reviewersOf(shop: Shop): Promise<string[]> {
  const ids = await textsOf(
    shop,
    `select e.customer_id::text as text from customer_event e
     join customer c on c.shop_id = e.shop_id and c.id = e.customer_id
     where e.shop_id = $1 and c.gone is null`,
  );
  return ids.sort();
}

async function textsOf(shop: Shop, sql: string): Promise<string[]> {
  return (await shop.db.sql.query<{ text: string }>(sql, [shop.id])).map(({ text }) => text);
}

function numberOf(gid: string): string {
  return gid.slice(gid.lastIndexOf('/') + 1);
}
