import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { onTestFinished } from 'vitest';
import { readWebEnv } from '#app/config/env.ts';
import { createLogger } from '#app/config/logger.ts';
import { TAGGED_MODELS } from '#app/domain/tagging.ts';
import { startWeb } from '#app/start-web.ts';
import { openChunk, openChunks } from '#app/store/tag-chunks.ts';
import { measureWaiting } from '#app/store/tag-states.ts';
import { ensureBuilt } from '#scripts/servers/built-app.ts';
import { freePort } from '#scripts/servers/free-port.ts';
import { diceOf, type Dice } from '#simulator/generator/dice.ts';
import type { Simulator } from '#simulator/server.ts';
import { deed, perform } from './deeds.ts';
import type { Ground } from './ground.ts';
import { idle, openLine, type Line } from './line.ts';
import { act, doing } from './merchant.ts';
import { aSimulator } from './simulator.ts';
import { controlOf } from './store-control.ts';

/** Several workers on one Redis, over a store that tells the app of every deed. */
export interface Crew {
  simulator: Simulator;
  line: Line;
  workers: Worker[];
  /** Workers that ended although nobody had killed them. */
  fell: string[];
}

interface Worker {
  process: ChildProcess;
  healthPort: number;
}

/** What a haunted crew went through. */
export interface Haunting {
  kills: number;
  /** The same kills by how far a chunk was at that moment. */
  moments: Record<string, number>;
  /** Customers whom an urgent write has taken out of a chunk's hands. */
  overtaken: number;
  newcomers: Newcomer[];
}

/** Somebody whose first order came while bulk operations held others; real times. */
export interface Newcomer {
  /** Null when no tag has come yet. */
  tagged: number | null;
  /** When the last of those operations' chunks was closed. */
  massEnded: number;
}

const WORKERS = 3;
const PREFIXES = ['kz-', 'crm/', '顧客 '] as const;
/** So many of those who wait are given to bulk operations. */
const CHUNK = 180;
const CROWD = 80;
const CHUNKS_AT_ONCE = 2;
/** Kills go on until so many chunks were closed. */
const CHUNKS = 2;
const BURSTS_A_MASS = 6;
const KILL_WITHIN_MS = { least: 300, most: 1_500 };
/** Every second kill waits so long for a worker to have a chunk in its hands. */
const PATIENCE_MS = 400;
const QUIET_WITHIN_MS = 120_000;
/** On a machine that is busy with other things fewer chunks have to do. */
const LONGEST_MS = 45_000;

/** A store that is read and tagged, its app's web process and three workers, until the test ends. */
export async function openCrew(
  ground: Ground,
  options: { customers: number; seed: number },
): Promise<Crew> {
  ensureBuilt();
  const appPort = await freePort();
  const appUrl = `http://127.0.0.1:${appPort}`;
  const simulator = await aSimulator({
    ...options,
    appUrl,
    plan: 'advanced',
    mutationRate: 60,
    retryBaseMs: 100,
  });
  const line = await openLine(ground, simulator, 'redis');
  const env = { ...line.env, PORT: String(appPort), SHOPIFY_APP_URL: appUrl };
  const web = await startWeb(readWebEnv(env), createLogger('error'));
  onTestFinished(web.stop);
  const fell: string[] = [];
  const workers = [aWorker(line, fell, await freePort())];
  await line.begin();
  await idle(line.shop, simulator, { withinMs: QUIET_WITHIN_MS });
  while (workers.length < WORKERS) workers.push(aWorker(line, fell, await freePort()));
  return { simulator, line, workers, fell };
}

function aWorker(line: Line, fell: string[], healthPort: number): Worker {
  const process = line.startWorker(healthPort);
  process.once('exit', (code, signal) => {
    if (signal !== 'SIGKILL' && code !== 0) fell.push(signal ?? `exit ${code}`);
  });
  return { process, healthPort };
}

/**
 * Kills one worker after the other while the whole shop's tags change again and again, in calls and
 * in bulk operations, and while the store's and the merchant's days go on.
 */
