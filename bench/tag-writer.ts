import { setTimeout as sleep } from 'node:timers/promises';
import { startTagging } from '#app/commands/start-tagging.ts';
import { saveFirstSettings } from '#app/store/settings.ts';
import { defaultSettings } from '#app/domain/settings.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { Shop } from '#app/store/database.ts';
import { reservePoints, settlePoints } from '#app/store/api-budgets.ts';
import { hasPendingTags } from '#app/store/tag-states.ts';
import { saveWantedTags } from '#app/store/wanted-tags.ts';
import type { Bench, Figure } from './lib/bench.ts';
import { momentOf, onStage, type Stage } from './lib/stage.ts';

/** Of the enterprise plan. */
const BUCKET = { maximumAvailable: 40_000, currentlyAvailable: 40_000, restoreRate: 2_000 };
const POINTS_A_CUSTOMER = 10;
const BULK_RATE = 500;
const ORDER_EVERY_MS = 500;
const SECOND = 1_000;
const SAVED_TOGETHER = 1_000;
/** A worker process is up after so long, even if several begin together on a small machine. */
const START_MS = 2_000;

/** Mass changes of tags as fast as the store allows, and single orders' tags meanwhile. */
export const tagWriter: Bench = {
  about: "mass tagging against the store's own limits, and how long a single order waits meanwhile",
  run: async function* (quick) {
    for (const workers of quick ? [1, 2] : [1, 2, 4]) {
      yield* byCalls(workers, quick ? 5_000 : 10_000);
    }
    yield* inBulk(quick ? 14_000 : 100_000);
  },
};

/** Points are a bucket and a trickle: no writer can be done before both have given what it takes. */
async function* byCalls(workers: number, customers: number): AsyncGenerator<Figure> {
  const { seconds, spent, throttles } = await onStage(
    {
      backend: 'postgres',
      plan: 'enterprise',
      customers: 1,
      workers,
      env: { BULK_TAGS: 'false' },
    },
    async (stage) => {
      await wantAll(stage, customers);
      await sleep(workers * START_MS);
      const before = stage.simulator.stats.points;
      const seconds = await tagAll(stage);
      const { points, throttles } = stage.simulator.stats;
      return { seconds, spent: points - before, throttles };
    },
  );
  const best = Math.max(0, spent - BUCKET.maximumAvailable) / BUCKET.restoreRate;
  const processes = `${workers} worker process${workers === 1 ? '' : 'es'}`;
  yield {
    figure: `share of the available points used, ${processes}`,
    value: spent,
    floor: BUCKET.maximumAvailable + seconds * BUCKET.restoreRate,
    ratio: spent / (BUCKET.maximumAvailable + seconds * BUCKET.restoreRate),
    aim: 0.95,
    note: `${customers} customers in ${seconds.toFixed(1)} s, best possible ${best.toFixed(1)} s on the enterprise plan, no bulk operations`,
  };
  yield {
    figure: `answers that throttled, ${processes}`,
    value: throttles,
    floor: 0,
    ratio: throttles,
    atMost: 0,
    note: `${spent} points`,
  };
}

/** Bulk operations and calls side by side can do no more than both rates together. */
async function* inBulk(customers: number): AsyncGenerator<Figure> {
  const { seconds, took } = await onStage(
    { backend: 'postgres', plan: 'enterprise', customers: 1, bulkRate: BULK_RATE },
    async (stage) => {
      const single = await wantAll(stage, customers);
      await sleep(START_MS);
      const watch = watchOrders(stage, single);
      const seconds = await tagAll(stage);
      return { seconds, took: await watch.end() };
    },
  );
  const byCalls = BUCKET.maximumAvailable / POINTS_A_CUSTOMER;
  const perSecond = BULK_RATE + BUCKET.restoreRate / POINTS_A_CUSTOMER;
  const best = (customers - byCalls) / perSecond;
  yield {
    figure: 'seconds of a mass change with bulk operations',
    value: seconds,
    floor: best,
    ratio: seconds / best,
    atMost: 1.15,
    note: `${customers} customers, ${BULK_RATE} lines a second and the enterprise plan's points; bulk alone ${(customers / BULK_RATE).toFixed(0)} s`,
  };
  const p99 =
    (took.toSorted((a, b) => a - b)[Math.ceil(took.length * 0.99) - 1] ?? Infinity) / SECOND;
  yield {
    figure: "p99 of single orders' tags meanwhile, seconds",
    value: p99,
    floor: 3,
    ratio: p99 / 3,
    atMost: 1,
    note: `${took.length} orders, one every ${ORDER_EVERY_MS} ms, of customers whom the mass change holds too`,
  };
}

/**
 * Puts customers into the store and wants a tag on each, as after the store was read.
 *
 * @returns who they are.
 */
async function wantAll({ shop, simulator }: Stage, customers: number): Promise<CustomerId[]> {
  const [pattern] = simulator.world.customers.values();
  if (!pattern) throw new Error('the store has nobody');
  const ids = Array.from({ length: customers }, (_, n) => BigInt(9_000_000_000 + n) as CustomerId);
  for (const id of ids) {
    const gid = gidOf(id);
    simulator.world.customers.set(gid, { ...pattern, id: gid, tags: [] });
  }
  await reservePoints(shop, 0);
  await settlePoints(shop, 0, BUCKET);
  await saveFirstSettings(shop, defaultSettings('JPY', { sum: 0n, orders: 0n }));
  await shop.db.sql.query(
    `insert into customer (shop_id, id, stale)
     select $1, id, false from unnest($2::bigint[]) as t (id)`,
    [shop.id, ids],
  );
  for (let from = 0; from < ids.length; from += SAVED_TOGETHER) {
    await want(shop, ids.slice(from, from + SAVED_TOGETHER), 'kz-stage:first', 'calendar');
  }
  await shop.db.sql.query('vacuum analyze tag_state');
  return ids;
}

async function want(
  shop: Shop,
  ids: readonly CustomerId[],
  tag: string,
  because: string,
): Promise<void> {
  await saveWantedTags(
    shop,
    shop.db.sql,
    ids.map((customerId) => ({ customerId, wantedTags: [tag], because })),
    new Date(),
  );
}

/** Presses the button and waits until all is written. @returns the seconds it took. */
async function tagAll({ shop, enqueue }: Stage): Promise<number> {
  const start = performance.now();
  await startTagging(shop, enqueue, new Date());
  const end = await momentOf(async () => {
    await sleep(20);
    return !(await hasPendingTags(shop));
  });
  return (end - start) / SECOND;
}

/** From time to time an order changes the tags of somebody; how long each waits for them. */
function watchOrders({ shop, enqueue, simulator }: Stage, ids: readonly CustomerId[]) {
  const took: number[] = [];
  const ended = new AbortController();
  const watching = (async () => {
    await sleep(2 * SECOND);
    for (let count = 0; !ended.signal.aborted; count += 1) {
      const id = ids[(count * 7_919 + ids.length - 1) % ids.length];
      if (id === undefined) return;
      const start = performance.now();
      await want(shop, [id], `kz-stage:order-${count}`, 'order');
      await enqueue('write-tags', { shopId: shop.id });
      const isThere = () =>
        simulator.world.customers.get(gidOf(id))?.tags.includes(`kz-stage:order-${count}`);
      await momentOf(() => Promise.resolve(isThere() ?? false));
      took.push(performance.now() - start);
      await sleep(ORDER_EVERY_MS);
    }
  })();
  return {
    end: async () => {
      ended.abort();
      await watching;
      return took;
    },
  };
}

function gidOf(id: CustomerId): string {
  return `gid://shopify/Customer/${id}`;
}
