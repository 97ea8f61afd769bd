import { beforeEach, describe, expect, it } from 'vitest';
import type { Shop } from '#app/store/database.ts';
import { isReconciliationDue, lastReconciliation } from '#app/store/reconciliations.ts';
import type { Simulator } from '#simulator/server.ts';
import { backfill } from '#workers/handlers/backfill.ts';
import { reconcile } from '#workers/handlers/reconcile.ts';
import { connectedShop } from '../setup/connected-shop.ts';
import { useGround } from '../setup/ground.ts';
import { aSimulator } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const MINUTE = 60_000;
const ground = useGround();
let shop: Shop;
let simulator: Simulator;
let connection: Awaited<ReturnType<typeof connectedShop>>;

/** A store whose past is read and whose webhooks reach nobody. */
beforeEach(async () => {
  await ground.empty();
  simulator = await aSimulator({ customers: 30 });
  connection = await connectedShop(ground.db, simulator);
  ({ shop } = connection);
  await backfill(shop, connection.contextWith());
  connection.enqueued.length = 0;
});

const now = () => Date.parse(simulator.world.clock.now());

async function stored(): Promise<string[]> {
  const rows = await ground.db.sql.query<{ text: string }>(
    `select concat_ws(' ', id, current_total_minor, refunded_minor, cancelled_at is not null) as text
     from orders order by id`,
  );
  return rows.map(({ text }) => text);
}

function inStore(): string[] {
  return [...simulator.world.orders.values()]
    .map((order) => ({ number: BigInt(order.id.split('/').at(-1) ?? '0'), order }))
    .sort((a, b) => Number(a.number - b.number))
    .map(({ number, order }) =>
      [
        number,
        Number(order.currentTotalPriceSet.shopMoney.amount),
        Number(order.totalRefundedSet.shopMoney.amount),
        order.cancelledAt === null ? 'f' : 't',
      ].join(' '),
    );
}

describe('reconciliation', () => {
  it('brings in what no delivery told: new, refunded and cancelled orders', async () => {
    const { call, anOrder } = controlOf(simulator);
    const made = await anOrder();
    const refunded = await anOrder();
    await call('POST', `orders/${refunded.number}/refund`, { amount: '100', restock: false });
    await call('POST', `orders/${made.number}/cancel`, {});
    expect(await stored()).not.toEqual(inStore());
    await reconcile(shop, connection.contextWith());
    expect(await stored()).toEqual(inStore());
    expect(await lastReconciliation(shop)).toMatchObject({ status: 'done', mended: 2 });
    expect(connection.enqueued).toEqual(['recompute']);
  });

  it('finds nothing to mend where every delivery came', async () => {
    await reconcile(shop, connection.contextWith());
    expect(await lastReconciliation(shop)).toMatchObject({ status: 'done', mended: 0 });
    expect(connection.enqueued).toEqual([]);
  });

  it('is due half an hour after the last, by the store’s clock', async () => {
    expect(await isReconciliationDue(shop, now())).toBe(false);
    expect(await isReconciliationDue(shop, now() + 31 * MINUTE)).toBe(true);
    await reconcile(shop, connection.contextWith());
    expect(await isReconciliationDue(shop, now() + 29 * MINUTE)).toBe(false);
  });

  it('goes on with the page it was at', async () => {
    const { anOrder } = controlOf(simulator);
    for (let order = 0; order < 120; order += 1) await anOrder();
    let calls = 0;
    const breaking = connection.contextWith((url, answer) => {
      if (!url.includes('graphql')) return answer;
      calls += 1;
      return calls === 2 ? new Response(null, { status: 502 }) : answer;
    });
    await expect(reconcile(shop, breaking)).rejects.toThrow();
    const half = await lastReconciliation(shop);
    expect(half).toMatchObject({ status: 'running', seen: 50, mended: 50 });
    expect(await isReconciliationDue(shop, now())).toBe(true);
    await reconcile(shop, connection.contextWith());
    expect(await lastReconciliation(shop)).toMatchObject({
      id: half?.id,
      status: 'done',
      mended: 120,
    });
    expect(await stored()).toEqual(inStore());
  });
});
