import { describe, expect, it } from 'vitest';
import { generateStore } from '#simulator/generator/generate-store.ts';
import { loadData } from '#simulator/load-data.ts';
import { aFolder } from '../setup/folder.ts';
import { aSimulator, callerOf } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const OPTIONAL = { grant: ['read_inventory', 'read_locations'] };
const ORDER = `query ($id: ID!) { order(id: $id) { id tags closedAt cancelReason edited sourceName
  app { id name } attribution { handle displayName } retailLocation { id name } discountCodes
  customerJourneySummary { ready customerOrderIndex daysToConversion
    firstVisit { source utmParameters { campaign } } lastVisit { utmParameters { source medium } } }
  purchasingEntity { __typename ... on Customer { id } ... on PurchasingCompany { company { name } } }
  shippingAddress { countryCodeV2 province }
  subtotalPriceSet { shopMoney { amount } } totalDiscountsSet { shopMoney { amount } }
  totalShippingPriceSet { shopMoney { amount } } netPaymentSet { shopMoney { amount } }
  refunds { id processedAt }
  lineItems(first: 5) { nodes { id vendor variantTitle
    originalTotalSet { shopMoney { amount } } discountedTotalSet { shopMoney { amount } }
    paid: discountedTotalSet(withCodeDiscounts: true) { shopMoney { amount } }
    product { title tags productType }
    variant { id sku price inventoryItem { id unitCost { amount currencyCode } } } } } } }`;

async function aStore(options: Parameters<typeof aSimulator>[0] = {}) {
  const simulator = await aSimulator({ customers: 200, ...options });
  const ask = await callerOf(simulator);
  return { world: simulator.world, ask, ...controlOf(simulator) };
}

const yen = (amount: string) => ({ shopMoney: { amount } });

describe('an order', () => {
  it('tells goods, cost, campaign, channel and codes', async () => {
    const { world, ask, call } = await aStore();
    await call('POST', 'access', OPTIONAL);
    const known = [...world.orders.values()].find(
      (order) => order.discountCodes.includes('TEIKI10') && order.customerJourneySummary,
    )!;
    const { data, errors } = await ask(ORDER, { id: known.id });
    expect(errors).toBeUndefined();
    const item = known.lineItems[0]!;
    const paid = known.subtotalPriceSet.shopMoney.amount;
    expect(data?.order).toMatchObject({
      tags: ['定期'],
      discountCodes: ['TEIKI10'],
      purchasingEntity: { __typename: 'Customer', id: known.customer!.id },
      customerJourneySummary: { ready: true },
      shippingAddress: { countryCodeV2: expect.any(String) as string },
      lineItems: {
        nodes: [
          {
            id: item.id,
            originalTotalSet: yen(item.originalUnitPriceSet.shopMoney.amount),
            paid: yen(paid),
            product: { tags: ['main'] },
            variant: { sku: item.sku, inventoryItem: { unitCost: { currencyCode: 'JPY' } } },
          },
        ],
      },
    });
  });

  it('adds up: goods, discounts and shipping make the total', () => {
    const number = ({ shopMoney }: { shopMoney: { amount: string } }) => Number(shopMoney.amount);
    for (const order of generateStore({ customers: 300, seed: 4 }).orders) {
      const goods = order.lineItems.reduce(
        (sum, item) => sum + number(item.originalUnitPriceSet) * item.quantity,
        0,
      );
      const off = number(order.totalDiscountsSet);
      expect(goods - off + number(order.totalShippingPriceSet)).toBe(number(order.totalPriceSet));
      const codes = order.lineItems.reduce((sum, item) => sum + number(item.codeDiscountSet), 0);
      expect(goods - codes).toBe(number(order.subtotalPriceSet));
    }
  });

  it('older than 60 days is only for apps that may read all', async () => {
    const { world, ask, call } = await aStore();
    const [oldest] = world.orders.keys();
    await call('POST', 'access', { revoke: ['read_all_orders'] });
    const { data } = await ask(
      'query ($id: ID!) { order(id: $id) { id } orders(first: 1) { nodes { createdAt } } }',
      { id: oldest },
    );
    expect(data?.order).toBeNull();
    const [first] = (data?.orders as { nodes: { createdAt: string }[] }).nodes;
    expect(first!.createdAt > '2026-09-01').toBe(true);
  });
});

