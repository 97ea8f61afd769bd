import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { retryTags } from '#app/commands/retry-tags.ts';
import { NO_STANDINGS } from '#app/domain/customer.ts';
import { Failure } from '#app/domain/failure.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { Tagging } from '#app/domain/tagging.ts';
import type { Shop } from '#app/store/database.ts';
import { keepDelivery } from '#app/store/inbox.ts';
import { hasDoubtful } from '#app/store/read-backs.ts';
import { mergeCustomers } from '#app/store/merges.ts';
import {
  countMetafields,
  hasPendingMetafields,
  saveWantedMetafields,
} from '#app/store/metafield-states.ts';
import { hasStale } from '#app/store/recompute.ts';
import { currentSettings, saveSettings } from '#app/store/settings.ts';
import { allowTagging, pauseTags } from '#app/store/shops.ts';
import type { Simulator } from '#simulator/server.ts';
import { ingest } from '#workers/handlers/ingest.ts';
import { readBack } from '#workers/handlers/read-back.ts';
import { rebuild } from '#workers/handlers/rebuild.ts';
import { writeMetafields } from '#workers/handlers/write-metafields.ts';
import { writeTags } from '#workers/handlers/write-tags.ts';
import { connectedShop, type Connection, type Twist } from '../setup/connected-shop.ts';
import { useGround } from '../setup/ground.ts';
import { bringUpToDate } from '../setup/recompute.ts';
import { aSimulator } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';
import { aSink } from '../setup/webhook-sink.ts';

const ground = useGround();
let simulator: Simulator;
let connection: Connection;
let shop: Shop;
let ids: CustomerId[];
let sink: Awaited<ReturnType<typeof aSink>>;

/** A shop whose past is read and whose tags may be written; no metafield is wanted yet. */
beforeEach(async () => {
  await ground.empty();
  sink = await aSink();
  simulator = await aSimulator({ customers: 12, plan: 'enterprise', appUrl: sink.url });
  connection = await connectedShop(ground.db, simulator);
  ({ shop } = connection);
  await connection.readAll();
  await allowTagging(shop, 'kz-', new Date());
  await bringUpToDate(shop, connection.contextWith());
  ids = [...simulator.world.customers.keys()].map(
    (id) => BigInt(id.split('/').at(-1) ?? '') as CustomerId,
  );
});

const gid = (id: bigint) => `gid://shopify/Customer/${id}`;

async function job(twist?: Twist): Promise<void> {
  for (;;) {
    try {
      await writeMetafields(shop, connection.contextWith(twist));
      if (!(await hasPendingMetafields(shop))) return;
    } catch (error) {
      if (!(error instanceof Failure) || error.remedy.kind !== 'delay') throw error;
    }
  }
}

const tagging = async (change: Partial<Tagging>) => {
  const settings = await currentSettings(shop);
  await saveSettings(shop, { tagging: { ...settings!.settings.tagging, ...change } }, null);
  await rebuild(shop, connection.contextWith());
};

/** What the store's metafields of ours say of a customer, `<key>:<value>`. */
const inStore = (id: bigint) =>
  (simulator.world.customers.get(gid(id))?.metafields ?? [])
    .filter(({ namespace }) => namespace === 'kizuna')
    .map(({ key, value }) => `${key}:${value}`)
    .toSorted();
const allInStore = () => ids.flatMap((id) => inStore(id));
/** What the tags are to say, without the prefix. */
async function statesOf(): Promise<Map<bigint, string[]>> {
  const rows = await ground.db.sql.query<{ id: bigint; wanted: string[] }>(
    'select customer_id as id, wanted from tag_state',
  );
  return new Map(rows.map(({ id, wanted }) => [id, wanted.map((tag) => tag.slice(3)).toSorted()]));
}

