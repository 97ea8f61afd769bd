import { describe, expect, it, vi } from 'vitest';
import { generateStore } from '#simulator/generator/generate-store.ts';
import { fileJournal } from '#simulator/journal.ts';
import { loadData } from '#simulator/load-data.ts';
import { aFolder } from '../setup/folder.ts';
import { APP, aSimulator, callerOf } from '../setup/simulator.ts';

const PATIENT = { timeout: 20_000, interval: 50 };
const CUSTOMER = 'gid://shopify/Customer/7100000000000';
const TAGS_ADD = `mutation ($id: ID!, $tags: [String!]!) {
  tagsAdd(id: $id, tags: $tags) { node { ... on Customer { id tags } } userErrors { field message } }
}`;

describe('Admin API of the simulator', () => {
  it('answers what it models and refuses the rest by name', async () => {
    const call = await callerOf(await aSimulator());
    expect((await call('{ shop { ianaTimezone currencyCode } }')).data).toEqual({
      shop: { ianaTimezone: 'Asia/Tokyo', currencyCode: 'JPY' },
    });
    const refusals = [
      ['{ shop { plan { partnerDevelopment } } }', 'The simulator does not model Shop.plan'],
      [
        '{ orders(first: 1, query: "x") { nodes { id } } }',
        'The simulator does not model orders(query: "x")',
      ],
      ['{ shop { invented } }', 'Cannot query field "invented" on type "Shop".'],
      [
        'mutation { customerDelete(input: {id: "x"}) { deletedCustomerId } }',
        'does not model Mutation.customerDelete',
      ],
    ] as const;
    for (const [query, message] of refusals) {
      expect((await call(query)).errors?.[0]?.message).toContain(message);
    }
  });

  it('pages through connections to the end', async () => {
    const simulator = await aSimulator();
    const call = await callerOf(simulator);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await call(
        'query ($after: String) { customers(first: 7, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      const page = data?.customers as {
        nodes: { id: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(seen).toEqual([...simulator.world.customers.keys()]);
  });

  it('writes tags by the rules and says why when it does not', async () => {
    const simulator = await aSimulator();
    const call = await callerOf(simulator);
    simulator.world.saveCustomer({ ...simulator.world.customers.get(CUSTOMER)!, tags: ['VIP'] });
    const add = async (id: string, tags: string[]) =>
      (await call(TAGS_ADD, { id, tags })).data?.tagsAdd;
    expect(await add(CUSTOMER, ['b, a', 'vip'])).toEqual({
      node: { id: CUSTOMER, tags: ['VIP', 'a', 'b'] },
      userErrors: [],
    });
    expect(await add('gid://shopify/Customer/404', ['a'])).toEqual({
      node: null,
      userErrors: [{ field: ['id'], message: 'Customer does not exist' }],
    });
    expect(await add(CUSTOMER, ['x'.repeat(256)])).toMatchObject({
      userErrors: [{ field: ['tags'], message: 'Tags is too long (maximum is 255 characters)' }],
    });
    const bad = await call(TAGS_ADD, { id: 'gid://shopify/Nonsense/1', tags: ['a'] });
    expect(bad.errors?.[0]).toMatchObject({
      message: 'invalid id',
      extensions: { code: 'RESOURCE_NOT_FOUND' },
    });
  });

  it('charges 10 a mutation, caps a document at 1,000 and throttles by the plan', async () => {
    const call = await callerOf(await aSimulator({ plan: 'standard' }));
    const adding = (count: number) =>
      `mutation { ${Array.from({ length: count }, (_, index) => `a${index}: tagsAdd(id: "${CUSTOMER}", tags: ["a"]) { node { id } }`).join(' ')} }`;
    const answers = await Promise.all([call(adding(99)), call(adding(99)), call(adding(99))]);
    const costs = answers.map(({ extensions }) => extensions?.cost);
    expect(costs.map((cost) => cost?.requestedQueryCost)).toEqual([990, 990, 990]);
    expect(costs.map((cost) => cost?.actualQueryCost).sort()).toEqual([990, 990, null]);
    expect(
      answers.filter(({ errors }) => errors?.[0]?.extensions?.code === 'THROTTLED'),
    ).toHaveLength(1);
    expect(costs[0]?.throttleStatus).toMatchObject({ maximumAvailable: 2_000, restoreRate: 100 });
    expect((await call(adding(101))).errors?.[0]?.message).toBe(
      'Query cost is 1010, which exceeds the single query max cost limit (1000)',
    );
  });

  it('gives points back for rows that were not there', async () => {
    const call = await callerOf(await aSimulator({ customers: 3 }));
    const { extensions } = await call('{ customers(first: 100) { edges { node { id } } } }');
    expect(extensions?.cost).toMatchObject({ requestedQueryCost: 100, actualQueryCost: 3 });
  });
});

describe('bulk queries', () => {
  const run = async (call: Awaited<ReturnType<typeof callerOf>>, query: string) => {
    const { data } = await call(
      'mutation ($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id } userErrors { code message } } }',
      { query },
    );
    return data?.bulkOperationRunQuery as {
      bulkOperation: { id: string } | null;
      userErrors: { code: string; message: string }[];
    };
  };

  it('write parents and children as lines, children by __parentId and not behind their own', async () => {
    const simulator = await aSimulator({ customers: 200 });
    const call = await callerOf(simulator);
    const { bulkOperation } = await run(
      call,
      '{ orders { edges { node { id refunds { id } lineItems { edges { node { id quantity } } } } } } }',
    );
    const finished = await vi.waitFor(async () => {
      const { data } = await call(
        'query ($id: ID!) { bulkOperation(id: $id) { status objectCount rootObjectCount fileSize url } }',
        { id: bulkOperation?.id },
      );
      const operation = data?.bulkOperation as Record<string, string>;
      expect(operation.status).toBe('COMPLETED');
      return operation;
    }, PATIENT);
    const text = await (await fetch(finished.url!)).text();
    const rows = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; __parentId?: string });
    const orders = [...simulator.world.orders.values()];
    expect(rows.filter((row) => !row.__parentId).map((row) => row.id)).toEqual(
      orders.map(({ id }) => id),
    );
    expect(rows.filter((row) => row.__parentId)).toEqual(
      orders.flatMap((order) =>
        order.lineItems.map(({ id, quantity }) => ({ id, quantity, __parentId: order.id })),
      ),
    );
    expect(rows[1]).not.toHaveProperty('__parentId');
    expect(Number(finished.objectCount)).toBe(rows.length);
    expect(Number(finished.rootObjectCount)).toBe(orders.length);
    expect(Number(finished.fileSize)).toBe(Buffer.byteLength(text));
  });

  it.each([
    ['{ shop { id } }', 'at least one connection'],
    [
      '{ orders { edges { node { id } } } customers { edges { node { id } } } }',
      'exactly one top-level field',
    ],
    ['{ orders { nodes { id } } }', 'by edges and node'],
    ['{ orders { edges { node { id invented } } } }', 'Cannot query field "invented"'],
    ['{ orders {', 'Syntax Error'],
    [
      '{ orders { edges { node { ...F } } } } fragment F on Order { id }',
      'does not model fragments',
    ],
    [
      '{ orders { edges { node { lineItems { edges { node { id } } } } } } }',
      'must select the id of Order',
    ],
    ['{ orders { edges { node { id phone } } } }', 'does not model Order.phone'],
    ['{ orders(query: "x") { edges { node { id } } } }', 'orders(query: "x")'],
    ['{ node(id: "gid://shopify/Order/1") { id } }', 'node or nodes'],
  ])('refuse %s', async (query, message) => {
    const { userErrors } = await run(await callerOf(await aSimulator()), query);
    expect(userErrors).toMatchObject([
      { code: 'INVALID', message: expect.stringContaining(message) as string },
    ]);
  });

  it('run five at a time', async () => {
    const call = await callerOf(await aSimulator({ bulkRate: 1 }));
    const query = '{ customers { edges { node { id } } } }';
    for (let running = 0; running < 5; running += 1)
      expect((await run(call, query)).bulkOperation).not.toBeNull();
    expect((await run(call, query)).userErrors).toMatchObject([{ code: 'LIMIT_REACHED' }]);
  });

  it('with nothing to tell have no url', async () => {
    const data = { ...generateStore({ customers: 1, seed: 1 }), orders: [] };
    const call = await callerOf(await aSimulator({ data }));
    const { bulkOperation } = await run(call, '{ orders { edges { node { id } } } }');
    await vi.waitFor(async () => {
      const { data: answer } = await call(
        'query ($id: ID!) { bulkOperation(id: $id) { status url objectCount } }',
        {
          id: bulkOperation?.id,
        },
      );
      expect(answer?.bulkOperation).toEqual({ status: 'COMPLETED', url: null, objectCount: '0' });
    }, PATIENT);
  });
});

