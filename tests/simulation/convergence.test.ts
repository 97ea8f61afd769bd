import { besideOf } from '#tests/setup/beside.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Shop } from '#app/store/database.ts';
import { storeApi } from '#scripts/demo/store-api.ts';
import { verifyTags } from '#scripts/demo/verify-tags.ts';
import type { Simulator } from '#simulator/server.ts';
import type { World } from '#simulator/world.ts';
import { anAdmin } from '../setup/admin.ts';
import { useGround } from '../setup/ground.ts';
import { connected, idle } from '../setup/line.ts';
import { controlOf } from '../setup/store-control.ts';

const ground = useGround();
const CUSTOMERS = 12;

beforeEach(async () => {
  await ground.empty();
});

/** Something a shop's day brings; orders are named by their place, counted round. */
type Deed =
  | { kind: 'order'; customer: number | null; price: number }
  | { kind: 'hand over'; order: number; customer: number }
  | { kind: 'refund'; order: number; share: number; restock: boolean }
  | { kind: 'cancel'; order: number }
  | { kind: 'delete'; order: number };

const customer = fc.nat(CUSTOMERS - 1);
const order = fc.nat(1_000);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('order' as const),
      customer: fc.option(customer, { freq: 8 }),
      price: fc.integer({ min: 1, max: 90_000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('hand over' as const), order, customer }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('refund' as const),
      order,
      share: fc.integer({ min: 1, max: 4 }),
      restock: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), order }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), order }) },
);

/** What the store refuses (a second cancellation, say) simply did not happen. */
async function perform(deed: Deed, simulator: Simulator): Promise<void> {
  const { call, anOrder } = controlOf(simulator);
  const { orders, customers } = simulator.world;
  const buyer = (place: number | null) =>
    place === null ? null : { id: [...customers.keys()][place] };
  if (deed.kind === 'order') {
    const price = { shopMoney: { amount: String(deed.price) } };
    const [product] = simulator.world.products.keys();
    const lineItems = [{ product: { id: product }, quantity: 1, originalUnitPriceSet: price }];
    await anOrder({ customer: buyer(deed.customer), lineItems });
    return;
  }
  const chosen = [...orders.values()].at(deed.order % orders.size);
  const number = chosen?.id.split('/').at(-1);
  if (!chosen || !number) return;
  if (deed.kind === 'hand over')
    await call('POST', 'orders', { id: chosen.id, customer: buyer(deed.customer) });
  if (deed.kind === 'cancel') await call('POST', `orders/${number}/cancel`, {});
  if (deed.kind === 'delete') await call('DELETE', `orders/${number}`);
  if (deed.kind === 'refund') {
    const amount = Math.floor(Number(chosen.totalPriceSet.shopMoney.amount) / deed.share);
    await call('POST', `orders/${number}/refund`, {
      amount: String(amount),
      restock: deed.restock,
    });
  }
}

/** Orders as the app holds them and as the store has them, in one form. */
async function bothSides(world: World): Promise<{ ours: string[]; theirs: string[] }> {
  const rows = await ground.db.sql.query<{ text: string }>(
    `select concat_ws(' ', id, coalesce(customer_id, 0), cancelled_at is not null, test,
                      total_minor, current_total_minor, refunded_minor) as text
     from orders where not deleted order by id`,
  );
  const number = (gid: string | undefined) => gid?.split('/').at(-1) ?? '0';
  const yen = (bag: { shopMoney: { amount: string } }) => Number(bag.shopMoney.amount);
  const flag = (value: boolean) => (value ? 't' : 'f');
  const theirs = [...world.orders.values()]
    .sort((a, b) => Number(BigInt(number(a.id)) - BigInt(number(b.id))))
    .map((each) =>
      [
        number(each.id),
        number(each.customer?.id),
        flag(each.cancelledAt !== null),
        flag(each.test),
        yen(each.totalPriceSet),
        yen(each.currentTotalPriceSet),
        yen(each.totalRefundedSet),
      ].join(' '),
    );
  return { ours: rows.map((row) => row.text), theirs };
}

async function expectEqual(shop: Shop, simulator: Simulator): Promise<void> {
  await controlOf(simulator).idle();
  await idle(shop, simulator);
  const { ours, theirs } = await bothSides(simulator.world);
  expect(ours).toEqual(theirs);
  expect((await verifyTags(storeApi(simulator.url), await besideOf(shop))).wrong).toEqual([]);
}

describe('store and tags', () => {
  it('equal the domain on the orders of Shopify after any deeds, duplicated, reordered and delayed', async () => {
    const simulator = await anAdmin(ground, { customers: CUSTOMERS, seed: 2 });
    const shop = await connected(ground, simulator);
    const { call } = controlOf(simulator);
    const run = fc.record({
      deeds: fc.array(deed, { minLength: 8, maxLength: 25 }),
      seed: fc.nat(1_000),
    });
    await fc.assert(
      fc.asyncProperty(run, async ({ deeds, seed }) => {
        const faults = {
          duplicate: 0.3,
          reorder: 0.3,
          delay: 0.3,
          throttle: 0.1,
          serverError: 0.05,
        };
        await call('POST', 'faults', { seed, delayMs: 40, drop: 0, timeout: 0, ...faults });
        for (const each of deeds) await perform(each, simulator);
        await expectEqual(shop, simulator);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  }, 240_000);

  it('take a refund before its order, an older version after a newer one, and a deletion for good', async () => {
    const simulator = await anAdmin(ground, { customers: CUSTOMERS, seed: 2 });
    const shop = await connected(ground, simulator);
    const { call, anOrder } = controlOf(simulator);
    const held = {
      seed: 1,
      duplicate: 0.5,
      reorder: 1,
      delay: 0,
      delayMs: 0,
      drop: 0,
      throttle: 0,
      serverError: 0,
      timeout: 0,
    };
    await call('POST', 'faults', held);
    const refunded = await anOrder();
    await call('POST', `orders/${refunded.number}/refund`, { amount: '6800', restock: true });
    const gone = await anOrder();
    await call('POST', 'orders', {
      id: gone.id,
      customer: { id: [...simulator.world.customers.keys()][3] },
    });
    await call('DELETE', `orders/${gone.number}`);
    await call('POST', 'faults', { ...held, reorder: 0, duplicate: 0 });
    await expectEqual(shop, simulator);
  }, 120_000);

  it('stop with the app: after an uninstall no token is left and nothing is written', async () => {
    const simulator = await anAdmin(ground, { customers: CUSTOMERS, seed: 2 });
    const shop = await connected(ground, simulator);
    await controlOf(simulator).call('POST', 'uninstall', {});
    await controlOf(simulator).idle();
    await idle(shop, simulator);
    expect(await ground.db.sql.query('select from offline_token')).toEqual([]);
    const rows = await ground.db.sql.query('select uninstalled_at is not null as left from shop');
    expect(rows).toEqual([{ left: true }]);
  }, 120_000);
});
