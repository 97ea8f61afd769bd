import { beforeEach, describe, expect, it } from 'vitest';
import { orderTotals } from '#app/store/orders.ts';
import {
  newestReadings,
  openComparison,
  openReadings,
  readBackfill,
  requestBackfill,
} from '#app/store/readings.ts';
import type { Shop } from '#app/store/database.ts';
import { readShop } from '#app/store/shops.ts';
import { generateStore } from '#simulator/generator/generate-store.ts';
import type { Simulator } from '#simulator/server.ts';
import { connectedShop, type Connection, type Twist } from '../setup/connected-shop.ts';
import { useGround } from '../setup/ground.ts';
import { aSimulator } from '../setup/simulator.ts';
import { ordersInStore, ordersOf } from '../setup/same-store.ts';

const ground = useGround();
let shop: Shop;
let simulator: Simulator;
let connection: Connection;

beforeEach(async () => {
  await ground.empty();
});

async function connected(of: Simulator): Promise<void> {
  simulator = of;
  connection = await connectedShop(ground.db, of);
  ({ shop } = connection);
}

const run = (twist?: Twist) => connection.readAll(twist);
const isFile = (url: string) => url.includes('/__sim/bulk/');

describe('backfill', () => {
  it('reads every order with its lines, every customer and product once, and nothing a second time', async () => {
    await connected(await aSimulator({ customers: 50 }));
    await run();
    const backfill = await readBackfill(shop);
    const { orders, customers, products } = simulator.world;
    const lines = [...orders.values()].reduce((sum, { lineItems }) => sum + lineItems.length, 0);
    const variants = [...products.values()].reduce(
      (sum, product) => sum + product.variants.length,
      0,
    );
    expect(backfill?.status).toBe('done');
    expect(backfill?.kinds).toMatchObject([
      { kind: 'orders', rowsRead: orders.size + lines, mended: orders.size },
      { kind: 'customers', rowsRead: customers.size },
      { kind: 'products', rowsRead: products.size + variants, mended: products.size },
    ]);
    expect(await ordersOf(shop)).toEqual(ordersInStore(simulator));
    const { calls } = simulator.stats;
    await run();
    expect(simulator.stats.calls).toBe(calls);
  });

  it('learns what the shop is called, also when it takes another name', async () => {
    await connected(await aSimulator({ customers: 1 }));
    expect(await readShop(shop)).toMatchObject({ name: null });
    await run();
    const { name } = simulator.world.shop;
    expect(await readShop(shop)).toMatchObject({ name, timezone: 'Asia/Tokyo', currency: 'JPY' });
    simulator.world.shop.name = `${name} 2`;
    await openComparison(shop, 'orders');
    await run();
    expect(await readShop(shop)).toMatchObject({ name: `${name} 2` });
  });

  it('of an empty store is done', async () => {
    await connected(
      await aSimulator({ data: { ...generateStore({ customers: 1, seed: 1 }), orders: [] } }),
    );
    await run();
    const backfill = await readBackfill(shop);
    expect(backfill).toMatchObject({ status: 'done' });
    expect(backfill?.kinds[0]).toMatchObject({ kind: 'orders', rowsRead: 0 });
  });

  it('asks anew when the result is no longer there, or was never given', async () => {
    await connected(await aSimulator({ customers: 20 }));
    await expect(
      run((url, answer) => (isFile(url) ? new Response(null, { status: 403 }) : answer)),
    ).rejects.toThrow();
    expect(await readBackfill(shop)).toMatchObject({ status: 'waiting' });
    const withoutUrl = async (_: string, answer: Response) =>
      new Response((await answer.text()).replace(/"url":"[^"]*"/, '"url":null'), answer);
    await expect(run(withoutUrl)).rejects.toThrow('left no result');
    expect((await openReadings(shop))[0]).toMatchObject({ status: 'waiting', operationId: null });
    await run();
    expect(await readBackfill(shop)).toMatchObject({ status: 'done' });
  });

  it('does not take half a file for the whole, and goes on where it ended', async () => {
    await connected(await aSimulator({ customers: 20 }));
    const halved = async (url: string, answer: Response) => {
      if (!isFile(url)) return answer;
      const lines = (await answer.text()).split('\n');
      return new Response(`${lines.slice(0, lines.length / 2).join('\n')}\n`);
    };
    await expect(run(halved)).rejects.toThrow(/lines came, \d+ were promised/);
    await run();
    expect((await orderTotals(shop)).orders).toBeGreaterThan(0n);
    expect(await readBackfill(shop)).toMatchObject({ status: 'done' });
    expect(await ordersOf(shop)).toEqual(ordersInStore(simulator));
  });

  it.each([
    ['is cut off in a line', (bytes: Buffer) => bytes.length / 2, 'it is not JSON'],
    ['ends between two lines', (bytes: Buffer) => bytes.lastIndexOf('\n', -2) + 1, 'were promised'],
  ])('reads a file that once %s, and gives up when it always does', async (_, place, reason) => {
    await connected(await aSimulator({ customers: 5 }));
    let times = 1;
    const shortened = async (url: string, answer: Response) => {
      if (!isFile(url) || times === 0) return answer;
      times -= 1;
      const bytes = Buffer.from(await answer.arrayBuffer());
      return new Response(bytes.subarray(0, place(bytes)), answer);
    };
    const insist = async () => {
      for (let round = 0; round < 30; round += 1) await run(shortened).catch(() => undefined);
    };
    await insist();
    expect(await readBackfill(shop)).toMatchObject({ status: 'done' });
    expect(await ordersOf(shop)).toEqual(ordersInStore(simulator));
    times = Infinity;
    await openComparison(shop, 'orders');
    await insist();
    const [last] = await newestReadings(shop, 1);
    expect(last).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining(reason) as string,
    });
  });

  it('finds the order of lines that stand far from it', async () => {
    await connected(await aSimulator({ customers: 40 }));
    const linesLast = async (url: string, answer: Response) => {
      if (!isFile(url)) return answer;
      const lines = (await answer.text()).split('\n').filter(Boolean);
      const [own, children] = [false, true].map((child) =>
        lines.filter((line) => line.includes('"__parentId"') === child),
      );
      return new Response([...(own ?? []), ...(children ?? []).reverse()].join('\n'));
    };
    await run(linesLast);
    expect(await readBackfill(shop)).toMatchObject({ status: 'done' });
    expect(await ordersOf(shop)).toEqual(ordersInStore(simulator));
    const left = await ground.db.sql.query('select from late_line');
    expect(left).toEqual([]);
  });

  it('gives up after so many broken results, says why, and can be asked for again', async () => {
    await connected(await aSimulator({ customers: 5 }));
    const gone: Twist = (url, answer) =>
      isFile(url) ? new Response(null, { status: 404 }) : answer;
    for (let attempt = 0; attempt < 20; attempt += 1) await run(gone).catch(() => undefined);
    expect(await readBackfill(shop)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('404') as string,
    });
    await requestBackfill(shop);
    await run();
    expect(await readBackfill(shop)).toMatchObject({ status: 'done', reason: null });
  });

  it('fails with the reason when an order is not understood, and can be asked for again', async () => {
    await connected(await aSimulator({ customers: 20 }));
    const broken = async (url: string, answer: Response) =>
      isFile(url)
        ? new Response((await answer.text()).replace(/"amount":"[^"]*"/, '"amount":"viel"'))
        : answer;
    await expect(run(broken)).rejects.toThrow('is not understood');
    expect(await readBackfill(shop)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('"viel" is not an amount of money') as string,
    });
    await requestBackfill(shop);
    await run();
    expect(await readBackfill(shop)).toMatchObject({ status: 'done', reason: null });
  });
});