export async function haunt(crew: Crew, seed: number, kills: number): Promise<Haunting> {
  const { simulator } = crew;
  const dice = diceOf(seed);
  const haunting: Haunting = { kills: 0, moments: {}, overtaken: 0, newcomers: [] };
  const overtaken = new Set<bigint>();
  const comers = watchNewcomers(simulator);
  const ended = new AbortController();
  const latest = Date.now() + LONGEST_MS;
  const masses = giveToChunks(crew, ended.signal);
  const days = keepBusy(crew, comers, { seed, ended: ended.signal });
  try {
    while (haunting.kills < kills || (Date.now() < latest && (await closedChunks(crew)) < CHUNKS)) {
      await sleep(dice.between(KILL_WITHIN_MS.least, KILL_WITHIN_MS.most));
      const moment = await killOne(crew, dice.whole(0, WORKERS - 1), dice.chance(0.5));
      haunting.moments[moment] = (haunting.moments[moment] ?? 0) + 1;
      haunting.kills += 1;
      for (const id of await overtakenNow(crew)) overtaken.add(id);
    }
  } finally {
    ended.abort();
  }
  await days;
  await masses;
  await controlOf(simulator).call('POST', 'faults', {});
  await controlOf(simulator).idle();
  await idle(crew.line.shop, simulator, { withinMs: QUIET_WITHIN_MS });
  haunting.overtaken = overtaken.size;
  haunting.newcomers = await timesOf(crew, comers);
  return haunting;
}

/**
 * Kills a worker as soon as another one is at work: else nothing would ever be half done.
 *
 * @returns how far a chunk was.
 */
async function killOne(crew: Crew, which: number, patient: boolean): Promise<string> {
  const { line, workers, fell } = crew;
  const victim = workers[which];
  if (!victim) throw new Error('there is no such worker');
  const others = workers.filter((one) => one !== victim);
  while (!(await Promise.all(others.map(isAtWork))).includes(true)) await sleep(50);
  const moment = await momentOf(crew, patient);
  await line.kill(victim.process);
  workers[which] = aWorker(line, fell, victim.healthPort);
  return moment;
}

/** A worker answers as soon as its queues are open. */
async function isAtWork({ healthPort }: Worker): Promise<boolean> {
  try {
    await (await fetch(`http://127.0.0.1:${healthPort}/healthz`)).text();
    return true;
  } catch {
    return false;
  }
}

/** How far the chunk is that is gone on with, else any that is open. */
async function momentOf({ line: { shop } }: Crew, patient: boolean): Promise<string> {
  const until = Date.now() + (patient ? PATIENCE_MS : 0);
  for (;;) {
    const [row] = await shop.db.sql.query<{ step: string; busy: boolean }>(
      `select phase || case when operation_id is not null then ': running or settled'
                            when asked_at is not null then ': asked for'
                            else ': uploaded' end as step,
              coalesce(busy_until > now(), false) as busy
       from tag_chunk where shop_id = $1 and closed_at is null order by busy desc, id limit 1`,
      [shop.id],
    );
    if (row?.busy) return `${row.step}, in hand`;
    if (Date.now() >= until) return row?.step ?? 'no chunk';
    await sleep(5);
  }
}

async function overtakenNow({ line: { shop } }: Crew): Promise<bigint[]> {
  const rows = await shop.db.sql.query<{ id: bigint }>(
    `select s.customer_id as id from tag_state s
     join tag_chunk c on c.shop_id = s.shop_id and c.id = s.chunk_id
     where s.shop_id = $1 and s.claim is distinct from c.claim`,
    [shop.id],
  );
  return rows.map(({ id }) => id);
}

interface Busy {
  seed: number;
  ended: AbortSignal;
}

/** One change of the whole shop's tags after the other, and bursts of days while it lasts. */
async function keepBusy(crew: Crew, comers: Comers, { seed, ended }: Busy) {
  const dice = diceOf(seed + 1);
  const { simulator, line } = crew;
  const goesOn = () => !ended.aborted;
  for (let mass = 1; goesOn(); mass += 1) {
    await stir(simulator, seed + mass);
    await changeMass(crew, PREFIXES[mass % PREFIXES.length] ?? 'kz-');
    for (let burst = 0; burst < BURSTS_A_MASS && goesOn(); burst += 1) {
      const numRuns = dice.whole(2, 6);
      const at = { seed: seed + 100 * mass + burst, numRuns };
      for (const each of fc.sample(deed, at)) await perform(each, simulator);
      for (const each of fc.sample(calm, { ...at, numRuns: dice.whole(0, 1) }))
        await act(each, line.shop, simulator);
      for (const id of await someHeld(crew, dice)) await orderOf(simulator, id, dice);
      await aNewcomer(simulator, comers, dice);
      await sleep(dice.between(300, 1_500), null, { signal: ended }).catch(() => null);
    }
  }
}

