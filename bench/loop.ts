import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { startTagging } from '#app/commands/start-tagging.ts';
import { countStale, hasStale } from '#app/store/recompute.ts';
import { countTags, hasPendingTags } from '#app/store/tag-states.ts';
import type { Bench, Figure } from './lib/bench.ts';
import { momentOf, onStage, readStore, type Backend } from './lib/stage.ts';

/** The first line through the house: reading a store's orders, then tagging its customers. */
export const loop: Bench = {
  about: "customers tagged per second against the store's own limit, backfill rows against COPY",
  run: async function* (quick) {
    for (const backend of ['postgres', 'redis'] as const) {
      yield await tagging(backend, quick);
      yield await backfill(backend, quick);
    }
  },
};

function tagging(backend: Backend, quick: boolean): Promise<Figure> {
  const plan = quick ? 'plus' : 'enterprise';
  return onStage({ backend, plan, customers: quick ? 2_800 : 10_000 }, async (stage) => {
    await readStore(stage);
    await momentOf(async () => !(await hasStale(stage.shop)));
    const before = stage.simulator.stats.points;
    const start = performance.now();
    await startTagging(stage.shop, stage.enqueue, new Date());
    const end = await momentOf(async () => !(await hasPendingTags(stage.shop)));
    const { settled } = await countTags(stage.shop);
    const { points, throttles } = stage.simulator.stats;
    const seconds = (end - start) / 1000;
    const { maximum, rate } = bucketOf(plan);
    const spent = points - before;
    const best = Math.max(0, spent - maximum) / rate;
    return {
      figure: `customers tagged per second, ${backend} queue`,
      value: settled / seconds,
      floor: settled / best,
      ratio: best / seconds,
      aim: 0.85,
      note: `${settled} customers in ${seconds.toFixed(1)} s, best possible ${best.toFixed(1)} s on the ${plan} plan; ${spent} points, ${throttles} throttled`,
    };
  });
}

function bucketOf(plan: 'plus' | 'enterprise'): { maximum: number; rate: number } {
  return plan === 'plus' ? { maximum: 20_000, rate: 1_000 } : { maximum: 40_000, rate: 2_000 };
}

function backfill(backend: Backend, quick: boolean): Promise<Figure> {
  return onStage({ backend, customers: quick ? 20_000 : 100_000 }, async (stage) => {
    const seconds = await readStore(stage);
    const { all } = await countStale(stage.shop);
    const { rows, copySeconds } = await bareCopy(stage.databaseUrl);
    return {
      figure: `backfill rows per second, ${backend} queue`,
      value: rows / seconds,
      floor: rows / copySeconds,
      ratio: copySeconds / seconds,
      note: `${rows} orders of ${all} customers from the bulk result into the store, against COPY into an empty table with the same indexes`,
    };
  });
}

async function bareCopy(url: string): Promise<{ rows: number; copySeconds: number }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('create table orders_copy (like orders including all)');
    const chunks: Buffer[] = [];
    const out = client.query(copyTo('copy orders to stdout'));
    for await (const chunk of out as AsyncIterable<Buffer>) chunks.push(chunk);
    const start = performance.now();
    const sink = client.query(copyFrom('copy orders_copy from stdin'));
    await pipeline(Readable.from(chunks), sink);
    return { rows: sink.rowCount, copySeconds: (performance.now() - start) / 1000 };
  } finally {
    await client.end();
  }
}