describe('metafields', () => {
  it('say what the tags say, under definitions that are made once', async () => {
    await job();
    expect(allInStore()).toEqual([]);
    await tagging({ metafields: true });
    await job();
    const states = await statesOf();
    for (const id of ids) expect(inStore(id)).toEqual(states.get(id) ?? []);
    expect(allInStore().length).toBeGreaterThan(20);
    const definitions = [...simulator.world.definitions.values()];
    expect(definitions.map(({ key }) => key)).toEqual(Tagging.parse({}).models);
    expect(definitions).toContainEqual(
      expect.objectContaining({
        namespace: 'kizuna',
        key: 'lifecycle',
        name: 'Kizuna ライフサイクル / Lifecycle',
        type: 'single_line_text_field',
        adminFilterable: true,
      }),
    );
    expect(await countMetafields(shop)).toMatchObject({ pending: 0, exceptions: 0, undefined: [] });
  });

  it('go when they are switched off, or a model writes no more; those of others stay', async () => {
    const [first = 0n] = ids;
    const customer = simulator.world.customers.get(gid(first))!;
    const at = simulator.world.clock.now();
    const theirs = { namespace: 'custom', key: 'size', type: 'single_line_text_field' } as const;
    const other = {
      ...theirs,
      id: 'gid://shopify/Metafield/1',
      value: 'M',
      createdAt: at,
      updatedAt: at,
    };
    simulator.world.saveCustomer({ ...customer, metafields: [other] });
    await tagging({ metafields: true });
    await job();
    await tagging({ models: ['cpm'] });
    await job();
    expect(allInStore().length).toBeGreaterThan(0);
    expect(allInStore().filter((says) => !says.startsWith('cpm:'))).toEqual([]);
    await tagging({ metafields: false });
    await job();
    expect(allInStore()).toEqual([]);
    expect(simulator.world.customers.get(gid(first))?.metafields).toEqual([other]);
    expect(await ground.db.sql.query('select from metafield_state')).toEqual([]);
  });

  it('wait for the merchant’s word as tags do', async () => {
    await tagging({ metafields: true });
    await pauseTags(shop, new Date());
    await writeMetafields(shop, connection.contextWith());
    expect(allInStore()).toEqual([]);
    await allowTagging(shop, 'kz-', new Date());
    connection.enqueued.length = 0;
    await writeTags(shop, connection.contextWith());
    expect(connection.enqueued).toContain('write-metafields');
  });

  it('are written to all others when a customer is gone, and asked for then', async () => {
    const [gone = 0n as CustomerId, ...others] = ids;
    simulator.world.customers.delete(gid(gone));
    const want = [gone, ...others].map((customerId) => ({ customerId, metafields: ['vip:vip'] }));
    await saveWantedMetafields(shop, ground.db.sql, want);
    await job();
    for (const id of others) expect(inStore(id)).toEqual(['vip:vip']);
    expect(await countMetafields(shop)).toMatchObject({ exceptions: 1, pending: 0 });
    expect((await countMetafields(shop)).reason).toContain('Owner does not exist');
    expect(await hasDoubtful(shop)).toBe(true);
    await readBack(shop, connection.contextWith());
    expect(await countMetafields(shop)).toMatchObject({ exceptions: 0, pending: 0 });
  });

  it('that Shopify refuses are tried again when somebody asks for it', async () => {
    const refuse: Twist = async (url, answer) => {
      const text = await answer.text();
      if (!text.includes('"m0"')) return new Response(text);
      const data = { m0: { userErrors: [{ message: 'not today' }] } };
      return Response.json({ ...(JSON.parse(text) as object), data });
    };
    const [one = 0n as CustomerId] = ids;
    await saveWantedMetafields(shop, ground.db.sql, [{ customerId: one, metafields: ['vip:vip'] }]);
    await job(refuse);
    expect(await countMetafields(shop)).toMatchObject({ exceptions: 1, reason: 'not today' });
    connection.enqueued.length = 0;
    await retryTags(shop, connection.contextWith().enqueue);
    expect(connection.enqueued).toEqual(['write-metafields']);
    await job();
    expect(inStore(one)).toEqual(['vip:vip']);
    expect(await countMetafields(shop)).toMatchObject({ exceptions: 0, written: 1 });
  });

  it('of which nobody heard are written whole when the lease has ended', async () => {
    const [one = 0n as CustomerId] = ids;
    const want = (metafields: string[]) =>
      saveWantedMetafields(shop, ground.db.sql, [{ customerId: one, metafields }]);
    await want(['cpm:first-active', 'vip:vip']);
    const cut: Twist = () => {
      throw new TypeError('fetch failed');
    };
    await expect(job(cut)).rejects.toThrow('fetch failed');
    await want(['vip:candidate']);
    await writeMetafields(shop, connection.contextWith());
    expect(inStore(one)).toEqual(['cpm:first-active', 'vip:vip']);
    await ground.db.sql.query(`update metafield_state set lease_until = now() - interval '1 s'`);
    await job();
    expect(inStore(one)).toEqual(['vip:candidate']);
  });

  it('of a customer who was merged into another are no longer kept as hers', async () => {
    const [kept = 0n as CustomerId, deleted = 0n as CustomerId] = ids;
    await tagging({ metafields: true });
    await job();
    const both = [...new Set([...inStore(kept), ...inStore(deleted)])].toSorted();
    await mergeCustomers(shop, { kept, deleted });
    const [row] = await ground.db.sql.query<{ written: string[] }>(
      'select written from metafield_state where customer_id = $1',
      [kept],
    );
    expect(row?.written.toSorted()).toEqual(both);
    simulator.world.customers.delete(gid(deleted));
    await bringUpToDate(shop, connection.contextWith());
    await job();
    expect(inStore(kept)).toEqual((await statesOf()).get(kept));
  });

  it('are what the states are, after any changes and switches', async () => {
    const state = fc.constantFrom('a', 'b', null);
    const deed = fc.record({
      metafields: fc.array(fc.record({ who: fc.nat(5), cpm: state, vip: state, rank: state }), {
        maxLength: 6,
      }),
      outcome: fc.constantFrom('done', 'done', 'lost', 'none'),
    });
    const cut: Twist = () => {
      throw new TypeError('fetch failed');
    };
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 5 }), async (deeds) => {
        const wanted = new Map<CustomerId, string[]>();
        for (const { metafields, outcome } of deeds) {
          const wishes = metafields.map(({ who, ...states }) => ({
            ...NO_STANDINGS,
            customerId: ids[who]!,
            metafields: Object.entries(states).flatMap(([model, said]) =>
              said === null ? [] : [`${model}:${said}`],
            ),
          }));
          const last = new Map(wishes.map((wish) => [wish.customerId, wish]));
          await saveWantedMetafields(shop, ground.db.sql, [...last.values()]);
          for (const wish of last.values()) wanted.set(wish.customerId, wish.metafields);
          if (outcome === 'done') await writeMetafields(shop, connection.contextWith());
          if (outcome === 'lost') {
            await writeMetafields(shop, connection.contextWith(cut)).catch(() => null);
          }
          await ground.db.sql.query('update metafield_state set lease_until = null');
        }
        await job();
        for (const [id, says] of wanted) expect(inStore(id)).toEqual(says.toSorted());
        expect(await countMetafields(shop)).toMatchObject({ pending: 0, exceptions: 0 });
      }),
      { numRuns: 25 },
    );
  });

  it('make no work by their echo', async () => {
    await tagging({ metafields: true });
    await controlOf(simulator).idle();
    sink.received.length = 0;
    await job();
    await controlOf(simulator).idle();
    const told = sink.received.filter(({ headers }) =>
      String(headers['x-shopify-topic']).startsWith('customers/update'),
    );
    expect(told.length).toBeGreaterThan(5);
    for (const [index, { text }] of told.entries()) {
      await keepDelivery(ground.db, {
        shopDomain: simulator.world.shop.myshopifyDomain,
        webhookId: `echo-${index}`,
        topic: 'customers/update',
        body: text,
        hash: 'x',
        triggeredAt: null,
      });
    }
    connection.enqueued.length = 0;
    await ingest(shop, connection.contextWith());
    expect(connection.enqueued).toEqual([]);
    expect(await hasStale(shop)).toBe(false);
    expect(await hasDoubtful(shop)).toBe(false);
    expect(await hasPendingMetafields(shop)).toBe(false);
  });
});
