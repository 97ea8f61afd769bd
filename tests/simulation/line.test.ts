import { Redis } from 'ioredis';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { claimTags } from '#app/store/tag-states.ts';
import { generateStore } from '#simulator/generator/generate-store.ts';
import type { StoreData } from '#simulator/records.ts';
import { BACKENDS, useGround, type Backend } from '../setup/ground.ts';
import { openLine, type Line } from '../setup/line.ts';
import { aSimulator } from '../setup/simulator.ts';

const ground = useGround();
const OFTEN = { timeout: 90_000, interval: 5 };
/** Nobody is killed: whoever is slow on a busy machine keeps what he has in hand. */
const UNHURRIED_SECONDS = 60;
/** After the standard plan's bucket of 200 writes the rest come at ten a second: time to break things. */
const SLOW = { customers: 260, plan: 'standard', bulkRate: 1_500 } as const;

beforeEach(async () => {
  await ground.empty();
});

async function wipe(backend: Backend): Promise<void> {
  if (backend === 'postgres') {
    await vi.waitFor(() => ground.db.sql.query('drop schema bullmq cascade'), OFTEN);
    return;
  }
  const redis = new Redis(ground.redisUrl);
  await redis.flushdb();
  await redis.quit();
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => {
    if (!(await condition())) throw new Error('not yet');
  }, OFTEN);
}

describe.each(BACKENDS)("a store's orders become tags, on %s", (backend) => {
  it('exactly, and what others wrote stays', async () => {
    const data = generateStore({ customers: 150, seed: 11 });
    const simulator = await aSimulator({ data });
    const line = await openLine(ground, simulator, backend);
    line.startWorker();
    await line.begin();
    const verdict = await line.verdict();
    expect(verdict.wrong).toEqual([]);
    expect(verdict.customers).toBe(150);
    expect(verdict.tags).toBeGreaterThan(verdict.tagged * 6);
    expect(othersOf([...simulator.world.customers.values()])).toEqual(othersOf(data.customers));
  });

  it('although the queue store loses everything in the middle', async () => {
    const simulator = await aSimulator(SLOW);
    const line = await openLine(ground, simulator, backend);
    line.startWorker();
    await line.begin();
    await until(async () => (await line.tagsDone()) > 20);
    await wipe(backend);
    expect((await line.verdict()).wrong).toEqual([]);
  });

  it('although workers are killed again and again', async () => {
    const simulator = await aSimulator(SLOW);
    const line = await openLine(ground, simulator, backend);
    await line.begin();
    for (const done of [0, 1, 60, 120]) {
      const worker = line.startWorker();
      await until(async () => (await line.tagsDone()) >= done && simulator.stats.calls > 0);
      await line.kill(worker);
    }
    line.startWorker();
    expect((await line.verdict()).wrong).toEqual([]);
  }, 300_000);

  it('by several workers at once, each customer written once', async () => {
    const simulator = await aSimulator({ customers: 400 });
    const line = await openLine(ground, simulator, backend, UNHURRIED_SECONDS);
    for (let count = 0; count < 3; count += 1) line.startWorker();
    await line.begin();
    const verdict = await line.verdict();
    expect(verdict.wrong).toEqual([]);
    expect(simulator.stats.throttles).toBe(0);
    expect(simulator.stats.points).toBeLessThan(verdict.tagged * 10 + 100);
  });
});

function othersOf(customers: StoreData['customers']): string[] {
  return customers.map(
    ({ id, tags }) => `${id} ${tags.filter((tag) => !tag.startsWith('kz-')).join()}`,
  );
}

