import { beforeEach, describe, expect, it } from 'vitest';
import { createShopifySegments, shopifySegments } from '#app/commands/shopify-segments.ts';
import { Failure } from '#app/domain/failure.ts';
import { defaultSettings } from '#app/domain/settings.ts';
import { Tagging } from '#app/domain/tagging.ts';
import { sayingsOf } from '#app/domain/tags.ts';
import type { Shop } from '#app/store/database.ts';
import { saveFirstSettings, saveSettings } from '#app/store/settings.ts';
import { hasPendingSegments } from '#app/store/shopify-segments.ts';
import type { Simulator, SimulatorOptions } from '#simulator/server.ts';
import { createSegments } from '#workers/handlers/create-segments.ts';
import { connectedShop, type Connection, type Twist } from '../setup/connected-shop.ts';
import { useGround } from '../setup/ground.ts';
import { aSimulator } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const ground = useGround();
let simulator: Simulator;
let connection: Connection;
let shop: Shop;

beforeEach(() => open({}));

async function open(options: Partial<SimulatorOptions>): Promise<void> {
  await ground.empty();
  simulator = await aSimulator({ customers: 2, plan: 'plus', ...options });
  connection = await connectedShop(ground.db, simulator);
  ({ shop } = connection);
  await saveFirstSettings(shop, defaultSettings('JPY', { sum: 0n, orders: 0n }));
}

const click = (tags: string[] | null, locale: 'ja' | 'en' = 'ja') =>
  createShopifySegments(shop, connection.contextWith().enqueue, tags, locale);
const job = (twist?: Twist) => createSegments(shop, connection.contextWith(twist));
const inStore = () =>
  Object.fromEntries(
    [...simulator.world.segments.values()].map(({ name, query }) => [name, query]),
  );
const ids = () => [...simulator.world.segments.keys()];
const kept = async (says: string) =>
  (await shopifySegments(shop, 'ja')).find((segment) => segment.says === says);
const renamePrefix = (prefix: string) =>
  saveSettings(shop, { tagging: Tagging.parse({ prefix }) }, null);
const leasesEnd = () =>
  ground.db.sql.query(`update shopify_segment set lease_until = now() - interval '1 s'`);

