import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileJournal } from '#simulator/journal.ts';
import { generateStore } from '#simulator/generator/generate-store.ts';
import { aFolder } from '../setup/folder.ts';
import { aSimulator, callerOf } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';
import { aSink } from '../setup/webhook-sink.ts';

const TOLD = `[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
topics = ["customers/update", "customers/merge", "customer.tags_added", "customer.tags_removed"]
uri = "/told"
`;

async function aStore(options: Parameters<typeof aSimulator>[0] = {}) {
  const sink = await aSink();
  const appToml = path.join(aFolder({ 'shopify.app.toml': TOLD }), 'shopify.app.toml');
  const simulator = await aSimulator({ appUrl: sink.url, appToml, ...options });
  const control = controlOf(simulator);
  const api = await callerOf(simulator);
  const ids = [...simulator.world.customers.keys()];
  const number = (id: string) => id.split('/').at(-1) ?? '';
  /** Does something to a customer by hand. */
  const by = (id: string, what: string, body: object) =>
    control.call('POST', `customers/${number(id)}/${what}`, body);
  /** What the app was told since it was asked last, by topic. */
  const told = async () => {
    await control.idle();
    const all = sink.received.splice(0);
    return Object.fromEntries(
      all.map(({ headers, text }) => [
        String(headers['x-shopify-topic']),
        JSON.parse(text) as Record<string, unknown>,
      ]),
    );
  };
  /** The rows of a bulk query. */
  const bulk = async (query: string) => {
    await api(
      'mutation ($query: String!) { bulkOperationRunQuery(query: $query) { userErrors { message } } }',
      { query },
    );
    const last = async () => {
      const { data } = await api('{ bulkOperations(first: 1) { nodes { status url } } }');
      const found = data?.bulkOperations as { nodes: { status: string; url: string }[] };
      return found.nodes[0]!;
    };
    await expect.poll(async () => (await last()).status).toBe('COMPLETED');
    const text = await (await fetch((await last()).url)).text();
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  return { ...control, simulator, world: simulator.world, api, ids, by, told, bulk };
}

const BOTH = `a: metafield(namespace: "loyalty", key: "reviewed_on") { value type updatedAt }
  b: metafield(namespace: "loyalty", key: "grade") { value type }`;

describe('metafields of customers', () => {
  it.each([
    ['date', '2026-10-01', '2026-13-01'],
    ['date_time', '2026-10-01T09:00:00+09:00', '2026-10-01'],
    ['list.date', '["2026-10-01","2026-10-02"]', '["gestern"]'],
    ['list.date_time', '["2026-10-01T00:00:00Z"]', '2026-10-01T00:00:00Z'],
    ['number_integer', '-12', '1.5'],
    ['single_line_text_field', '金', 'a\nb'],
    ['list.single_line_text_field', '["金","銀"]', '金'],
    ['number_decimal', '-1.25', '1,25'],
    ['boolean', 'true', 'yes'],
  ])('are kept as %s and read as they were set', async (type, value, wrong) => {
    const { api, ids, by } = await aStore({ customers: 3 });
    const place = { namespace: 'loyalty', key: 'reviewed_on', type };
    expect((await by(ids[1]!, 'metafields', { ...place, value })).status).toBe(200);
    const { data, errors } = await api(`query ($id: ID!) { customer(id: $id) { ${BOTH} } }`, {
      id: ids[1],
    });
    expect(errors).toBeUndefined();
    expect(data?.customer).toMatchObject({ a: { value, type }, b: null });
    expect((await by(ids[1]!, 'metafields', { ...place, value: wrong })).status).toBe(400);
  });

  it('change their customer, and are told by it', async () => {
    const { api, ids, by, told, world, call } = await aStore({ customers: 3 });
    const [id = ''] = ids;
    const before = world.customers.get(id)!.updatedAt;
    const place = { namespace: 'loyalty', key: 'grade', type: 'number_integer' };
    await by(id, 'metafields', { ...place, value: '1' });
    expect(Object.keys(await told())).toEqual(['customers/update']);
    expect(world.customers.get(id)!.updatedAt > before).toBe(true);
    await call('POST', 'clock', { days: 1 });
    await by(id, 'metafields', { ...place, value: '2' });
    const read = async () =>
      (
        await api(
          'query ($id: ID!) { customer(id: $id) { metafield(namespace: "loyalty", key: "grade") { id value createdAt updatedAt } } }',
          { id },
        )
      ).data?.customer as { metafield: { value: string; createdAt: string; updatedAt: string } };
    const { metafield } = await read();
    expect(metafield).toMatchObject({ value: '2' });
    expect(metafield.createdAt.slice(0, 10)).toBe('2026-10-31');
    expect(metafield.updatedAt.slice(0, 10)).toBe('2026-11-01');
    await by(id, 'metafields', { ...place, value: null });
    expect(await read()).toEqual({ metafield: null });
    const own = await api(
      'query ($id: ID!) { customer(id: $id) { metafield(key: "grade") { id } } }',
      {
        id,
      },
    );
    expect(own.data?.customer).toEqual({ metafield: null });
  });

  it('are read by twos in a bulk query, and still there when the store is started again', async () => {
    const folder = aFolder();
    const data = generateStore({ customers: 4, seed: 1 });
    const first = await aStore({ data, journal: fileJournal(folder) });
    const [, id = ''] = first.ids;
    await first.by(id, 'metafields', {
      namespace: 'loyalty',
      key: 'reviewed_on',
      type: 'date',
      value: '2026-10-01',
    });
    await first.by(id, 'metafields', {
      namespace: 'loyalty',
      key: 'grade',
      type: 'number_integer',
      value: '3',
    });
    const second = await aStore({ data, journal: fileJournal(folder) });
    const rows = await second.bulk(`{ customers { edges { node { id ${BOTH} } } } }`);
    expect(rows).toHaveLength(4);
    for (const row of rows)
      expect(row).toMatchObject(
        row.id === id
          ? { a: { value: '2026-10-01', type: 'date' }, b: { value: '3', type: 'number_integer' } }
          : { a: null, b: null },
      );
  });
});

describe('tags by hand', () => {
  it('come and go as in the admin, each told with the moment it happened', async () => {
    const { ids, by, told, world, call } = await aStore({ customers: 3 });
    const [id = ''] = ids;
    await call('POST', 'customers', { id, tags: ['kz-stage:first', 'old'] });
    await told();
    const before = world.customers.get(id)!.updatedAt;
    await call('POST', 'clock', { days: 1 });
    const { status, body } = await by(id, 'tags', {
      add: ['VIP, gold', 'vip'],
      remove: ['OLD', 'absent'],
    });
    expect([status, body]).toMatchObject([200, { tags: ['VIP', 'gold', 'kz-stage:first'] }]);
    expect(world.customers.get(id)!.updatedAt > before).toBe(true);
    const occurredAt = expect.stringMatching(/^2026-11-01T.*Z$/) as string;
    const news = await told();
    expect(Object.keys(news).sort()).toEqual([
      'customer.tags_added',
      'customer.tags_removed',
      'customers/update',
    ]);
    expect(news['customer.tags_added']).toEqual({
      customerId: id,
      tags: ['VIP', 'gold'],
      occurredAt,
    });
    expect(news['customer.tags_removed']).toEqual({ customerId: id, tags: ['old'], occurredAt });
  });

  it('that change nothing are not told, and too many are refused', async () => {
    const { ids, by, told, call } = await aStore({ customers: 3 });
    const [id = ''] = ids;
    await call('POST', 'customers', { id, tags: ['a'] });
    await told();
    await by(id, 'tags', { add: ['A'], remove: ['b'] });
    expect(await told()).toEqual({});
    const many = Array.from({ length: 250 }, (_, index) => `t${index}`);
    expect((await by(id, 'tags', { add: many })).status).toBe(422);
    expect((await by('gid://shopify/Customer/1', 'tags', { add: ['x'] })).status).toBe(404);
  });
});

describe('a merge', () => {
  const FIND = `query ($id: ID!, $kept: ID!) { customer(id: $id) { id }
    nodes(ids: [$id, $kept]) { id } customers(first: 250) { nodes { id } } }`;

  it('leaves nothing of the customer who went, in lists, nodes and bulk queries', async () => {
    const { api, ids, call, world, bulk, told } = await aStore({ customers: 20 });
    const [remove = ''] = ids.filter((one) => world.ordersOf(one).length > 0);
    const keep = ids.find((one) => one !== remove)!;
    const moved = world.ordersOf(remove).map(({ id }) => id);
    await call('POST', 'customers/merge', { keep, remove });
    expect(Object.keys(await told())).toContain('customers/merge');
    const { data } = await api(FIND, { id: remove, kept: keep });
    expect(data).toMatchObject({ customer: null, nodes: [null, { id: keep }] });
    const listed = (data?.customers as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
    expect(listed).toHaveLength(19);
    expect(listed).not.toContain(remove);
    const rows = await bulk(
      '{ customers { edges { node { id orders { edges { node { id } } } } } } }',
    );
    expect(JSON.stringify(rows)).not.toContain(remove);
    const children = rows.filter(({ __parentId: parent }) => parent === keep);
    expect(children.map(({ id }) => id)).toEqual(expect.arrayContaining(moved));
    const orders = await bulk('{ orders { edges { node { id customer { id } } } } }');
    for (const row of orders.filter(({ id }) => moved.includes(id as string)))
      expect(row.customer).toEqual({ id: keep });
  });

  it('may go untold', async () => {
    const { ids, call, idle, told, world } = await aStore({ customers: 3 });
    const [keep, remove = ''] = ids;
    await call('POST', 'faults', { drop: 1 });
    await call('POST', 'customers/merge', { keep, remove });
    expect(await idle()).toMatchObject({ webhooksSent: 0, webhooksDropped: 2 });
    expect(await told()).toEqual({});
    expect(world.customers.has(remove)).toBe(false);
  });
});