describe('the line', () => {
  let line: Line;

  it('writes no tag before the merchant says so', async () => {
    const simulator = await aSimulator({ customers: 30 });
    line = await openLine(ground, simulator, 'postgres');
    const { connectShop } = await import('#app/commands/connect-shop.ts');
    line.startWorker();
    await connectShop(line.shop, line.producer.enqueue);
    await until(async () => (await claimTags(line.shop, 1, 0.01)).customers.length > 0);
    await line.producer.enqueue('write-tags', { shopId: line.shop.id });
    await line.producer.enqueue('wake', {});
    const queue = line.queue.queue('orders');
    await until(async () =>
      Object.values(await queue.getJobCounts('waiting', 'active')).every((count) => count === 0),
    );
    await queue.close();
    const tags = [...simulator.world.customers.values()].flatMap((customer) => customer.tags);
    expect(tags.filter((tag) => tag.startsWith('kz-'))).toEqual([]);
  });

  it('ages customers with the calendar, days that were missed included', async () => {
    const simulator = await aSimulator({ customers: 120, seed: 8 });
    line = await openLine(ground, simulator, 'postgres');
    const worker = line.startWorker();
    await line.begin();
    const before = await line.verdict();
    expect(before.wrong).toEqual([]);
    const move = (days: number) => {
      const now = Date.parse(simulator.world.clock.now());
      simulator.world.setClock(new Date(now + days * 86_400_000).toISOString());
    };
    const { points } = simulator.stats;
    move(1);
    expect((await line.verdict()).wrong).toEqual([]);
    expect(simulator.stats.points - points, 'only who changed was written').toBeLessThan(120 * 4);
    await line.kill(worker);
    move(45);
    line.startWorker();
    expect((await line.verdict()).wrong).toEqual([]);
    const reasons = await ground.db.sql.query<{ because: string }>(
      'select distinct because from tag_change order by 1',
    );
    expect(reasons).toEqual([{ because: 'backfill' }, { because: 'calendar' }]);
  });

  it('records why a customer cannot be tagged and goes on with the others', async () => {
    const data = generateStore({ customers: 60, seed: 4 });
    const buyers = [...new Set(data.orders.flatMap((order) => order.customer?.id ?? []))];
    const [full, gone] = buyers;
    const crowded = data.customers
      .filter(({ id }) => id !== gone)
      .map((customer) =>
        customer.id === full
          ? { ...customer, tags: Array.from({ length: 249 }, (_, index) => `t${index}`) }
          : customer,
      );
    const simulator = await aSimulator({ data: { ...data, customers: crowded } });
    line = await openLine(ground, simulator, 'postgres');
    line.startWorker();
    await line.begin();
    const verdict = await line.verdict();
    expect(verdict.wrong).toHaveLength(1);
    expect(verdict.wrong[0]).toContain(full);
    const exceptions = await ground.db.sql.query<{ exception: string }>(
      'select exception from tag_state where exception is not null order by 1',
    );
    expect(exceptions).toEqual([{ exception: 'Tags cannot be more than 250' }]);
    const left = await ground.db.sql.query<{ id: string }>(
      `select 'gid://shopify/Customer/' || id as id from customer where gone = 'deleted'`,
    );
    expect(left).toEqual([{ id: gone }]);
  });

  it('keeps a shop in another currency and time zone by its own money and days', async () => {
    const data = generateStore({ customers: 80, seed: 9 });
    const dollars = (bag: StoreData['orders'][number]['totalPriceSet']) => ({
      shopMoney: { amount: (Number(bag.shopMoney.amount) / 100).toFixed(2), currencyCode: 'USD' },
    });
    const orders = data.orders.map((order) => ({
      ...order,
      totalPriceSet: dollars(order.totalPriceSet),
      currentTotalPriceSet: dollars(order.currentTotalPriceSet),
      totalRefundedSet: dollars(order.totalRefundedSet),
    }));
    const shop = { ...data.shop, currencyCode: 'USD', ianaTimezone: 'America/New_York' };
    line = await openLine(
      ground,
      await aSimulator({ data: { ...data, shop, orders } }),
      'postgres',
    );
    line.startWorker();
    await line.begin();
    expect((await line.verdict()).wrong).toEqual([]);
  });
});