describe('a customer', () => {
  it('tells consent, region and what follows from its orders', async () => {
    const { world, ask } = await aStore();
    const id = [...world.customers.keys()].find((one) => world.ordersOf(one).length > 2)!;
    const { data, errors } = await ask(
      `query ($id: ID!) { customer(id: $id) { locale state numberOfOrders amountSpent { amount }
        defaultEmailAddress { marketingState marketingOptInLevel marketingUpdatedAt }
        defaultPhoneNumber { smsMarketingConsent { state } }
        defaultAddress { country province provinceCode } lastOrder { id }
        orders(first: 2, sortKey: CREATED_AT) { nodes { id } } } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    const own = world.ordersOf(id);
    expect(data?.customer).toMatchObject({
      numberOfOrders: String(own.filter(({ test }) => !test).length),
      lastOrder: { id: own.at(-1)!.id },
      defaultAddress: { country: world.customers.get(id)!.defaultAddress!.country },
    });
    expect(
      (await ask('{ customers(first: 1) { nodes { statistics { predictedSpendTier } } } }'))
        .errors?.[0]?.message,
    ).toContain('does not model CustomerStatistics.predictedSpendTier');
  });

  it.each([
    ['firstName', 'customer'],
    ['defaultEmailAddress { emailAddress }', 'customer'],
    ['defaultAddress { city }', 'customer'],
  ])('keeps %s to itself below level 2', async (field) => {
    const { world, ask, call } = await aStore({ customers: 2 });
    const id = [...world.customers.keys()][0];
    const query = `query ($id: ID!) { customer(id: $id) { id ${field} } }`;
    const { data, errors } = await ask(query, { id });
    expect(data?.customer).toMatchObject({ id });
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(
          /^This app is not approved to use the \w+ field\. See /,
        ) as string,
        extensions: { code: 'ACCESS_DENIED' },
      },
    ]);
    await call('POST', 'access', { protectedData: 2 });
    expect((await ask(query, { id })).errors).toBeUndefined();
    await call('POST', 'access', { protectedData: 0 });
    expect((await ask(query, { id })).errors?.[0]?.message).toContain(
      'not approved to access the Customer object',
    );
  });
});

describe('what a scope does not grant', () => {
  it.each([
    ['{ products(first: 1) { nodes { id } } }', 'products', '`read_products` access scope.'],
    [
      '{ orders(first: 1) { nodes { lineItems(first: 1) { nodes { variant { id } } } } } }',
      'variant',
      '`read_products` access scope.',
    ],
  ])('%s is denied as Shopify denies it', async (query, field, requiredAccess) => {
    const { ask, call } = await aStore({ customers: 2 });
    await call('POST', 'access', { revoke: ['read_products'] });
    const { errors } = await ask(query);
    expect(errors?.[0]).toMatchObject({
      message: `Access denied for ${field} field. Required access: ${requiredAccess}`,
      extensions: { code: 'ACCESS_DENIED', requiredAccess },
    });
  });

  it('is granted and taken back while the app runs, and told', async () => {
    const { ask, call } = await aStore({ customers: 2 });
    const scopes = async () => {
      const { data } = await ask('{ currentAppInstallation { accessScopes { handle } } }');
      const { accessScopes } = data?.currentAppInstallation as {
        accessScopes: { handle: string }[];
      };
      return accessScopes.map(({ handle }) => handle);
    };
    await call('POST', 'access', OPTIONAL);
    expect(await scopes()).toContain('read_products');
    expect(
      (await ask('{ products(first: 1) { nodes { id variants(first: 1) { nodes { price } } } } }'))
        .errors,
    ).toBeUndefined();
    await call('POST', 'access', {
      revoke: ['read_products', 'read_customers', 'write_customers'],
    });
    expect(await scopes()).not.toContain('read_products');
    const id = 'gid://shopify/Customer/7100000000000';
    const write = 'mutation ($id: ID!) { tagsAdd(id: $id, tags: ["x"]) { node { id } } }';
    expect((await ask(write, { id })).errors?.[0]?.message).toContain(
      'Access denied for tagsAdd field',
    );
  });
});

describe('a search', () => {
  const idsOf = async (store: Awaited<ReturnType<typeof aStore>>, list: string, args: string) => {
    const { data, errors } = await store.ask(`{ ${list}(first: 250, ${args}) { nodes { id } } }`);
    expect(errors).toBeUndefined();
    return (data?.[list] as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
  };

  it('finds by time, id and customer, in the order asked for', async () => {
    const store = await aStore({ customers: 40 });
    const { world } = store;
    const orders = [...world.orders.values()];
    const [from, to] = ['2026-03-01T00:00:00Z', '2026-06-01T00:00:00Z'];
    const expected = orders
      .filter(({ updatedAt }) => updatedAt >= from && updatedAt < to)
      .sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt));
    const query = `updated_at:>='${from}' AND updated_at:<'${to}'`;
    expect(await idsOf(store, 'orders', `query: "${query}", sortKey: UPDATED_AT`)).toEqual(
      expected.map(({ id }) => id),
    );
    const one = orders[10]!;
    const number = (gid: string) => gid.split('/').at(-1);
    expect(await idsOf(store, 'orders', `query: "id:${number(one.id)}"`)).toEqual([one.id]);
    const buyer = orders.find(({ customer }) => customer)!.customer!.id;
    expect(await idsOf(store, 'orders', `query: "customer_id:${number(buyer)}"`)).toEqual(
      world.ordersOf(buyer).map(({ id }) => id),
    );
    const newest = [...world.customers.keys()].reverse();
    expect(await idsOf(store, 'customers', 'sortKey: ID, reverse: true')).toEqual(newest);
  });

  it('refuses by name what it does not know', async () => {
    const { ask } = await aStore({ customers: 2 });
    for (const query of [
      'tag:x',
      'updated_at:>=now',
      "updated_at:'2026-01-01'",
      'id:1 OR id:2',
      '-id:1',
    ]) {
      expect(
        (await ask(`{ customers(first: 1, query: "${query}") { nodes { id } } }`)).errors?.[0]
          ?.message,
      ).toBe(`The simulator does not model customers(query: ${JSON.stringify(query)})`);
    }
  });
});

describe('--data', () => {
  it('answers what the lines say, and plainly where they are silent', async () => {
    const line = (object: object) => `${JSON.stringify(object)}\n`;
    const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'JPY' } });
    const id = 'gid://shopify/Order/1';
    const company = { company: { id: 'gid://shopify/Company/1', name: 'A' } };
    const data = await loadData(
      aFolder({
        'orders.jsonl':
          line({
            id,
            processedAt: '2026-05-01T10:00:00+09:00',
            totalPriceSet: money('1000.0'),
            discountCodes: ['X'],
            purchasingEntity: company,
          }) +
          line({
            id: 'gid://shopify/LineItem/5',
            title: 'x',
            quantity: 2,
            originalTotalSet: money('1000'),
            __parentId: id,
          }),
        'products.jsonl':
          line({ id: 'gid://shopify/Product/1', title: 'p' }) +
          line({
            id: 'gid://shopify/ProductVariant/2',
            price: '500',
            __parentId: 'gid://shopify/Product/1',
          }),
      }),
    );
    const { ask, call } = await aStore({ data });
    await call('POST', 'access', OPTIONAL);
    const { data: answer, errors } = await ask(ORDER, { id });
    expect(errors).toBeUndefined();
    expect(answer?.order).toMatchObject({
      tags: [],
      discountCodes: ['X'],
      attribution: null,
      purchasingEntity: { __typename: 'PurchasingCompany', company: { name: 'A' } },
      lineItems: {
        nodes: [{ originalTotalSet: yen('1000.0'), paid: yen('1000.0'), product: null }],
      },
    });
    expect(
      (
        await ask(
          '{ products(first: 1) { nodes { status variants(first: 1) { nodes { price } } } } }',
        )
      ).data?.products,
    ).toEqual({ nodes: [{ status: 'ACTIVE', variants: { nodes: [{ price: '500' }] } }] });
  });
});
