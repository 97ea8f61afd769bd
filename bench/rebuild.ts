import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { saveSettings } from '#app/store/settings.ts';
import { countStale } from '#app/store/recompute.ts';
import type { Bench } from './lib/bench.ts';
import { benchContext, bigShop, bringUpToDate, type BigShop } from './lib/big-shop.ts';

const MIB = 1024 * 1024;
const BATCH = 1_000;
const TABLES = ['timeline', 'relative_class', 'tag_state'] as const;

/** Every model of every customer after thresholds were changed that move nearly everybody. */
export const rebuild: Bench = {
  about:
    'all models of all customers (BENCH_CUSTOMERS) after a settings change, against rewriting rows',
  run: async function* (quick) {
    const customers = Number(process.env.BENCH_CUSTOMERS ?? (quick ? 20_000 : 1_000_000));
    const small = await measured(Math.round(customers / 5));
    const large = await measured(customers);
    yield {
      figure: `seconds for ${large.customers} customers`,
      value: large.seconds,
      floor: large.floor,
      ratio: large.seconds / large.floor,
      atMost: 1.5,
      note: `the floor reads the same orders, deletes the same ${large.rows} rows of ${TABLES.join(', ')} and COPYs them in, in the same batches of ${BATCH}`,
    };
    yield {
      figure: 'peak memory with more customers, MiB',
      value: large.peak / MIB,
      floor: small.peak / MIB,
      ratio: large.peak / small.peak,
      atMost: 1.15,
      note: `the floor is a shop of ${small.customers}`,
    };
  },
};

async function measured(customers: number) {
  const closers: (() => unknown)[] = [];
  try {
    const big = await bigShop(customers, closers);
    const { seconds, peak } = await rebuildAll(big);
    const { rows, floor } = await bareRewrite(big);
    return { customers, seconds, peak, rows, floor };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function rebuildAll({ shop, db }: BigShop) {
  await saveSettings(
    shop,
    {
      cpm: { toddlerDays: 80, trendyDays: 200, amount: 60_000, lapsedDays: 210 },
      stage: { growingOrders: 2, settledOrders: 5 },
      lifecycle: {
        atRiskAfterDays: 40,
        dormantAfterDays: 75,
        newOrders: 1,
        lengtheningFactor: null,
        lengtheningOrders: 3,
      },
    },
    'bench',
  );
  globalThis.gc?.();
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
    void countStale(shop).then(({ stale, all }) => {
      process.stderr.write(`\rrecounting ${all - stale} of ${all}  `);
    });
  }, 2_000);
  const start = performance.now();
  await bringUpToDate(shop, benchContext(db));
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  process.stderr.write('\n');
  return { seconds, peak: Math.max(peak, process.memoryUsage.rss()) };
}

/** Reads the orders and rewrites the rows as they are, with nothing computed between. */
async function bareRewrite({ databaseUrl, db, shop }: BigShop) {
  const [last] = await db.sql.query<{ id: bigint }>(
    'select max(id) as id from customer where shop_id = $1',
    [shop.id],
  );
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  let rows = 0;
  let floor = 0;
  try {
    for (let from = 1; from <= Number(last?.id); from += BATCH) {
      const customers = `shop_id = ${shop.id} and customer_id between ${from} and ${from + BATCH - 1}`;
      const texts = await Promise.all(TABLES.map((table) => rowsOf(client, table, customers)));
      const start = performance.now();
      await client.query('begin');
      await client.query(
        `select id, customer_id, processed_at, value_minor, source_name from orders where ${customers} and counts`,
      );
      for (const [index, table] of TABLES.entries()) {
        await client.query(`delete from ${table} where ${customers}`);
        const sink = client.query(copyFrom(`copy ${table} from stdin`));
        await pipeline(Readable.from(texts[index] ?? []), sink);
        rows += sink.rowCount;
      }
      await client.query(
        `update customer set stale = false where shop_id = ${shop.id} and id between ${from} and ${from + BATCH - 1}`,
      );
      await client.query('commit');
      floor += (performance.now() - start) / 1000;
    }
    return { rows, floor };
  } finally {
    await client.end();
  }
}

async function rowsOf(client: pg.Client, table: string, customers: string): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  const out = client.query(copyTo(`copy (select * from ${table} where ${customers}) to stdout`));
  for await (const chunk of out as AsyncIterable<Buffer>) chunks.push(chunk);
  return chunks;
}
