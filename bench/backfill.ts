import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { keepToken } from '#app/access.server.ts';
import { connectShop } from '#app/commands/connect-shop.ts';
import { readBackfill } from '#app/store/readings.ts';
import { ensureShop } from '#app/store/shops.ts';
import { openDatabase, type Shop } from '#app/store/database.ts';
import { openQueueStore } from '#app/queues/connection.ts';
import { createProducer } from '#app/queues/enqueue.ts';
import type { Bench, Figure } from './lib/bench.ts';
import { bulkOrdersJsonl } from './lib/bulk-orders-jsonl.ts';
import { bulkStore } from './lib/bulk-store.ts';
import { BENCH_ENV, envOf, freshDatabase, momentOf, startProcess } from './lib/stage.ts';

const MIB = 1024 * 1024;
const DAY = 24 * 60 * 60_000;
const TABLES = ['orders', 'order_line'] as const;

/** The reading of a store's past: a bulk result of orders with their lines into the database. */
export const backfill: Bench = {
  about: 'rows of a bulk result into the store against a bare COPY, and the memory it takes',
  run: async function* (quick) {
    const small = await measured(quick ? 20_000 : 200_000);
    const large = await measured(quick ? 100_000 : 1_000_000);
    yield large.speed;
    yield {
      figure: 'peak memory of the worker, MiB',
      value: large.peak / MIB,
      floor: 300,
      ratio: large.peak / MIB / 300,
      atMost: 1,
      note: `the floor is the aim; ${(small.peak / MIB).toFixed(0)} MiB with a fifth of the orders`,
    };
    yield {
      figure: 'peak memory with five times the orders, MiB',
      value: large.peak / MIB,
      floor: small.peak / MIB,
      ratio: large.peak / small.peak,
      atMost: 1.15,
      note: 'the floor is the smaller store',
    };
  },
};

async function measured(orders: number): Promise<{ speed: Figure; peak: number }> {
  const closers: (() => unknown)[] = [];
  try {
    const result = await bulkOrdersJsonl(orders);
    const store = await bulkStore(result);
    closers.push(store.stop);
    const databaseUrl = await freshDatabase(closers);
    const { seconds, peak } = await readAll(databaseUrl, store.url, closers);
    const { rows, copySeconds } = await bareCopy(databaseUrl);
    const speed: Figure = {
      figure: 'rows of orders and lines per second',
      value: rows / seconds,
      floor: rows / copySeconds,
      ratio: copySeconds / seconds,
      aim: 0.35,
      note: `${orders} orders, ${rows} rows in ${seconds.toFixed(1)} s from the first byte of the result to the last row; COPY of the same rows into empty tables with the same indexes ${copySeconds.toFixed(1)} s`,
    };
    return { speed, peak };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function readAll(databaseUrl: string, url: string, closers: (() => unknown)[]) {
  const db = openDatabase(databaseUrl, { name: 'bench', max: 2 });
  const queue = await openQueueStore({ databaseUrl, prefix: '{bench}', onError: console.error });
  const producer = createProducer(queue);
  closers.push(db.close, queue.close, producer.close);
  const shop = await ensureShop(db, 'bench.myshopify.com');
  await keepToken(shop, token(), BENCH_ENV.ENCRYPTION_KEY);
  const worker = startProcess('workers/main.ts', envOf(databaseUrl, undefined, url, url));
  closers.push(worker.stop);
  await connectShop(shop, producer.enqueue);
  const start = await momentOf(async () => isReading(shop));
  const end = await momentOf(async () => (await readBackfill(shop))?.status === 'done');
  return { seconds: (end - start) / 1000, peak: peakOf(worker.pid) };
}

async function isReading(shop: Shop): Promise<boolean> {
  const backfill = await readBackfill(shop);
  return ['reading', 'done'].includes(backfill?.kinds[0]?.status ?? '');
}

function token() {
  return {
    accessToken: 'bench',
    refreshToken: 'bench',
    scope: 'read_orders,read_all_orders,read_customers,write_customers,read_products',
    expiresAt: Date.now() + DAY,
    refreshExpiresAt: Date.now() + DAY,
  };
}

/** The most memory a process has held, in bytes, as Linux tells it. */
function peakOf(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
}

async function bareCopy(url: string): Promise<{ rows: number; copySeconds: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let rows = 0;
  let copySeconds = 0;
  try {
    for (const table of TABLES) {
      await client.query(`create table ${table}_copy (like ${table} including all)`);
      const chunks: Buffer[] = [];
      const out = client.query(copyTo(`copy (select * from ${table} order by 1, 2, 3) to stdout`));
      for await (const chunk of out as AsyncIterable<Buffer>) chunks.push(chunk);
      const start = performance.now();
      const sink = client.query(copyFrom(`copy ${table}_copy from stdin`));
      await pipeline(Readable.from(chunks), sink);
      copySeconds += (performance.now() - start) / 1000;
      rows += sink.rowCount;
    }
    return { rows, copySeconds };
  } finally {
    await client.end();
  }
}
