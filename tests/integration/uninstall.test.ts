import { Writable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { keepToken } from '#app/access.server.ts';
import { connectShop } from '#app/commands/connect-shop.ts';
import { createLogger } from '#app/config/logger.ts';
import type { JobName } from '#app/queues/catalog.ts';
import { tokenService } from '#app/shopify/offline-token.ts';
import type { Shop } from '#app/store/database.ts';
import { keepDelivery } from '#app/store/inbox.ts';
import { findShop } from '#app/store/installations.ts';
import { readOfflineToken } from '#app/store/offline-tokens.ts';
import { openComparison, openReadings, readBackfill } from '#app/store/readings.ts';
import { allowTagging, findShopRow, leave } from '#app/store/shops.ts';
import type { Simulator } from '#simulator/server.ts';
import { bringUpToDate } from '#tests/setup/recompute.ts';
import { wake } from '#workers/handlers/wake.ts';
import { runJob } from '#workers/run-job.ts';
import { connectedShop, type Twist } from '../setup/connected-shop.ts';
import { useGround } from '../setup/ground.ts';
import { APP, aSimulator } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const ground = useGround();
let shop: Shop;
let simulator: Simulator;
let connection: Awaited<ReturnType<typeof connectedShop>>;
let log: string;

/** A shop whose past is read and whose first tags wait to be written. */
beforeEach(async () => {
  await ground.empty();
  log = '';
  simulator = await aSimulator({ customers: 12 });
  connection = await connectedShop(ground.db, simulator);
  ({ shop } = connection);
  await connection.readAll();
  await allowTagging(shop, 'kz-', new Date());
  await bringUpToDate(shop, connection.contextWith());
  connection.enqueued.length = 0;
});

/** A job as the queue runs it; what it logs from "info" on is kept. */
async function job(name: JobName, data: object = {}, twist?: Twist): Promise<void> {
  const stream = new Writable({
    write: (chunk, _, done) => {
      log += String(chunk);
      done();
    },
  });
  const context = { ...connection.contextWith(twist), logger: createLogger('info', stream) };
  await runJob({ name, data: { shopId: shop.id, ...data } } as never, undefined, context);
}

const sayGoodbye = () =>
  keepDelivery(ground.db, {
    shopDomain: simulator.world.shop.myshopifyDomain,
    webhookId: 'bye',
    topic: 'app/uninstalled',
    body: '{}',
    hash: 'x',
    triggeredAt: null,
  });

const written = () => ground.db.sql.query(`select from tag_state where written <> '{}'`);

describe('a shop that uninstalls the app', () => {
  it('has no token, no open reading and no work from then on', async () => {
    await openComparison(shop, 'orders');
    const [open] = await openReadings(shop);
    await controlOf(simulator).call('POST', 'uninstall', {});
    await sayGoodbye();
    await job('ingest');
    expect(await readOfflineToken(shop)).toBeNull();
    expect(await openReadings(shop)).toEqual([]);
    for (const name of [
      'recompute',
      'write-tags',
      'write-mass',
      'read-back',
      'sweep',
      'fire-flow',
      'ingest',
    ] as const) {
      await job(name);
    }
    await job('read', { readingId: Number(open!.id) });
    await wake(connection.contextWith());
    expect(connection.enqueued).toEqual([]);
    expect(await written()).toEqual([]);
    expect(log).toBe('');
  });

  it('and is back before the delivery comes, stays', async () => {
    await sayGoodbye();
    await job('ingest');
    expect(await readOfflineToken(shop)).not.toBeNull();
    expect(await findShopRow(shop)).toMatchObject({ uninstalledAt: null });
  });

  it('in the middle of a job lets it end without a word', async () => {
    let calls = 0;
    await job('write-mass', {}, async (_, answer) => {
      calls += 1;
      await leave(shop, new Date());
      return answer.status === 200 ? new Response('{}', { status: 401 }) : answer;
    });
    expect(calls).toBeGreaterThan(0);
    expect(log).toBe('');
  });

  it('is no excuse for a job that fails while the app is there', async () => {
    const refuse: Twist = () => new Response('{}', { status: 403 });
    await expect(job('write-mass', {}, refuse)).rejects.toThrow('403');
    expect(log).toContain('403');
  });

  it('and comes back is read anew', async () => {
    const domain = simulator.world.shop.myshopifyDomain;
    await leave(shop, new Date());
    const token = await tokenService(APP_ENV).exchange(domain, await simulator.sessionToken());
    await keepToken(shop, token, connection.contextWith().env.ENCRYPTION_KEY);
    await connectShop((await findShop(ground.db, domain))!, connection.contextWith().enqueue);
    expect(connection.enqueued).toEqual(['read', 'read', 'read']);
    expect(await findShopRow(shop)).toMatchObject({ uninstalledAt: null });
    expect(await readBackfill(shop)).toMatchObject({ status: 'waiting' });
    await connection.readAll();
    expect(await readBackfill(shop)).toMatchObject({ status: 'done' });
    await job('write-mass');
    expect((await written()).length).toBeGreaterThan(0);
  });
});

const APP_ENV = { SHOPIFY_API_KEY: APP.apiKey, SHOPIFY_API_SECRET: APP.apiSecret };