describe('tokens', () => {
  const token = async (url: string, body: object) => {
    const response = await fetch(`${url}/admin/oauth/access_token`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  const exchange = (subject: string) => ({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    client_id: APP.apiKey,
    client_secret: APP.apiSecret,
    subject_token: subject,
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
  });

  it('are given for a session token and renewed once: the old pair is forgotten', async () => {
    const { url, sessionToken } = await aSimulator();
    const first = await token(url, exchange(await sessionToken()));
    expect(first.body).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 7_776_000 });
    const renewal = {
      grant_type: 'refresh_token',
      client_id: APP.apiKey,
      client_secret: APP.apiSecret,
      refresh_token: first.body.refresh_token,
    };
    expect((await token(url, renewal)).status).toBe(200);
    expect(await token(url, renewal)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    });
    const old = await fetch(`${url}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'x-shopify-access-token': first.body.access_token! },
      body: '{"query":"{ shop { id } }"}',
    });
    expect(old.status).toBe(401);
  });

  it('are refused to strangers', async () => {
    const { url, sessionToken } = await aSimulator();
    const good = exchange(await sessionToken());
    expect(await token(url, { ...good, subject_token: 'forged' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_subject_token' },
    });
    expect(await token(url, { ...good, client_secret: 'guess' })).toMatchObject({
      body: { error: 'invalid_client' },
    });
    expect(await token(url, { ...good, expiring: '0' })).toMatchObject({
      body: { error: 'invalid_request' },
    });
  });
});

describe('the store itself', () => {
  it('is the same for the same seed, and a realistic shop', () => {
    const store = generateStore({ customers: 2_000, seed: 5 });
    expect(generateStore({ customers: 2_000, seed: 5 })).toEqual(store);
    expect(generateStore({ customers: 2_000, seed: 6 }).orders).not.toEqual(store.orders);
    const yearAgo = Date.parse(store.now) - 365 * 86_400_000;
    const lastYear = Map.groupBy(
      store.orders.filter(
        (order) => order.customer && !order.cancelledAt && Date.parse(order.processedAt) > yearAgo,
      ),
      (order) => order.customer!.id,
    );
    const once =
      [...lastYear.values()].filter((orders) => orders.length === 1).length / lastYear.size;
    expect(once).toBeGreaterThan(0.62);
    expect(once).toBeLessThan(0.78);
    const kinds = {
      guests: store.orders.filter((order) => !order.customer).length,
      tests: store.orders.filter((order) => order.test).length,
      cancelled: store.orders.filter((order) => order.cancelledAt).length,
      refunded: store.orders.filter((order) => order.refunds.length > 0).length,
      unpaid: store.orders.filter((order) => order.displayFinancialStatus === 'PENDING').length,
      imported: store.orders.filter((order) => order.createdAt !== order.processedAt).length,
      gifts: store.orders.filter((order) => order.lineItems.some((item) => item.quantity >= 4))
        .length,
      regulars: [...lastYear.values()].filter((orders) => orders.length >= 8).length,
      neverBought:
        store.customers.length - new Set(store.orders.map((order) => order.customer?.id)).size,
    };
    expect(Object.entries(kinds).filter(([, count]) => count === 0)).toEqual([]);
  });

  it('remembers over a restart what happened to it', async () => {
    const folder = aFolder();
    const data = generateStore({ customers: 3, seed: 1 });
    const first = await aSimulator({ data, journal: fileJournal(folder) });
    await (
      await callerOf(first)
    )(TAGS_ADD, { id: CUSTOMER, tags: ['kept'] });
    first.world.setClock('2026-12-24T09:00:00Z');
    const second = await aSimulator({ data, journal: fileJournal(folder) });
    expect(second.world.customers.get(CUSTOMER)?.tags).toContain('kept');
    expect(second.world.clock.now()).toMatch(/^2026-12-24T09:00/);
  });

  it('lets its clock run and be set', async () => {
    const { url } = await aSimulator();
    const read = async () =>
      ((await (await fetch(`${url}/__sim/clock`)).json()) as { now: string }).now;
    expect(await read()).toMatch(/^2026-10-31T01:00/);
    const set = { method: 'POST', body: JSON.stringify({ now: '2027-01-01T00:00:00+09:00' }) };
    await fetch(`${url}/__sim/clock`, set);
    expect(await read()).toMatch(/^2026-12-31T15:00:0/);
    await vi.waitFor(async () => {
      expect(await read()).toMatch(/^2026-12-31T15:00:(0[1-9]|[1-5]\d)/);
    }, PATIENT);
    const bad = await fetch(`${url}/__sim/clock`, { method: 'POST', body: '{"now":"tomorrow"}' });
    expect(bad.status).toBe(400);
  });
});

describe('--data', () => {
  const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'JPY' } });
  const line = (object: object) => `${JSON.stringify(object)}\n`;
  const order = {
    id: 'gid://shopify/Order/1',
    processedAt: '2026-05-01T10:00:00+09:00',
    customer: { id: 'gid://shopify/Customer/9' },
    totalPriceSet: money('1000.0'),
  };

  it('reads what a bulk query returns and fills in what a plain order has', async () => {
    const item = {
      id: 'gid://shopify/LineItem/5',
      title: 'x',
      quantity: 2,
      __parentId: order.id,
    };
    const folder = aFolder({
      'customers.jsonl': line({ id: 'gid://shopify/Customer/8', tags: ['b'] }),
      'orders.jsonl': line(order) + line(item),
    });
    const data = await loadData(folder);
    expect(data.now).toBe('2026-05-01T01:00:00Z');
    expect(data.customers.map(({ id, tags }) => [id, tags])).toEqual([
      ['gid://shopify/Customer/8', ['b']],
      ['gid://shopify/Customer/9', []],
    ]);
    expect(data.orders).toMatchObject([
      {
        updatedAt: '2026-05-01T01:00:00Z',
        cancelledAt: null,
        test: false,
        currentTotalPriceSet: money('1000.0'),
        totalRefundedSet: money('0.00'),
        lineItems: [{ id: 'gid://shopify/LineItem/5', quantity: 2 }],
      },
    ]);
  });

  it.each([
    [
      'an order without a price',
      line({ ...order, totalPriceSet: undefined }),
      'orders.jsonl line 1',
    ],
    ['a broken line', `${line(order)}{"id":`, 'orders.jsonl line 2: is not a JSON object'],
    [
      'an orphan',
      line({ id: 'gid://shopify/LineItem/1', __parentId: order.id }),
      'does not stand before it',
    ],
    [
      'two currencies',
      line(order) +
        line({
          ...order,
          id: 'gid://shopify/Order/2',
          totalPriceSet: { shopMoney: { amount: '1', currencyCode: 'USD' } },
        }),
      'several shop currencies: JPY, USD',
    ],
  ])('says where %s is', async (_, orders, message) => {
    await expect(loadData(aFolder({ 'orders.jsonl': orders }))).rejects.toThrow(message);
  });

  it('says what is missing from a folder', async () => {
    await expect(loadData(aFolder())).rejects.toThrow('has no orders.jsonl');
  });
});
