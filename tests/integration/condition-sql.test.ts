import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf, dayOf } from '#app/domain/day.ts';
import { CONTRACT_STATES } from '#app/domain/history.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { Minor } from '#app/domain/money.ts';
import type { OrderFacts } from '#app/domain/order.ts';
import { leavesOf, type Condition } from '#app/domain/segments/condition.ts';
import { boughtEver, classIs, ordersEver, stateIs } from '#app/domain/segments/phrases.ts';
import { basisUnder } from '#app/store/basis.ts';
import { countWhere, sampleWhere } from '#app/store/condition-sql.ts';
import { saveCustomers } from '#app/store/customers.ts';
import type { Shop } from '#app/store/database.ts';
import { addEvents } from '#app/store/events.ts';
import { saveOrders } from '#app/store/orders.ts';
import { customersAfter } from '#app/store/recompute.ts';
import { currentSettings, saveSettings } from '#app/store/settings.ts';
import { computeUnder } from '#workers/recomputing.ts';
import { anyCondition, anyLeaf } from '../factories/conditions.ts';
import { aCustomer } from '../factories/customers.ts';
import { anOrder } from '../factories/orders.ts';
import { anyCustomers, anySettingsChange, PRESENT } from '../factories/shops.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { settingsDeeds } from '../setup/settings-deeds.ts';

const ground = useGround();
const dayIn = calendarOf('Asia/Tokyo');
const TODAY = dayIn(Date.parse(PRESENT));
const CUSTOMERS = 14;

const line = fc.record({
  product: fc.constantFrom('tea', 'soap', 'vinegar', '7'),
  quantity: fc.integer({ min: 0, max: 3 }),
  left: fc.integer({ min: 0, max: 3 }),
  sales: fc.integer({ min: 1, max: 9_000 }),
  plan: fc.constantFrom(null, null, 'monthly'),
});
const goods = fc.array(fc.array(line, { maxLength: 3 }), { minLength: 1, maxLength: 10 });

type Goods = typeof goods extends fc.Arbitrary<infer Value> ? Value : never;

/** Gives orders in turn what was bought: pieces may have come back, and the product may have an id. */
function filled(orders: readonly OrderFacts[], all: Goods): OrderFacts[] {
  return orders.map((order, nth) => ({
    ...order,
    utm: utmOf(all[nth % all.length]!.length),
    lines: all[nth % all.length]!.map(({ product, quantity, left, sales, plan }, index) => ({
      id: order.id * 10n + BigInt(index),
      productId: /^\d+$/.test(product) ? BigInt(product) : null,
      variantId: null,
      title: product === '7' ? 'tea' : product,
      quantity,
      currentQuantity: Math.min(quantity, left),
      sales: sales as Minor,
      plan,
    })) as OrderFacts['lines'],
  }));
}

/** By the number of lines, so that customers come from here and there. */
function utmOf(lines: number): OrderFacts['utm'] {
  const source = [null, 'google', 'line'][lines];
  return source ? { source, medium: null, campaign: null } : null;
}

/** Every second customer has a prefecture, the others only a country; two never bought. */
const people = Array.from({ length: CUSTOMERS + 2 }, (_, index) =>
  aCustomer({
    id: BigInt(index + 1),
    region: index % 2 ? '福岡県' : null,
    country: index % 3 ? '東京都' : null,
  }),
);
const contracts = fc.array(fc.constantFrom(...CONTRACT_STATES), { maxLength: CUSTOMERS });

/** Relative classes of a model beside `rank`, whose states factories know. */
const classLeaf = fc.constantFrom<Condition>(
  classIs({ model: 'decile', states: ['1', '2', '5'] }, 'now'),
  classIs({ model: 'abc', states: ['A', 'B'] }, 'now'),
  classIs({ model: 'rfm', states: ['champions', 'loyal', 'hibernating'] }, 'now'),
  classIs({ model: 'layer', states: ['top-excellent'] }, 'now'),
  boughtEver(['7']),
  {
    type: 'bought',
    subscription: true,
    period: { kind: 'ever' },
    measure: 'orders',
    compare: { is: '>=', value: 1 },
  },
  boughtEver(['tea', '7']),
);
const asked = fc.array(fc.oneof(anyLeaf, anyCondition, anyCondition, classLeaf), {
  minLength: 40,
  maxLength: 40,
});

