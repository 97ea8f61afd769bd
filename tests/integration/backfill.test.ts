import { beforeEach, describe, expect, it } from 'vitest';
import { readBackfill, requestBackfill } from '#app/store/backfills.ts';
import type { Shop } from '#app/store/database.ts';
import { orderTotals } from '#app/store/orders.ts';
import { generateStore } from '#simulator/generator/generate-store.ts';
import type { Simulator } from '#simulator/server.ts';
import { backfill } from '#workers/handlers/backfill.ts';
import { connectedShop, type Twist } from '../setup/connected-shop.ts';
import { useGround } from '../setup/ground.ts';
import { aSimulator } from '../setup/simulator.ts';

const ground = useGround();
let shop: Shop;
let simulator: Simulator;
let contextWith: Awaited<ReturnType<typeof connectedShop>>['contextWith'];

beforeEach(async () => {
  await ground.empty();
});

async function connected(of: Simulator): Promise<void> {
  simulator = of;
  ({ shop, contextWith } = await connectedShop(ground.db, of));
}

/** Runs the job once; `twist` may replace what Shopify answers. */
function run(twist?: Twist) {
  return backfill(shop, contextWith(twist));
}

const isFile = (url: string) => url.includes('/__sim/bulk/');

describe('backfill', () => {
  it('reads every order once, and does nothing a second time', async () => {
    await connected(await aSimulator({ customers: 50 }));
    await run();
    expect(await readBackfill(shop)).toMatchObject({
      status: 'done',
      rowsRead: simulator.world.orders.size,
    });
    const { calls } = simulator.stats;
    await run();
    expect(simulator.stats.calls).toBe(calls);
  });

  it('of an empty store is done', async () => {
    await connected(
      await aSimulator({ data: { ...generateStore({ customers: 1, seed: 1 }), orders: [] } }),
    );
    await run();
    expect(await readBackfill(shop)).toMatchObject({ status: 'done', rowsRead: 0 });
  });

  it('asks anew when the result is no longer there, or was never given', async () => {
    await connected(await aSimulator({ customers: 20 }));
    await expect(
      run((url, answer) => (isFile(url) ? new Response(null, { status: 403 }) : answer)),
    ).rejects.toThrow();
    expect(await readBackfill(shop)).toMatchObject({ status: 'requested', operationId: null });
    const withoutUrl = async (_: string, answer: Response) =>
      new Response((await answer.text()).replace(/"url":"[^"]*"/, '"url":null'), answer);
    await expect(run(withoutUrl)).rejects.toThrow('ended as COMPLETED');
    expect(await readBackfill(shop)).toMatchObject({ status: 'requested', operationId: null });
    await run();
    expect(await readBackfill(shop)).toMatchObject({ status: 'done' });
  });

  it('does not take half a file for the whole', async () => {
    await connected(await aSimulator({ customers: 20 }));
    const halved = async (url: string, answer: Response) => {
      if (!isFile(url)) return answer;
      const lines = (await answer.text()).split('\n');
      return new Response(`${lines.slice(0, lines.length / 2).join('\n')}\n`);
    };
    await expect(run(halved)).rejects.toThrow(/lines came, \d+ were promised/);
    await run();
    expect((await orderTotals(shop)).orders).toBeGreaterThan(0n);
    expect(await readBackfill(shop)).toMatchObject({
      status: 'done',
      rowsRead: simulator.world.orders.size,
    });
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