/** The models shown and the prefix change with every mass, and not in between. */
const calm = doing.filter(({ kind }) => kind !== 'tagged models' && kind !== 'prefix');

async function stir(simulator: Simulator, seed: number): Promise<void> {
  await controlOf(simulator).call('POST', 'faults', {
    seed,
    duplicate: 0.3,
    reorder: 0.3,
    delay: 0.2,
    delayMs: 40,
    throttle: 0.05,
    serverError: 0.05,
    mutationBreak: 0.2,
  });
}

/** Another prefix for everybody. */
async function changeMass({ simulator, line }: Crew, prefix: string): Promise<void> {
  const { shop, producer } = line;
  await act({ kind: 'tagged models', models: [...TAGGED_MODELS], segments: true }, shop, simulator);
  await act({ kind: 'prefix', prefix }, shop, simulator);
  await producer.enqueue('wake', {});
}

/** Whenever a crowd waits, much of it is given to bulk operations, whatever calls could do. */
async function giveToChunks({ line: { shop, producer } }: Crew, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    const { customers } = await measureWaiting(shop, CROWD);
    if (customers === CROWD && (await openChunks(shop)).length < CHUNKS_AT_ONCE) {
      await openChunk(shop, CHUNK);
      await producer.enqueue('write-chunks', { shopId: shop.id });
    }
    await sleep(20);
  }
}

async function closedChunks({ line: { shop } }: Crew): Promise<number> {
  const [row] = await shop.db.sql.query<{ closed: bigint }>(
    'select count(*) as closed from tag_chunk where shop_id = $1 and closed_at is not null',
    [shop.id],
  );
  return Number(row?.closed ?? 0);
}

/** Some of those whom a chunk holds and whose lines come late. */
async function someHeld({ line: { shop } }: Crew, dice: Dice): Promise<bigint[]> {
  const rows = await shop.db.sql.query<{ id: bigint }>(
    `select customer_id as id from tag_state
     where shop_id = $1 and chunk_id is not null and lease_until is null
     order by customer_id desc limit 60`,
    [shop.id],
  );
  if (rows.length === 0) return [];
  return Array.from({ length: 4 }, () => dice.pick(rows).id);
}

async function orderOf(simulator: Simulator, customer: bigint, dice: Dice): Promise<void> {
  await controlOf(simulator).anOrder({
    customer: { id: `gid://shopify/Customer/${customer}` },
    lineItems: [
      {
        product: { id: [...simulator.world.products.keys()][0] },
        quantity: 1,
        originalUnitPriceSet: { shopMoney: { amount: String(dice.whole(1_000, 400_000)) } },
      },
    ],
  });
}

/** When newcomers ordered, and when the first tag of ours came to anybody; by customer. */
interface Comers {
  ordered: Map<string, number>;
  tagged: Map<string, number>;
}

function watchNewcomers({ world }: Simulator): Comers {
  const comers: Comers = { ordered: new Map(), tagged: new Map() };
  world.listen((event) => {
    if (!('tagsAdded' in event) || comers.tagged.has(event.customer.id)) return;
    const ours = event.tagsAdded.some((tag) => PREFIXES.some((prefix) => tag.startsWith(prefix)));
    if (ours) comers.tagged.set(event.customer.id, Date.now());
  });
  return comers;
}

async function aNewcomer(simulator: Simulator, comers: Comers, dice: Dice): Promise<void> {
  const { body } = await controlOf(simulator).call('POST', 'customers', { locale: 'ja' });
  const { id } = body as { id: string };
  comers.ordered.set(id, Date.now());
  await orderOf(simulator, BigInt(id.split('/').at(-1) ?? 0), dice);
}

/** Of those alone who ordered while a chunk was open and who are still there. */
async function timesOf({ simulator, line: { shop } }: Crew, comers: Comers): Promise<Newcomer[]> {
  const chunks = await shop.db.sql.query<{ opened: number; closed: number }>(
    `select extract(epoch from opened_at)::float8 * 1000 as opened,
            extract(epoch from closed_at)::float8 * 1000 as closed
     from tag_chunk where shop_id = $1`,
    [shop.id],
  );
  return [...comers.ordered].flatMap(([id, ordered]) => {
    const ends = chunks
      .filter(({ opened, closed }) => opened <= ordered && ordered < closed)
      .map(({ closed }) => closed);
    if (ends.length === 0 || !simulator.world.customers.has(id)) return [];
    return { tagged: comers.tagged.get(id) ?? null, massEnded: Math.max(...ends) };
  });
}
