import { describe, expect, it } from 'vitest';
import { generateStore } from '#simulator/generator/generate-store.ts';
import { fileJournal } from '#simulator/journal.ts';
import type { Customer, Order } from '#simulator/records.ts';
import { aFolder } from '../setup/folder.ts';
import { aSimulator, callerOf } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const yen = (amount: string) => ({ shopMoney: { amount, currencyCode: 'JPY' } });
const ORDER_FIELDS = `id name createdAt processedAt updatedAt cancelledAt test sourceName
  displayFinancialStatus customer { id } totalPriceSet { shopMoney { amount currencyCode } }
  currentTotalPriceSet { shopMoney { amount } } totalRefundedSet { shopMoney { amount } }
  refunds { id createdAt totalRefundedSet { shopMoney { amount } } }`;

async function aStore(options: Parameters<typeof aSimulator>[0] = {}) {
  const simulator = await aSimulator(options);
  return { simulator, ...controlOf(simulator) };
}

describe('orders by hand', () => {
  it('are made by products, for a known customer, a new one or a guest', async () => {
    const { simulator, anOrder } = await aStore();
    const known = await anOrder();
    expect(known).toMatchObject({
      totalPriceSet: yen('6800.0'),
      currentTotalPriceSet: yen('6800.0'),
      totalRefundedSet: yen('0.0'),
      displayFinancialStatus: 'PAID',
      processedAt: expect.stringMatching(/^2026-10-31T01:\d\d:\d\dZ$/) as string,
      lineItems: [{ quantity: 1, currentQuantity: 1 }],
    });
    const fresh = await anOrder({ customer: { lastName: '山田', tags: ['b', 'a'] } });
    expect(simulator.world.customers.get(fresh.customer!.id)).toMatchObject({
      lastName: '山田',
      tags: ['a', 'b'],
    });
    expect((await anOrder({ customer: null })).customer).toBeNull();
    expect((await anOrder({ processedAt: '2026-01-02T03:04:05.678+09:00' })).processedAt).toBe(
      '2026-01-01T18:04:05Z',
    );
    const names = [...simulator.world.orders.values()].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('change field by field, cost what was paid last when nothing is said', async () => {
    const { anOrder, call } = await aStore();
    const { id, lineItems } = await anOrder();
    const changed = (await call('POST', 'orders', { id, test: true, totalPriceSet: yen('5') }))
      .body as Order;
    expect(changed).toMatchObject({ id, test: true, totalPriceSet: yen('5.0'), lineItems });
    const product = lineItems[0]!.product!;
    const next = await anOrder({ lineItems: [{ product, quantity: 3 }] });
    expect(next.totalPriceSet).toEqual(yen('20400.0'));
  });

  it('are refunded with or without the goods, cancelled, deleted', async () => {
    const { simulator, anOrder, call } = await aStore();
    const { number, id } = await anOrder();
    const refund = (body: object) => call('POST', `orders/${number}/refund`, body);
    expect((await refund({ amount: 800 })).body).toMatchObject({
      totalRefundedSet: yen('800.0'),
      currentTotalPriceSet: yen('6800.0'),
      displayFinancialStatus: 'PARTIALLY_REFUNDED',
      refunds: [{ totalRefundedSet: yen('800.0') }],
    });
    expect((await refund({ amount: '6000', restock: true })).body).toMatchObject({
      totalRefundedSet: yen('6800.0'),
      currentTotalPriceSet: yen('800.0'),
      displayFinancialStatus: 'REFUNDED',
    });
    expect((await refund({ amount: 1 })).status).toBe(422);
    expect((await call('POST', `orders/${number}/cancel`)).body).toMatchObject({
      cancelledAt: expect.any(String) as string,
      currentTotalPriceSet: yen('0.0'),
    });
    expect((await call('POST', `orders/${number}/cancel`)).status).toBe(422);
    await call('DELETE', `orders/${number}`);
    expect(simulator.world.orders.has(id)).toBe(false);
    expect((await call('DELETE', `orders/${number}`)).status).toBe(404);
    expect((await anOrder()).id).not.toBe(id);
  });

  it.each([
    ['orders', { lineItems: [], colour: 'red' }, 400, 'colour'],
    ['orders', { id: 'gid://shopify/Order/404', test: true }, 404, 'not an order'],
    ['orders', {}, 400, 'lineItems or totalPriceSet'],
    [
      'orders',
      { customer: { id: 'gid://shopify/Customer/4' }, totalPriceSet: yen('1') },
      404,
      'not a customer',
    ],
    [
      'orders',
      { lineItems: [{ product: { id: 'gid://shopify/Product/4' }, quantity: 1 }] },
      404,
      'not a product',
    ],
    [
      'orders',
      { totalPriceSet: { shopMoney: { amount: '1', currencyCode: 'USD' } } },
      400,
      'JPY, not USD',
    ],
    ['orders', { totalPriceSet: yen('-1') }, 400, 'amount of 0 or more'],
    ['customers', { id: 'gid://shopify/Customer/4' }, 404, 'not a customer'],
    ['customers', { tags: ['x'.repeat(256)] }, 422, 'too long'],
    ['clock', { now: '2026-10-30T00:00:00Z' }, 400, 'does not go back'],
    ['clock', { days: 0 }, 400, ''],
    ['faults', { drop: 2 }, 400, 'drop'],
    ['faults', { explode: 1 }, 400, 'explode'],
  ])('%s %j are refused with %d and a reason', async (path, body, status, reason) => {
    const { call } = await aStore({ customers: 1 });
    const answer = await call('POST', path, body);
    expect(answer.status).toBe(status);
    expect((answer.body as { errors: string }).errors).toContain(reason);
  });
});

describe('the clock', () => {
  it('moves forward by days', async () => {
    const { call } = await aStore({ customers: 1 });
    expect((await call('POST', 'clock', { days: 30 })).body).toMatchObject({
      now: expect.stringMatching(/^2026-11-30T01:/) as string,
    });
  });
});

describe('a store started again', () => {
  it('is the one that was stopped', async () => {
    const folder = aFolder();
    const data = generateStore({ customers: 4, seed: 1 });
    const first = await aStore({ data, journal: fileJournal(folder) });
    const kept = await first.anOrder({ customer: { lastName: '新' } });
    await first.call('POST', `orders/${kept.number}/refund`, { amount: 10 });
    const gone = await first.anOrder();
    await first.call('POST', 'customers', { id: data.customers[1]!.id, tags: ['x'] });
    await first.call('DELETE', `orders/${gone.number}`);
    await first.call('POST', 'clock', { days: 2 });
    const call = await callerOf(first.simulator);
    await first.call('POST', 'uninstall');
    const second = await aStore({ data, journal: fileJournal(folder) });
    const stateOf = ({ world }: typeof first.simulator) => [
      [...world.orders.values()],
      [...world.customers.values()],
    ];
    expect(stateOf(second.simulator)).toEqual(stateOf(first.simulator));
    expect(second.simulator.world.clock.now()).toMatch(/^2026-11-02T01:/);
    expect((await call('{ shop { id } }')).errors).toContain('Invalid API key');
    expect((await second.anOrder()).id).not.toBe(gone.id);
  });
});

describe('Admin API of changed orders', () => {
  it('gives nodes of any type by id, null for who is not there, at the dearest branch', async () => {
    const { simulator, anOrder } = await aStore();
    const order = await anOrder();
    const call = await callerOf(simulator);
    const ids = [order.id, 'gid://shopify/Order/404', order.customer!.id];
    const { data, errors, extensions } = await call(
      `query ($ids: [ID!]!) { nodes(ids: $ids) {
        ... on Customer { id tags } ... on Order { ${ORDER_FIELDS} } } }`,
      { ids },
    );
    expect(errors).toBeUndefined();
    const [found, missing, customer] = data?.nodes as [Order, null, Customer];
    expect(found).toMatchObject({ id: order.id, totalPriceSet: yen('6800.0'), refunds: [] });
    expect(missing).toBeNull();
    expect(customer.tags).toEqual(simulator.world.customers.get(customer.id)!.tags);
    // 1 + customer, three sums of two objects each, refunds and their sum: 1 + 1 + 6 + 3.
    expect(extensions?.cost).toMatchObject({ requestedQueryCost: 33 });
    expect(
      (await call('{ nodes(ids: ["gid://shopify/Shop/1"]) { id } }')).errors?.[0]?.message,
    ).toBe('The simulator does not model nodes of type Shop');
    expect((await call('{ nodes(ids: ["x"]) { id } }')).errors?.[0]?.message).toBe('invalid id');
  });

  it('gives one order with all its fields', async () => {
    const { simulator, anOrder } = await aStore();
    const { id } = await anOrder();
    const { data } = await (
      await callerOf(simulator)
    )(
      `query ($id: ID!) { order(id: $id) { ${ORDER_FIELDS} lineItems(first: 5) { nodes { id quantity } } } }`,
      { id },
    );
    expect(data?.order).toMatchObject({ id, lineItems: { nodes: [{ quantity: 1 }] } });
  });

  it('pages by update, and misses nothing when an order moves between two pages', async () => {
    const { simulator, anOrder, call: control } = await aStore({ customers: 5 });
    const call = await callerOf(simulator);
    await control('POST', 'clock', { days: 1 });
    const since = simulator.world.clock.now();
    const made = [await anOrder(), await anOrder(), await anOrder()];
    const page = async (after: string | null, reverse = false) => {
      const { data } = await call(
        `query ($after: String, $reverse: Boolean, $query: String) {
          orders(first: 2, after: $after, query: $query, sortKey: UPDATED_AT, reverse: $reverse) {
            nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { after, reverse, query: `updated_at:>='${since}'` },
      );
      return data?.orders as {
        nodes: { id: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    const first = await page(null);
    expect(first.nodes.map(({ id }) => id)).toEqual(made.slice(0, 2).map(({ id }) => id));
    await control('POST', 'clock', { days: 1 });
    await control('POST', 'orders', { id: made[1]!.id, test: true });
    const second = await page(first.pageInfo.endCursor);
    expect(second.nodes.map(({ id }) => id)).toEqual([made[2]!.id, made[1]!.id]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    expect((await page(null, true)).nodes[0]).toEqual({ id: made[1]!.id });
  });

  it.each([
    ['orders(first: 1, query: "status:open") { nodes { id } }', 'orders(query: "status:open")'],
    ['orders(first: 1, sortKey: TOTAL_PRICE) { nodes { id } }', 'orders(sortKey: TOTAL_PRICE)'],
  ])('%s is refused by name', async (query, name) => {
    const call = await callerOf((await aStore({ customers: 1 })).simulator);
    expect((await call(`{ ${query} }`)).errors?.[0]?.message).toBe(
      `The simulator does not model ${name}`,
    );
  });
});

describe('faults of the Admin API', () => {
  it('throttle, fail or never answer', async () => {
    const { simulator, call: control } = await aStore({ customers: 1 });
    const call = await callerOf(simulator);
    await control('POST', 'faults', { throttle: 1 });
    const throttled = await call('{ shop { id } }');
    expect(throttled).toMatchObject({
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: { cost: { requestedQueryCost: 1, actualQueryCost: null } },
    });
    expect(throttled).not.toHaveProperty('data');
    await control('POST', 'faults', { serverError: 1 });
    expect(await call('{ shop { id } }')).toEqual({ errors: 'Service Unavailable' });
    await control('POST', 'faults', {});
    expect((await call('{ shop { id } }')).errors).toBeUndefined();
  });

  it('hang before or after the deed, by the seed', async () => {
    const { simulator, call: control } = await aStore({ customers: 1 });
    const call = await callerOf(simulator);
    const id = [...simulator.world.customers.keys()][0];
    await control('POST', 'faults', { timeout: 1 });
    const hanging = Array.from({ length: 12 }, (_, index) =>
      call(`mutation { tagsAdd(id: "${id}", tags: ["t${index}"]) { node { id } } }`),
    );
    const failed = Promise.allSettled(hanging);
    await expect
      .poll(
        () => simulator.world.customers.get(id!)!.tags.filter((tag) => tag.startsWith('t')).length,
      )
      .toBeGreaterThan(0);
    await simulator.stop();
    expect((await failed).map(({ status }) => status)).toEqual(Array(12).fill('rejected'));
    const done = simulator.world.customers.get(id!)!.tags.length;
    expect(done).toBeLessThan(12);
  });
});
