import { describe, expect, it } from 'vitest';
import { fileJournal } from '#simulator/journal.ts';
import { aFolder } from '../setup/folder.ts';
import { aSimulator, callerOf } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const CREATE = `mutation ($name: String!, $query: String!) { segmentCreate(name: $name, query: $query) {
  segment { id name query creationDate lastEditDate } userErrors { field message } } }`;
const VIPS = "customer_tags CONTAINS 'kz-vip:vip'";

interface Payload {
  segment: Record<'id' | 'name' | 'query' | 'creationDate' | 'lastEditDate', string> | null;
  userErrors: { field: string[] | null; message: string }[];
}

async function aStore(options: Parameters<typeof aSimulator>[0] = {}) {
  const simulator = await aSimulator({ framePort: 0, ...options });
  const api = await callerOf(simulator);
  const create = async (name: string, query = VIPS) =>
    (await api(CREATE, { name, query })).data?.segmentCreate as Payload;
  const names = async (page = 'first: 250') => {
    const { data } = await api(`{ segments(${page}) { nodes { name } } }`);
    return (data?.segments as { nodes: { name: string }[] }).nodes.map(({ name }) => name);
  };
  return { simulator, api, create, names, ...controlOf(simulator) };
}

describe('segments of the store', () => {
  it('are made, changed, listed and deleted', async () => {
    const { api, create, names, call } = await aStore();
    const { segment, userErrors } = await create('  VIP  ');
    expect(userErrors).toEqual([]);
    expect(segment).toMatchObject({ name: 'VIP', query: VIPS });
    const { id, creationDate } = segment!;
    await call('POST', 'clock', { days: 1 });
    const query = `${VIPS} AND customer_tags NOT CONTAINS 'x'`;
    const changed = await api(
      `mutation ($id: ID!, $query: String) { segmentUpdate(id: $id, query: $query) {
        segment { name query creationDate lastEditDate } userErrors { message } } }`,
      { id, query },
    );
    const after = (changed.data?.segmentUpdate as Payload).segment!;
    expect(after).toMatchObject({ name: 'VIP', query, creationDate });
    expect(after.lastEditDate > creationDate).toBe(true);
    await create('Second');
    expect(await names()).toEqual(['VIP', 'Second']);
    expect(await names('first: 1')).toEqual(['VIP']);
    const remove = () =>
      api(
        'mutation ($id: ID!) { segmentDelete(id: $id) { deletedSegmentId userErrors { message } } }',
        {
          id,
        },
      );
    expect((await remove()).data?.segmentDelete).toEqual({ deletedSegmentId: id, userErrors: [] });
    expect((await remove()).data?.segmentDelete).toEqual({
      deletedSegmentId: null,
      userErrors: [{ message: 'Segment does not exist' }],
    });
    expect((await api('query ($id: ID!) { segment(id: $id) { name } }', { id })).data).toEqual({
      segment: null,
    });
    expect(await names()).toEqual(['Second']);
  });

  it('give a name that is taken a number, and take none too long', async () => {
    const { create } = await aStore();
    const made = [];
    for (let count = 0; count < 3; count += 1) made.push((await create('VIP')).segment?.name);
    expect(made).toEqual(['VIP', 'VIP (2)', 'VIP (3)']);
    expect((await create('x'.repeat(255))).userErrors).toEqual([]);
    expect((await create('x'.repeat(256))).userErrors).toEqual([
      { field: ['name'], message: 'Name is too long (maximum is 255 characters)' },
    ]);
    expect(await create(' ', ' ')).toEqual({
      segment: null,
      userErrors: [
        { field: ['name'], message: "Name can't be blank" },
        { field: ['query'], message: "Query can't be blank" },
      ],
    });
  });

  it('take no query that is none', async () => {
    const { create } = await aStore();
    expect((await create('a', 'not a real query')).userErrors).toEqual([
      { field: ['query'], message: "Query Line 1 Column 4: 'a' filter cannot be found." },
    ]);
    const long = `customer_tags CONTAINS '${'x'.repeat(5_000)}'`;
    expect((await create('a', long)).userErrors).toEqual([
      { field: ['query'], message: 'Query is too long (maximum is 5000 characters)' },
    ]);
  });

  it('are 6000 at most', async () => {
    const { simulator, create } = await aStore();
    const now = simulator.world.clock.now();
    for (let count = 0; count < 5_999; count += 1) {
      const id = `gid://shopify/Segment/${count + 1}`;
      const name = `s${count}`;
      simulator.world.saveSegment({ id, name, query: VIPS, creationDate: now, lastEditDate: now });
    }
    expect((await create('the last')).userErrors).toEqual([]);
    expect((await create('one more')).userErrors).toEqual([
      { field: null, message: 'Segment limit reached. Delete an existing segment to create more.' },
    ]);
  });

  it('have members, by the segment or by its query, a thousand a page', async () => {
    const { simulator, api, create, call } = await aStore({ customers: 30 });
    const ids = [...simulator.world.customers.keys()].slice(0, 12);
    for (const id of ids)
      await call('POST', `customers/${id.split('/').at(-1)}/tags`, { add: ['kz-vip:vip'] });
    const { segment } = await create('VIP');
    const members = async (
      by: { query?: string; segmentId?: string },
      first = 1_000,
      after: string | null = null,
    ) => {
      const given = Object.entries(by).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
      const { data, errors } = await api(
        `query ($first: Int, $after: String) {
          customerSegmentMembers(first: $first after: $after ${given.join(' ')}) {
            totalCount edges { node { id numberOfOrders lastOrderId } }
            pageInfo { hasNextPage endCursor } } }`,
        { first, after },
      );
      const found = data?.customerSegmentMembers as {
        totalCount: number;
        edges: { node: { id: string; numberOfOrders: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      } | null;
      return { found, message: errors?.[0]?.message };
    };
    const numbers = (found: Awaited<ReturnType<typeof members>>['found']) =>
      found?.edges.map(({ node }) => node.id.split('/').at(-1));
    const wanted = ids.map((id) => id.split('/').at(-1));
    for (const by of [{ segmentId: segment!.id }, { query: VIPS }]) {
      const { found } = await members(by);
      expect(found?.totalCount).toBe(12);
      expect(numbers(found)).toEqual(wanted);
    }
    const first = (await members({ query: VIPS }, 7)).found!;
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = (await members({ query: VIPS }, 7, first.pageInfo.endCursor)).found;
    expect(numbers(rest)).toEqual(wanted.slice(7));
    expect((await members({ query: 'a = 1' })).message).toBe(
      "Query Line 1 Column 0: 'a' filter cannot be found.",
    );
    expect((await members({ query: VIPS }, 1_001)).message).toBe(
      'first must be between 1 and 1000',
    );
    expect((await members({})).message).toContain('Exactly one');
    expect((await members({ segmentId: 'gid://shopify/Segment/5' })).message).toBe(
      'Segment does not exist',
    );
  });

  it('stand in the admin, and outlast the store', async () => {
    const folder = aFolder({});
    const { simulator, create } = await aStore({ journal: fileJournal(folder) });
    await create('<b>休眠</b>', "customer_tags CONTAINS 'kz-lifecycle:dormant'");
    const page = await (await fetch(`${simulator.frameUrl}/customers`)).text();
    expect(page).toContain('保存済みのセグメント');
    expect(page).toContain('&lt;b&gt;休眠&lt;/b&gt;</a>');
    await simulator.stop();
    const again = await aStore({ journal: fileJournal(folder) });
    expect(await again.names()).toEqual(['<b>休眠</b>']);
    const [known] = again.simulator.world.segments.keys();
    expect((await again.create('another')).segment?.id).not.toBe(known);
  });

  it('want write access', async () => {
    const { api, call } = await aStore();
    await call('POST', 'access', { revoke: ['write_customers'] });
    const { errors } = await api(CREATE, { name: 'a', query: VIPS });
    expect(errors?.[0]?.extensions?.code).toBe('ACCESS_DENIED');
  });
});
