import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { aFolder } from '../setup/folder.ts';
import { aSimulator, callerOf } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';
import { aSink } from '../setup/webhook-sink.ts';

const FINISH = `[webhooks]
api_version = "2026-10"
[[webhooks.subscriptions]]
topics = ["bulk_operations/finish"]
uri = "/finish"
`;
const PATIENT = { timeout: 20_000, interval: 50 };
const ALL_CUSTOMERS = '{ customers { edges { node { id } } } }';
const FIELDS = 'id status errorCode objectCount url partialDataUrl';

type Operation = Record<'id' | 'status' | 'objectCount', string> &
  Record<'errorCode' | 'url' | 'partialDataUrl', string | null>;

async function aStore(options: Parameters<typeof aSimulator>[0] = {}) {
  const sink = await aSink();
  const appToml = path.join(aFolder({ 'shopify.app.toml': FINISH }), 'shopify.app.toml');
  const simulator = await aSimulator({ appUrl: sink.url, appToml, ...options });
  const call = await callerOf(simulator);
  const run = async (query: string) => {
    const { data } = await call(
      `mutation ($query: String!) { bulkOperationRunQuery(query: $query, groupObjects: false) {
        bulkOperation { ${FIELDS} } userErrors { code message } } }`,
      { query },
    );
    const { bulkOperation, userErrors } = data?.bulkOperationRunQuery as {
      bulkOperation: Operation | null;
      userErrors: { message: string }[];
    };
    return { id: bulkOperation?.id ?? '', status: bulkOperation?.status, userErrors };
  };
  const read = async (id: string) => {
    const { data } = await call(`query ($id: ID!) { bulkOperation(id: $id) { ${FIELDS} } }`, {
      id,
    });
    return data?.bulkOperation as Operation;
  };
  const ended = (id: string, status: string) =>
    vi.waitFor(async () => {
      const operation = await read(id);
      expect(operation.status).toBe(status);
      return operation;
    }, PATIENT);
  const cancel = async (id: string) => {
    const { data } = await call(
      `mutation ($id: ID!) { bulkOperationCancel(id: $id) {
        bulkOperation { status } userErrors { field message } } }`,
      { id },
    );
    return data?.bulkOperationCancel;
  };
  const lines = async (url: string) =>
    (await (await fetch(url)).text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return {
    ...sink,
    simulator,
    api: call,
    run,
    read,
    ended,
    cancel,
    lines,
    ...controlOf(simulator),
  };
}

describe('a bulk operation', () => {
  it('tells of its end', async () => {
    const { run, ended, idle, received } = await aStore();
    const { id, status } = await run(ALL_CUSTOMERS);
    expect(status).toBe('CREATED');
    await ended(id, 'COMPLETED');
    await idle();
    expect(received.map(({ text }) => JSON.parse(text) as object)).toEqual([
      {
        admin_graphql_api_id: id,
        completed_at: expect.stringMatching(/^2026-10-31T10:.*\+09:00$/) as string,
        created_at: expect.stringMatching(/^2026-10-31T10:/) as string,
        error_code: null,
        status: 'completed',
        type: 'query',
      },
    ]);
  });

  it('may end untold', async () => {
    const { run, ended, call, idle } = await aStore();
    await call('POST', 'faults', { dropFinish: 1 });
    await ended((await run(ALL_CUSTOMERS)).id, 'COMPLETED');
    expect(await idle()).toMatchObject({ webhooksDropped: 1, webhooksSent: 0 });
  });

  it('is canceled while it runs, not afterwards', async () => {
    const { run, ended, cancel, idle, received } = await aStore({ bulkRate: 1 });
    const { id } = await run(ALL_CUSTOMERS);
    await ended(id, 'RUNNING');
    expect(await cancel(id)).toEqual({ bulkOperation: { status: 'CANCELING' }, userErrors: [] });
    expect(await ended(id, 'CANCELED')).toMatchObject({ url: null, partialDataUrl: null });
    const message = 'A bulk operation cannot be canceled when it is canceled';
    expect(await cancel(id)).toMatchObject({ userErrors: [{ field: ['id'], message }] });
    expect(await cancel('gid://shopify/BulkOperation/4')).toMatchObject({
      userErrors: [{ message: 'Bulk operation does not exist' }],
    });
    await idle();
    expect(received.map(({ text }) => text)).toMatchObject([
      expect.stringContaining('"status":"canceled"'),
    ]);
  });

  it('may break off half way and leave what it has', async () => {
    const { run, ended, call, lines, simulator } = await aStore();
    await call('POST', 'faults', { bulkBreak: 1 });
    const failed = await ended((await run(ALL_CUSTOMERS)).id, 'FAILED');
    expect(failed).toMatchObject({ errorCode: 'INTERNAL_SERVER_ERROR', url: null });
    expect(await lines(failed.partialDataUrl!)).toHaveLength(simulator.world.customers.size / 2);
  });

  it('loses its result after seven days, or when it is told to', async () => {
    const { run, ended, call, read } = await aStore();
    const first = await ended((await run(ALL_CUSTOMERS)).id, 'COMPLETED');
    await call('POST', 'clock', { days: 6 });
    expect((await fetch(first.url!)).status).toBe(200);
    await call('POST', 'clock', { days: 2 });
    expect(await read(first.id)).toMatchObject({ status: 'EXPIRED', url: null });
    expect((await fetch(first.url!)).status).toBe(404);
    const second = await ended((await run(ALL_CUSTOMERS)).id, 'COMPLETED');
    expect((await call('POST', 'bulk/expire')).body).toEqual({ expired: 2 });
    expect(await read(second.id)).toMatchObject({ status: 'EXPIRED' });
    expect((await fetch(second.url!)).status).toBe(404);
  });

  it('counts what it has read while it runs, and says when it began and ended', async () => {
    const { run, ended, api, lines } = await aStore({ customers: 20, bulkRate: 40 });
    const { id } = await run(
      '{ customers { edges { node { id orders { edges { node { id } } } } } } }',
    );
    const read = async () => {
      const { data } = await api(
        `query ($id: ID!) { bulkOperation(id: $id) { status createdAt completedAt
          objectCount rootObjectCount fileSize url partialDataUrl } }`,
        { id },
      );
      return data?.bulkOperation as Record<string, string | null>;
    };
    const seen: Record<string, string | null>[] = [];
    await vi.waitFor(async () => {
      seen.push(await read());
      expect(seen.at(-1)!.status).toBe('COMPLETED');
    }, PATIENT);
    const running = seen.filter(({ status }) => status === 'RUNNING');
    const counts = running.map(({ objectCount }) => Number(objectCount));
    const roots = running.map(({ rootObjectCount }) => Number(rootObjectCount));
    for (const list of [counts, roots])
      expect(list).toEqual(list.toSorted((one, other) => one - other));
    expect(new Set(counts).size).toBeGreaterThan(3);
    expect(new Set(roots).size).toBeGreaterThan(3);
    const { createdAt } = running[0]!;
    for (const operation of running)
      expect(operation).toMatchObject({
        createdAt,
        completedAt: null,
        fileSize: null,
        url: null,
        partialDataUrl: null,
      });
    const { url } = await ended(id, 'COMPLETED');
    const rows = await lines(url!);
    const last = seen.at(-1)!;
    expect(last).toMatchObject({
      createdAt,
      completedAt: expect.stringMatching(/^2026-10-31T01:/) as string,
      objectCount: String(rows.length),
      rootObjectCount: '20',
      fileSize: String((await (await fetch(url!)).arrayBuffer()).byteLength),
      partialDataUrl: null,
    });
    expect(counts.every((count) => count <= rows.length)).toBe(true);
    expect(last.completedAt! >= createdAt!).toBe(true);
  });

  it('gives its result again from a byte on', async () => {
    const { run, ended } = await aStore();
    const { url } = await ended((await run(ALL_CUSTOMERS)).id, 'COMPLETED');
    const partOf = async (range?: string) => {
      const response = await fetch(url!, { headers: range === undefined ? {} : { range } });
      const header = (name: string) => response.headers.get(name);
      return {
        status: response.status,
        accepts: header('accept-ranges'),
        range: header('content-range'),
        length: header('content-length'),
        bytes: Buffer.from(await response.arrayBuffer()),
      };
    };
    const whole = await partOf();
    const size = whole.bytes.length;
    expect(whole).toMatchObject({ status: 200, accepts: 'bytes', length: String(size) });
    const rest = await partOf('bytes=100-');
    expect(rest).toMatchObject({
      status: 206,
      accepts: 'bytes',
      range: `bytes 100-${size - 1}/${size}`,
      length: String(size - 100),
    });
    expect(rest.bytes.equals(whole.bytes.subarray(100))).toBe(true);
    expect(await partOf(`bytes=${size}-`)).toMatchObject({
      status: 416,
      range: `bytes */${size}`,
    });
  });

  it('is one of five that run, found by status', async () => {
    const { run, api, cancel } = await aStore({ bulkRate: 1 });
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push((await run(ALL_CUSTOMERS)).id);
    expect((await run(ALL_CUSTOMERS)).userErrors).toMatchObject([{ code: 'LIMIT_REACHED' }]);
    const query = 'status:running operation_type:query';
    const found = async () => {
      const { data } = await api(
        'query ($query: String) { bulkOperations(first: 9, query: $query) { nodes { id } } }',
        { query },
      );
      return (data?.bulkOperations as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
    };
    await expect.poll(found).toEqual(ids.toReversed());
    await cancel(ids[0]!);
    await expect.poll(found).toEqual(ids.slice(1).toReversed());
    expect((await run(ALL_CUSTOMERS)).userErrors).toEqual([]);
  });

  it('fails when a field of it may not be read', async () => {
    const { run, ended } = await aStore();
    const denied = '{ orders { edges { node { id customer { firstName } } } } }';
    expect(await ended((await run(denied)).id, 'FAILED')).toMatchObject({
      errorCode: 'ACCESS_DENIED',
      url: null,
      partialDataUrl: null,
    });
  });

  it('reads nested lists and businesses, but no list within a list', async () => {
    const { run, ended, lines, simulator } = await aStore({ customers: 60 });
    const { id, userErrors } = await run(`{ customers(sortKey: CREATED_AT) { edges { node { id
      numberOfOrders orders { edges { node { id
        purchasingEntity { __typename ... on PurchasingCompany { company { name } } } } } } } } } }`);
    expect(userErrors).toEqual([]);
    const rows = await lines((await ended(id, 'COMPLETED')).url!);
    const { customers, orders } = simulator.world;
    const parents = rows.filter((row) => !row.__parentId);
    expect(parents).toHaveLength(customers.size);
    expect(rows).toHaveLength(
      customers.size + [...orders.values()].filter((order) => order.customer).length,
    );
    expect(
      new Set(
        rows.map(
          ({ purchasingEntity: one }) => (one as { __typename: string } | undefined)?.__typename,
        ),
      ),
    ).toContain('Customer');
    const nested =
      '{ orders { edges { node { id refunds { id refundLineItems { edges { node { id } } } } } } } }';
    expect((await run(nested)).userErrors).toMatchObject([{ code: 'INVALID' }]);
  });
});
