import { describe, expect, it } from 'vitest';
import type { Customer, Product } from '#simulator/records.ts';
import { readSubscriptions } from '#simulator/webhooks/subscriptions.ts';
import { aSimulator, callerOf } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';
import { aSink } from '../setup/webhook-sink.ts';

const APP_TOML = 'shopify.app.toml';

async function aStore() {
  const sink = await aSink();
  const simulator = await aSimulator({ appUrl: sink.url });
  const control = controlOf(simulator);
  /** Does something and gives the paths and bodies that came of it, by topic. */
  const toldOf = async (act: () => Promise<unknown>) => {
    await control.idle();
    sink.received.length = 0;
    await act();
    await control.idle();
    return Object.fromEntries(
      sink.received.map(({ path, headers, text }) => [
        String(headers['x-shopify-topic']),
        { path, body: JSON.parse(text) as Record<string, unknown> },
      ]),
    );
  };
  return { simulator, toldOf, ...control };
}

type Store = Awaited<ReturnType<typeof aStore>>;

const numberOf = (gid: string) => gid.split('/').at(-1) ?? '';
const aCustomer = async ({ call }: Store, fields: object = {}) =>
  (await call('POST', 'customers', fields)).body as Customer;
const aProduct = async ({ call }: Store) =>
  (await call('POST', 'products', { title: 'x', variants: [{ price: '10', sku: 's' }] }))
    .body as Product;
const bulk = async ({ simulator }: Store) => {
  const api = await callerOf(simulator);
  await api(`mutation { bulkOperationRunQuery(query: "{ customers { edges { node { id } } } }") {
    userErrors { message } } }`);
  await expect
    .poll(async () => {
      const { data } = await api(`{ bulkOperations(first: 1) { nodes { status } } }`);
      return (data?.bulkOperations as { nodes: { status: string }[] }).nodes[0]?.status;
    })
    .toBe('COMPLETED');
};

/** For each topic but those of orders, what makes the store tell of it and where that goes. */
const TOLD: Record<string, [to: string, act: (store: Store) => Promise<unknown>]> = {
  'customers/create': ['/webhooks/customers', aCustomer],
  'customers/update': [
    '/webhooks/customers',
    async (store) => aCustomer(store, { id: (await aCustomer(store)).id, state: 'ENABLED' }),
  ],
  'customers/delete': [
    '/webhooks/customers',
    async (store) => store.call('DELETE', `customers/${numberOf((await aCustomer(store)).id)}`),
  ],
  'customers/merge': [
    '/webhooks/customers',
    async (store) => {
      const [keep, remove] = [await aCustomer(store), await aCustomer(store)];
      return store.call('POST', 'customers/merge', { keep: keep.id, remove: remove.id });
    },
  ],
  'customer.tags_added': [
    '/webhooks/customers',
    async (store) => aCustomer(store, { id: (await aCustomer(store)).id, tags: ['a'] }),
  ],
  'customer.tags_removed': [
    '/webhooks/customers',
    async (store) =>
      aCustomer(store, { id: (await aCustomer(store, { tags: ['a'] })).id, tags: [] }),
  ],
  'products/create': ['/webhooks/products', aProduct],
  'products/update': [
    '/webhooks/products',
    async (store) => store.call('POST', 'products', { id: (await aProduct(store)).id, title: 'y' }),
  ],
  'products/delete': [
    '/webhooks/products',
    async (store) => store.call('DELETE', `products/${numberOf((await aProduct(store)).id)}`),
  ],
  'bulk_operations/finish': ['/webhooks/bulk', bulk],
  'app/scopes_update': [
    '/webhooks/app',
    ({ call }) => call('POST', 'access', { grant: ['read_companies'] }),
  ],
  'app/uninstalled': ['/webhooks/app', ({ call }) => call('POST', 'uninstall')],
};

const keysOf = (body: unknown) => Object.keys(body as object).sort();
const topLevelOf = (topic: string) => {
  const one = readSubscriptions(APP_TOML, 'http://x').list.find((found) => found.topic === topic);
  return [...new Set(one!.includeFields!.map((field) => field.split('.')[0]!))].sort();
};

describe("the app's own subscriptions", () => {
  it.each(Object.entries(TOLD))('hear of %s', async (topic, [to, act]) => {
    const store = await aStore();
    const told = await store.toldOf(() => act(store));
    expect(told[topic]?.path).toBe(to);
  });

  it('leave no topic of theirs untested', () => {
    const topics = readSubscriptions(APP_TOML, 'http://x').list.map(({ topic }) => topic);
    const others = topics.filter(
      (topic) => !/^(orders|refunds|shop)\/|_request|redact/.test(topic),
    );
    expect(others.sort()).toEqual(Object.keys(TOLD).sort());
  });

  it('let no name, e-mail, telephone or street in, even where the app may see them', async () => {
    const store = await aStore();
    await store.call('POST', 'access', { protectedData: 2 });
    const person = {
      firstName: '花子',
      lastName: '山田',
      defaultEmailAddress: { emailAddress: 'h@example.jp' },
      defaultPhoneNumber: { phoneNumber: '+81312345678' },
      defaultAddress: { countryCodeV2: 'JP', provinceCode: 'JP-13', city: '中央区', zip: '104' },
    };
    const told = await store.toldOf(async () => {
      const { id } = await aCustomer(store, person);
      await store.anOrder({ customer: { id } });
    });
    const customer = told['customers/create']!.body;
    expect(keysOf(customer)).toEqual(topLevelOf('customers/create'));
    expect(customer.default_address).toEqual({ country_code: 'JP', province_code: 'JP-13' });
    const order = told['orders/create']!.body;
    expect(keysOf(order.customer)).toEqual(['admin_graphql_api_id', 'id']);
    expect(JSON.stringify([customer, order])).not.toMatch(/花子|山田|example\.jp|\+81|中央区|104"/);
  });

  it('bring what is read of orders and of products, and no more', async () => {
    const store = await aStore();
    const told = await store.toldOf(async () => {
      await store.anOrder();
      await aProduct(store);
    });
    const order = told['orders/create']!.body;
    expect(keysOf(order)).toEqual(topLevelOf('orders/create'));
    expect(order.line_items).toMatchObject([{ quantity: 1, discount_allocations: [] }]);
    const product = told['products/create']!.body;
    expect(keysOf(product)).toEqual(topLevelOf('products/create'));
    expect(product.variants).toEqual([
      {
        id: expect.any(Number) as number,
        admin_graphql_api_id: expect.stringContaining('ProductVariant') as string,
        title: 'Default Title',
        sku: 's',
        price: '10',
        inventory_item_id: expect.any(Number) as number,
      },
    ]);
  });
});
