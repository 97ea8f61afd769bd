import { beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '#app/config/logger.ts';
import { dropOldFirings, hasFirings } from '#app/store/flow-firings.ts';
import type { Shop } from '#app/store/database.ts';
import { allowTagging } from '#app/store/shops.ts';
import type { Fired } from '#simulator/flow/flow.ts';
import { fireFlow } from '#workers/handlers/fire-flow.ts';
import { connectedShop, type Connection, type Twist } from '../setup/connected-shop.ts';
import { keptFirings } from '../setup/flow-deeds.ts';
import { useGround } from '../setup/ground.ts';
import { aSimulator } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const ground = useGround();
let store: ReturnType<typeof controlOf>;
let connection: Connection;
let shop: Shop;
let customer: string;

beforeEach(async () => {
  await ground.empty();
  const simulator = await aSimulator({ customers: 2 });
  store = controlOf(simulator);
  connection = await connectedShop(ground.db, simulator);
  ({ shop } = connection);
  await allowTagging(shop, 'kz-', new Date());
  customer = [...simulator.world.customers.keys()][0]!.split('/').at(-1)!;
});

/** Keeps firings of "segment changed", told apart by the new state. */
async function keep(...states: string[]): Promise<void> {
  for (const state of states) {
    await ground.db.sql.query(
      `insert into flow_firing (shop_id, handle, customer_id, payload)
       values ($1, 'customer-segment-changed', $2, $3)`,
      [
        shop.id,
        customer,
        JSON.stringify({
          Model: 'lifecycle',
          'Previous state': '',
          'New state': state,
          Cause: 'order',
        }),
      ],
    );
  }
}

const job = (twist?: Twist) => fireFlow(shop, connection.contextWith(twist));

/** The states that Flow was told, in the order in which it was. */
async function told(): Promise<unknown[]> {
  const { body } = await store.call('GET', 'flow');
  return (body as { fired: Fired[] }).fired.map(({ payload }) => payload['New state']);
}

const leasesEnd = () =>
  ground.db.sql.query(`update flow_firing set lease_until = now() - interval '1 s'`);

describe('firings', () => {
  it('are told in their order, with the customer, and forgotten', async () => {
    const states = Array.from({ length: 23 }, (_, index) => `s${index}`);
    await keep(...states);
    await job();
    expect(await told()).toEqual(states);
    const { body } = await store.call('GET', 'flow');
    expect((body as { fired: Fired[] }).fired[0]).toEqual({
      handle: 'customer-segment-changed',
      payload: {
        customer_id: Number(customer),
        Model: 'lifecycle',
        'Previous state': '',
        'New state': 's0',
        Cause: 'order',
      },
      ran: false,
    });
    expect(await keptFirings(shop)).toEqual([]);
  });

  it('are told once by two workers at the same time', async () => {
    await keep(...Array.from({ length: 30 }, (_, index) => `s${index}`));
    await Promise.all([job(), job(), job()]);
    expect(new Set(await told()).size).toBe(30);
    expect(await told()).toHaveLength(30);
  });

  it('of a worker that died are told by the next one once the lease has ended', async () => {
    await keep('new');
    const dies: Twist = (url) => {
      if (url.endsWith('graphql.json')) throw new TypeError('fetch failed');
      return new Response();
    };
    await expect(job(dies)).rejects.toThrow();
    await job();
    expect(await told()).toEqual(['new']);
    expect(await keptFirings(shop)).toMatchObject([{ attempts: 1 }]);
    await leasesEnd();
    await job();
    expect(await told()).toEqual(['new', 'new']);
    expect(await keptFirings(shop)).toEqual([]);
  });

  it('wait while Shopify is busy, and that is no try', async () => {
    await keep('new');
    await store.call('POST', 'faults', { throttle: 1 });
    await expect(job()).rejects.toMatchObject({ remedy: { kind: 'delay' } });
    expect(await keptFirings(shop)).toMatchObject([{ attempts: 0 }]);
    await store.call('POST', 'faults', { throttle: 0 });
    await job();
    expect(await told()).toEqual(['new']);
  });

  it('that Flow does not take hold up no other, and are set aside after five tries', async () => {
    await keep('before');
    await ground.db.sql.query(`update flow_firing set handle = 'unheard-of'`);
    await keep('after');
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      await job();
      expect(await keptFirings(shop)).toMatchObject([{ attempts: Math.min(attempt, 5) }]);
      await leasesEnd();
    }
    expect(await told()).toEqual(['after']);
    expect(await hasFirings(shop)).toBe(false);
  });

  it('are not told a day late', async () => {
    await keep('old', 'young');
    await ground.db.sql.query(
      `update flow_firing set made_at = now() - interval '25 hours'
       where payload ->> 'New state' = 'old'`,
    );
    expect(await dropOldFirings(shop, 24)).toEqual([
      { handle: 'customer-segment-changed', firings: 1 },
    ]);
    await job();
    expect(await told()).toEqual(['young']);
  });

  it('of customers who are gone from the store are named in the log, without the customer', async () => {
    await keep('new');
    await ground.db.sql.query('update flow_firing set customer_id = 404404404404404');
    const lines: string[] = [];
    const logger = createLogger('warn', { write: (line) => lines.push(line) });
    await fireFlow(shop, { ...connection.contextWith(), logger });
    expect(lines.join()).toContain('Customer does not exist');
    expect(lines.join()).not.toContain('404404404404404');
  });
});
