import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepToken } from '#app/access.server.ts';
import { routeLibrary, shopifyFetch } from '#app/shopify/http.ts';
import { tokenService } from '#app/shopify/offline-token.ts';
import type { Database, Shop } from '#app/store/database.ts';
import { hasAskedReports } from '#app/store/reports.ts';
import { ensureBuilt } from '#scripts/servers/built-app.ts';
import { freePort } from '#scripts/servers/free-port.ts';
import { putOrder } from '#simulator/changes/orders.ts';
import { generateStore } from '#simulator/generator/generate-store.ts';
import { startSimulator } from '#simulator/server.ts';
import type { World } from '#simulator/world.ts';
import type { Figure } from './bench.ts';
import { bigShop, TODAY } from './big-shop.ts';
import { BENCH_ENV, envOf, momentOf, startProcess } from './stage.ts';

const PAUSE_MS = 20;
const IDLE_MS = 4_000;
/** Kernel ticks a second, as Linux counts a process's CPU time. */
const TICKS = 100;

/** What one order costs in a shop of some size. */
interface Work {
  customers: number;
  p50: number;
  p99: number;
  /** Milliseconds of CPU in worker, web and database together. */
  cpu: number;
  transactions: number;
  /** Rows that the database looked at, and rows that it wrote. */
  read: number;
  written: number;
}

/** The second order of a customer, in a small shop and in large ones. */
export async function* workOfAnOrder(quick: boolean): AsyncGenerator<Figure> {
  const sizes = quick ? [1_000, 20_000] : [1_000, 100_000, 1_000_000];
  const works: Work[] = [];
  for (const customers of sizes) works.push(await measured(customers, quick ? 60 : 300));
  const [small, large] = [works[0], works.at(-1)];
  if (!small || !large) return;
  const note = works.map(textOf).join('; ');
  const figures = [
    ['p50 from webhook to tag, ms', ({ p50 }: Work) => p50],
    ['CPU of an order, ms', ({ cpu }: Work) => cpu],
    ['rows read for an order', ({ read }: Work) => read],
    ['rows written for an order', ({ written }: Work) => written],
  ] as const;
  for (const [name, read] of figures) {
    yield {
      figure: `${name}, ${large.customers} customers against ${small.customers}`,
      value: read(large),
      floor: read(small),
      ratio: read(large) / read(small),
      atMost: 1.3,
      note,
    };
  }
}

function textOf({ customers, p50, p99, cpu, transactions, read, written }: Work): string {
  return `${customers} customers: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${cpu.toFixed(1)} ms CPU, ${transactions.toFixed(1)} transactions, ${read.toFixed(0)} rows read, ${written.toFixed(0)} written`;
}