/** Whom the domain counts to each of the conditions, as the next recompute would. */
async function judged(shop: Shop, conditions: readonly Condition[]): Promise<CustomerId[][]> {
  const { settings } = (await currentSettings(shop))!;
  const segments = conditions.map((condition, id) => ({
    id,
    slug: `s${id}`,
    name: 's',
    rule: { version: 1 as const, condition },
    tag: false,
  }));
  const basis = (await basisUnder(shop, { ...settings, segments }))!;
  const compute = computeUnder(basis, dayIn, TODAY);
  const all = await customersAfter(shop, 0n as CustomerId, 100, true);
  const standings = all.map(({ id, orders, known }) => compute(id, orders, known));
  return conditions.map((_, index) =>
    standings
      .filter(({ segments: each }) => each[index]?.inside)
      .map(({ customerId }) => customerId),
  );
}

const isTold = (condition: Condition) =>
  leavesOf(condition).every(
    (leaf) => leaf.type !== 'one-more-order' && !(leaf.type === 'class' && leaf.when === 'ever'),
  );

describe('a condition in SQL', () => {
  it('holds for whom the domain says', async () => {
    let inside = 0;
    await fc.assert(
      fc.asyncProperty(
        anyCustomers,
        goods,
        contracts,
        anySettingsChange,
        asked,
        async (all, bought, states, change, conditions) => {
          const here = await knownShop(ground.db, PRESENT);
          const { shop } = here;
          await saveSettings(shop, { ...change, segments: [] }, null);
          await saveCustomers(shop, people, { asOf: new Date(PRESENT) });
          await saveOrders(shop, filled(all.orders, bought), { because: 'order' });
          await addEvents(shop, [...all.events, ...contractsOf(states)]);
          await ground.db.sql.query('delete from cutoff where shop_id = $1', [shop.id]);
          await ground.db.sql.query(
            `update customer set stale = true, stale_because = 'customer', opted_out = id = 2,
               gone = case when id = 3 then 'deleted' end
             where shop_id = $1`,
            [shop.id],
          );
          await settingsDeeds(here).settle();

          const expected = await judged(shop, conditions);
          for (const [index, condition] of conditions.entries()) {
            const found = await sampleWhere(shop, condition, TODAY, 100);
            const looked = await sampleWhere(shop, condition, TODAY, 100, false);
            expect(found, JSON.stringify(condition)).toEqual(
              isTold(condition) ? expected[index] : null,
            );
            expect(looked).toEqual(found);
            inside += found?.length ?? 0;
          }
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 5), endOnFailure: true },
    );
    expect(inside).toBeGreaterThan(0);
  });

  it('is counted, up to a limit', async () => {
    const here = await knownShop(ground.db, PRESENT);
    const ids = [1n, 2n, 3n, 4n, 5n];
    const at = Date.parse('2023-12-01T03:00:00Z');
    await saveOrders(
      here.shop,
      ids.map((id) => anOrder({ id, customerId: id, processedAt: at })),
      { because: 'order' },
    );
    await settingsDeeds(here).settle();
    const once = ordersEver({ is: '=', value: 1 });
    const count = (limit?: number) => countWhere(here.shop, once, TODAY, limit);
    expect(await count()).toEqual({ customers: 5, capped: false });
    expect(await count(5)).toEqual({ customers: 5, capped: false });
    expect(await count(4)).toEqual({ customers: 4, capped: true });
    expect(await sampleWhere(here.shop, once, TODAY, 2)).toEqual([1n, 2n]);
    const soon = stateIs(
      { model: 'lifecycle', states: ['at-risk'] },
      {
        is: 'entering-within',
        days: 30,
      },
    );
    expect(await countWhere(here.shop, soon, TODAY)).toMatchObject({ customers: 5 });
    expect(await countWhere(here.shop, soon, dayOf('2023-12-01'))).toMatchObject({ customers: 0 });
  });
});

function contractsOf(states: readonly (typeof CONTRACT_STATES)[number][]) {
  return states.map((state, index) => ({
    customerId: BigInt(index + 1) as CustomerId,
    kind: `contract:${state}` as const,
    at: Date.parse('2023-06-01T03:00:00Z'),
    source: 'hand' as const,
    sourceKey: '',
    by: null,
  }));
}