describe('matching segments in Shopify', () => {
  it('are made by one click for every state that is written, in the merchant’s words', async () => {
    const all = sayingsOf(Tagging.parse({}).models);
    expect(await click(null)).toBe(all.length);
    expect(connection.enqueued).toEqual(['create-segments']);
    expect(await kept('lifecycle:at-risk')).toMatchObject({ waiting: true, segmentId: null });
    await job();
    expect(Object.values(inStore()).toSorted()).toEqual(
      all.map((says) => `customer_tags CONTAINS 'kz-${says}'`).toSorted(),
    );
    expect(inStore()).toMatchObject({
      'Kizuna: 休眠予備軍': `customer_tags CONTAINS 'kz-lifecycle:at-risk'`,
      'Kizuna: 新規 (ライフサイクル)': `customer_tags CONTAINS 'kz-lifecycle:new'`,
      'Kizuna: 新規 (ステージ)': `customer_tags CONTAINS 'kz-stage:first'`,
    });
    expect(Object.keys(inStore()).filter((name) => name.endsWith('(2)'))).toEqual([]);
    expect((await shopifySegments(shop, 'ja')).every(({ segmentId }) => segmentId)).toBe(true);
  });

  it('are made once: a second click makes only what is new', async () => {
    await click(['lifecycle:at-risk']);
    await job();
    const first = ids();
    await click(['lifecycle:at-risk', 'lifecycle:dormant', 'no:such'], 'en');
    await job();
    await job();
    expect(inStore()).toEqual({
      'Kizuna: 休眠予備軍': `customer_tags CONTAINS 'kz-lifecycle:at-risk'`,
      'Kizuna: Dormant': `customer_tags CONTAINS 'kz-lifecycle:dormant'`,
    });
    expect(ids()).toEqual(expect.arrayContaining(first));
    expect(await shopifySegments(shop, 'ja')).toContainEqual({
      says: 'lifecycle:winback',
      name: 'Kizuna: 復活',
      known: false,
      segmentId: null,
      waiting: false,
      refusal: null,
    });
  });

  it('of saved segments bear the names that the merchant gave', async () => {
    const stage = { model: 'stage' as const, states: ['first' as const] };
    const condition = { type: 'state' as const, in: stage, when: { is: 'now' as const } };
    await saveSettings(
      shop,
      {
        segments: [
          {
            id: 1,
            slug: 'gift',
            name: '贈り物',
            tag: true,
            rule: { version: 1 as const, condition },
          },
        ],
      },
      null,
    );
    await click(['segment:gift']);
    await job();
    expect(inStore()).toEqual({ 'Kizuna: 贈り物': `customer_tags CONTAINS 'kz-segment:gift'` });
  });

  it('follow another prefix, whatever the merchant has added to the query', async () => {
    await click(['lifecycle:at-risk', 'vip:vip']);
    await job();
    const vip = [...simulator.world.segments.values()].find(({ query }) => query.includes('vip'))!;
    const more = ` AND customer_tags NOT CONTAINS 'wholesale'`;
    simulator.world.saveSegment({ ...vip, query: vip.query + more });
    await renamePrefix("O'B\\-");
    expect(await hasPendingSegments(shop, "O'B\\-")).toBe(true);
    await job();
    expect(Object.values(inStore()).toSorted()).toEqual([
      `customer_tags CONTAINS 'O\\'B\\\\-lifecycle:at-risk'`,
      `customer_tags CONTAINS 'O\\'B\\\\-vip:vip'${more}`,
    ]);
    expect(await hasPendingSegments(shop, "O'B\\-")).toBe(false);
  });

  it('that were deleted in Shopify are noticed, and made again only on a click', async () => {
    await click(['lifecycle:at-risk', 'vip:vip']);
    await job();
    simulator.world.deleteSegment((await kept('vip:vip'))!.segmentId!);
    await renamePrefix('x-');
    await job();
    await job();
    expect(ids()).toHaveLength(1);
    expect(await kept('vip:vip')).toMatchObject({ segmentId: null, refusal: 'deleted in Shopify' });
    simulator.world.deleteSegment((await kept('lifecycle:at-risk'))!.segmentId!);
    await click(['lifecycle:at-risk', 'vip:vip']);
    await job();
    expect(Object.values(inStore()).toSorted()).toEqual([
      `customer_tags CONTAINS 'x-lifecycle:at-risk'`,
      `customer_tags CONTAINS 'x-vip:vip'`,
    ]);
    expect(await kept('vip:vip')).toMatchObject({ refusal: null, waiting: false });
  });

  it('that Shopify does not take say why, until the next click', async () => {
    for (let number = 1; number <= 6_000; number += 1) {
      const id = `gid://shopify/Segment/9${number}`;
      const at = simulator.world.clock.now();
      const name = `full ${number}`;
      simulator.world.saveSegment({ id, name, query: '', creationDate: at, lastEditDate: at });
    }
    await click(['vip:vip']);
    await job();
    expect(await kept('vip:vip')).toMatchObject({
      segmentId: null,
      waiting: false,
      refusal: 'Segment limit reached. Delete an existing segment to create more.',
    });
    simulator.world.deleteSegment('gid://shopify/Segment/91');
    await job();
    expect(ids()).toHaveLength(5_999);
    await click(['vip:vip']);
    await job();
    expect(await kept('vip:vip')).toMatchObject({ refusal: null, waiting: false });
    expect(ids()).toHaveLength(6_000);
  });

  it('without the permission say so', async () => {
    await controlOf(simulator).call('POST', 'access', { revoke: ['write_customers'] });
    await click(['vip:vip']);
    await job();
    expect((await kept('vip:vip'))?.refusal).toContain('Access denied for segmentCreate field');
  });

  it('wait when Shopify is busy', async () => {
    await click(['vip:vip']);
    const store = controlOf(simulator);
    await store.call('POST', 'faults', { throttle: 1 });
    await expect(job()).rejects.toMatchObject({ remedy: { kind: 'delay' } });
    await store.call('POST', 'faults', { throttle: 0 });
    await job();
    expect(ids()).toHaveLength(1);
    expect(await kept('vip:vip')).toMatchObject({ refusal: null, waiting: false });
  });

  it('are not made twice when nobody heard that they were made', async () => {
    await click(['vip:vip', 'lifecycle:at-risk']);
    const cut: Twist = (url) => {
      if (url.endsWith('graphql.json')) throw new TypeError('fetch failed');
      return new Response();
    };
    await expect(job(cut)).rejects.toThrow(Failure);
    expect(ids()).toHaveLength(2);
    await job();
    expect((await kept('vip:vip'))?.segmentId).toBeNull();
    await leasesEnd();
    await job();
    expect(ids()).toHaveLength(2);
    expect(await kept('vip:vip')).toMatchObject({ refusal: null, waiting: false });
    expect((await kept('vip:vip'))?.segmentId).toEqual(expect.any(String));
  });

  it('are made once by two workers at the same time', async () => {
    await click(null);
    await Promise.all([job(), job(), job()]);
    await job();
    expect(ids()).toHaveLength(sayingsOf(Tagging.parse({}).models).length);
  });
});