async function measured(customers: number, orders: number): Promise<Work> {
  const closers: (() => unknown)[] = [];
  try {
    const { db, databaseUrl, shop } = await bigShop(customers, closers);
    const appUrl = `http://127.0.0.1:${await freePort()}`;
    const simulator = await startSimulator({
      data: generateStore({ customers: 5, seed: 1 }),
      plan: 'enterprise',
      bulkRate: 1_000_000,
      appUrl,
      apiKey: BENCH_ENV.SHOPIFY_API_KEY,
      apiSecret: BENCH_ENV.SHOPIFY_API_SECRET,
    });
    closers.push(simulator.stop);
    simulator.world.clock.set(new Date(TODAY).toISOString());
    routeLibrary(shopifyFetch(simulator.url));
    const domain = simulator.world.shop.myshopifyDomain;
    await db.sql.query('update shop set domain = $2 where id = $1', [shop.id, domain]);
    await keepToken(
      shop,
      await tokenService(BENCH_ENV).exchange(domain, await simulator.sessionToken()),
      BENCH_ENV.ENCRYPTION_KEY,
    );
    const env = { ...envOf(databaseUrl, undefined, simulator.url, appUrl), WAKE_SECONDS: '3600' };
    ensureBuilt();
    const processes = [startProcess('workers/main.ts', env), startProcess('app/server.ts', env)];
    closers.push(...processes.map(({ stop }) => stop));
    await momentOf(() =>
      fetch(`${appUrl}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    const pids = processes.flatMap(({ pid }) => pid ?? []);
    return { customers, ...(await play(simulator.world, shop, pids, orders)) };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function play(
  world: World,
  shop: Shop,
  pids: number[],
  orders: number,
): Promise<Omit<Work, 'customers'>> {
  const tagged = listenFor(world, 'kz-cpm:toddler-active');
  const met = listenFor(world, 'kz-cpm:first-active');
  const buyers = Array.from({ length: orders }, () => orderOf(world, { firstName: 'Bench' }));
  await momentOf(() => Promise.resolve(buyers.every((id) => met.has(id))));
  await momentOf(async () => !(await hasAskedReports(shop)));
  await sleep(1_000);
  const idle = await spent(shop.db, pids, () => sleep(IDLE_MS));
  const took: number[] = [];
  const busy = await spent(shop.db, pids, async () => {
    for (const id of buyers) {
      const start = performance.now();
      orderOf(world, { id });
      await momentOf(() => Promise.resolve(tagged.has(id)));
      took.push((tagged.get(id) ?? start) - start);
      await sleep(PAUSE_MS);
    }
  });
  const perOrder = (key: keyof Counted) => (busy[key] - idle[key] * (busy.ms / idle.ms)) / orders;
  const sorted = took.toSorted((a, b) => a - b);
  return {
    p50: sorted[Math.floor(orders / 2)] ?? Number.NaN,
    p99: sorted[Math.floor(orders * 0.99)] ?? Number.NaN,
    cpu: perOrder('cpu'),
    transactions: perOrder('transactions'),
    read: perOrder('read'),
    written: perOrder('written'),
  };
}

function orderOf(world: World, customer: { id: string } | { firstName: string }): string {
  const [product] = world.products.keys();
  const order = putOrder(world, {
    customer,
    lineItems: [{ product: { id: product ?? '' }, quantity: 1 }],
  });
  return order.customer?.id ?? '';
}

/** When each customer first had a tag. */
function listenFor(world: World, tag: string): Map<string, number> {
  const moments = new Map<string, number>();
  const save = world.saveCustomer.bind(world);
  world.saveCustomer = (customer) => {
    if (!moments.has(customer.id) && customer.tags.includes(tag)) {
      moments.set(customer.id, performance.now());
    }
    return save(customer);
  };
  return moments;
}

interface Counted {
  ms: number;
  cpu: number;
  transactions: number;
  read: number;
  written: number;
}

async function spent(db: Database, pids: number[], work: () => Promise<void>): Promise<Counted> {
  const before = await counters(db, pids);
  await work();
  await sleep(1_500);
  const after = await counters(db, pids);
  return {
    ms: after.ms - before.ms,
    cpu: after.cpu - before.cpu,
    transactions: after.transactions - before.transactions,
    read: after.read - before.read,
    written: after.written - before.written,
  };
}

async function counters(db: Database, pids: number[]): Promise<Counted> {
  const [row] = await db.sql.query<Record<'transactions' | 'read' | 'written', number>>(
    `select (select xact_commit from pg_stat_database where datname = current_database())::float8
              as transactions,
            sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::float8 as read,
            sum(n_tup_ins + n_tup_upd + n_tup_del)::float8 as written
     from pg_stat_user_tables`,
  );
  const backends = await db.sql.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  const cpu = [...pids, ...backends.map(({ pid }) => pid)].reduce(
    (sum, pid) => sum + cpuOf(pid),
    0,
  );
  const { transactions = 0, read = 0, written = 0 } = row ?? {};
  return { ms: performance.now(), cpu, transactions, read, written };
}

/** Milliseconds of CPU that a process has used, in user and kernel mode. */
function cpuOf(pid: number): number {
  if (!readdirSync('/proc').includes(String(pid))) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}
