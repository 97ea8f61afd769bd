import { beforeEach, describe, expect, it } from 'vitest';
import type { Shop } from '#app/store/database.ts';
import { newestReadings, openDueReadings, openReadings } from '#app/store/readings.ts';
import type { Simulator } from '#simulator/server.ts';
import { connectedShop, type Connection } from '../setup/connected-shop.ts';
import { useGround } from '../setup/ground.ts';
import { ordersInStore, ordersOf } from '../setup/same-store.ts';
import { aSimulator } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ground = useGround();
let shop: Shop;
let simulator: Simulator;
let connection: Connection;

/** A store whose past is read and whose webhooks reach nobody. */
beforeEach(async () => {
  await ground.empty();
  simulator = await aSimulator({ customers: 30 });
  connection = await connectedShop(ground.db, simulator);
  ({ shop } = connection);
  await connection.readAll();
  connection.enqueued.length = 0;
});

const now = () => Date.parse(simulator.world.clock.now());

/** What is due after so long is read. */
async function reconciled(later: number): Promise<void> {
  simulator.world.setClock(new Date(now() + later).toISOString());
  await openDueReadings(shop, now());
  await connection.readAll();
}

const orderReading = async () =>
  (await newestReadings(shop, 10)).find(({ kind }) => kind === 'orders');

describe('a store whose deliveries are lost', () => {
  it('is read again for what changed: new, refunded and cancelled orders', async () => {
    const { call, anOrder } = controlOf(simulator);
    const made = await anOrder();
    const refunded = await anOrder();
    await call('POST', `orders/${refunded.number}/refund`, { amount: '100', restock: false });
    await call('POST', `orders/${made.number}/cancel`, {});
    expect(await ordersOf(shop)).not.toEqual(ordersInStore(simulator));
    await reconciled(31 * MINUTE);
    expect(await ordersOf(shop)).toEqual(ordersInStore(simulator));
    expect(await orderReading()).toMatchObject({ purpose: 'changes', status: 'done', mended: 2 });
    expect(connection.enqueued).toContain('recompute');
  });

  it('has nothing to mend where nothing was lost', async () => {
    await reconciled(31 * MINUTE);
    expect(await orderReading()).toMatchObject({ purpose: 'changes', status: 'done', mended: 0 });
  });

  it('is looked at every half hour by its own clock, and once a week whole', async () => {
    expect(await openDueReadings(shop, now() + 29 * MINUTE)).toBe(0);
    expect(await openDueReadings(shop, now() + 30 * MINUTE)).toBe(3);
    expect(await openDueReadings(shop, now() + 60 * MINUTE), 'one at a time').toBe(0);
    expect((await openReadings(shop)).map(({ purpose }) => purpose)).toEqual(
      Array.from({ length: 3 }, () => 'changes'),
    );
    await connection.readAll();
    await openDueReadings(shop, now() + 7 * DAY);
    expect((await openReadings(shop)).map(({ purpose }) => purpose)).toEqual(
      Array.from({ length: 3 }, () => 'comparison'),
    );
  });

  it('is read whole when a week is over, also right after a look at what changed', async () => {
    await openDueReadings(shop, now() + 31 * MINUTE);
    simulator.world.setClock(new Date(now() + 8 * DAY).toISOString());
    await connection.readAll();
    expect(await orderReading()).toMatchObject({ purpose: 'changes', status: 'done' });
    expect(await openDueReadings(shop, now())).toBe(3);
    expect(await orderReading()).toMatchObject({ purpose: 'comparison', status: 'waiting' });
  });

  it('loses orders that were deleted, and finds merged customers’ orders, by the weekly comparison', async () => {
    const { call } = controlOf(simulator);
    const [first, second] = [...simulator.world.orders.values()]
      .filter(({ customer }) => customer)
      .slice(-2);
    const buyers = [...new Set([...simulator.world.orders.values()].map((o) => o.customer?.id))];
    const number = (gid: string | undefined) => gid?.split('/').at(-1);
    await call('DELETE', `orders/${number(first?.id)}`);
    const [kept, removed] = buyers.filter((id) => id && id !== second?.customer?.id);
    await call('POST', 'customers/merge', {
      keep: number(kept ?? ''),
      remove: number(removed ?? ''),
    });
    await reconciled(31 * MINUTE);
    expect(await ordersOf(shop), 'no search by change shows it').not.toEqual(
      ordersInStore(simulator),
    );
    await reconciled(8 * DAY);
    expect(await ordersOf(shop)).toEqual(ordersInStore(simulator));
    expect(await orderReading()).toMatchObject({ purpose: 'comparison', removed: 1 });
    expect(await ground.db.sql.query('select from seen')).toEqual([]);
  });

  it('without the scope for all orders takes nothing for deleted that it may not see', async () => {
    const { call } = controlOf(simulator);
    await call('POST', 'access', { revoke: ['read_all_orders'] });
    await ground.db.sql.query(
      `update offline_token set scope = replace(scope, 'read_all_orders', '')`,
    );
    const before = await ordersOf(shop);
    await reconciled(8 * DAY);
    expect(await ordersOf(shop)).toEqual(before);
  });
});
