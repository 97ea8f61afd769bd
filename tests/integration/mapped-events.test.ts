import { beforeEach, describe, expect, it, vi } from 'vitest';
import { saveSources } from '#app/commands/save-counting.ts';
import type { FactSources } from '#app/domain/fact-sources.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { saveOrders } from '#app/store/orders.ts';
import { openReadings } from '#app/store/readings.ts';
import { hasStale } from '#app/store/recompute.ts';
import { read } from '#workers/handlers/read.ts';
import { bringUpToDate } from '#tests/setup/recompute.ts';
import { saveMappedEvents } from '#workers/mapped-events.ts';
import { anOrder } from '../factories/orders.ts';
import { connectedShop } from '../setup/connected-shop.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { aSimulator } from '../setup/simulator.ts';
import { controlOf } from '../setup/store-control.ts';

const ONE = 1n as CustomerId;
const ground = useGround();

async function eventsIn(shopId: number): Promise<string[]> {
  const rows = await ground.db.sql.query<{ text: string }>(
    `select concat_ws(' ', customer_id, kind, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), source)
       as text from customer_event where shop_id = $1 order by at, id`,
    [shopId],
  );
  return rows.map(({ text }) => text);
}

describe('events that follow tags and metafields', () => {
  let known: Awaited<ReturnType<typeof knownShop>>;
  beforeEach(async () => {
    known = await knownShop(ground.db);
    await saveOrders(known.shop, [anOrder({ id: 1n })], { because: 'order' });
    await setSources([
      { from: 'tag', tag: 'fan', kind: 'post' },
      { from: 'tag', tag: 'review-{date}', kind: 'review' },
      { from: 'metafield', namespace: 'app', key: 'state', kind: 'contract:paused', value: 'off' },
      { from: 'metafield', namespace: 'app', key: 'days', kind: 'survey', value: null },
    ]);
    await bringUpToDate(known.shop, known.context);
  });

  const setSources = (sources: FactSources) =>
    saveSources(known.shop, known.enqueue, sources, null);
  const stored = () => eventsIn(known.shop.id);

  /** The customer has these tags (and metafields), as is learnt on a day of June. */
  async function see(
    day: number,
    tags: string[],
    fields: Record<string, [type: string, value: string] | null> = {},
  ): Promise<void> {
    await ground.db.sql.query('update customer set tags = $2 where shop_id = $1', [
      known.shop.id,
      tags,
    ]);
    const at = Date.UTC(2026, 5, day);
    const metafields = Object.entries(fields).map(([key, told]) => {
      const content = told && { type: told[0], value: told[1], updatedAt: at };
      return { namespace: 'app', key, content };
    });
    await saveMappedEvents(known.shop, [{ customerId: ONE, at, metafields }]);
  }

  it('happen once for as long as a tag stays, and again when it comes again', async () => {
    await see(1, ['Fan']);
    await see(2, ['fan', 'other']);
    expect(await stored()).toEqual(['1 post 2026-06-01 00:00 tag']);
    await see(3, ['other']);
    await see(4, []);
    expect(await stored()).toHaveLength(1);
    await see(5, ['fan']);
    await see(6, ['fan']);
    expect(await stored()).toEqual(['1 post 2026-06-01 00:00 tag', '1 post 2026-06-05 00:00 tag']);
  });

  it('are of the days that tags and metafields name, and follow their corrections', async () => {
    await see(1, ['review-2026-05-01', 'review-2026-05-02'], {
      days: ['list.date', '["2026-05-03","2026-05-04"]'],
    });
    expect(await stored()).toEqual([
      '1 review 2026-04-30 15:00 tag',
      '1 review 2026-05-01 15:00 tag',
      '1 survey 2026-05-02 15:00 metafield',
      '1 survey 2026-05-03 15:00 metafield',
    ]);
    await see(2, ['review-2026-05-02'], { days: ['list.date', '["2026-05-04"]'] });
    expect(await stored()).toEqual([
      '1 review 2026-05-01 15:00 tag',
      '1 survey 2026-05-03 15:00 metafield',
    ]);
    await see(3, ['review-2026-05-02']);
    expect(await stored()).toHaveLength(2);
    await see(4, [], { days: null });
    expect(await stored()).toEqual([]);
  });

  it('tell a text that was written again from one that has come back', async () => {
    await see(1, [], { state: ['single_line_text_field', 'off'] });
    await see(2, [], { state: ['single_line_text_field', 'off'] });
    expect(await stored()).toEqual(['1 contract:paused 2026-06-01 00:00 metafield']);
    await see(3, [], { state: ['single_line_text_field', 'on'] });
    await see(4, [], { state: ['single_line_text_field', 'off'] });
    expect(await stored()).toHaveLength(2);
  });

  it('mark their customer, and only when something is new', async () => {
    await see(1, ['fan']);
    expect(await hasStale(known.shop)).toBe(true);
    await bringUpToDate(known.shop, known.context);
    await see(2, ['fan']);
    await see(3, []);
    expect(await hasStale(known.shop)).toBe(false);
  });

  it('go with their rule, those of people stay', async () => {
    await see(1, ['fan', 'review-2026-05-01']);
    await see(2, ['review-2026-05-01']);
    await ground.db.sql.query(
      `insert into customer_event (shop_id, customer_id, kind, at, source, source_key)
       values ($1, 1, 'post', '2026-01-01T00:00Z', 'hand', '')`,
      [known.shop.id],
    );
    await setSources([{ from: 'tag', tag: 'REVIEW-{date}', kind: 'review' }]);
    await see(3, ['review-2026-05-01']);
    expect(await stored()).toEqual([
      '1 post 2026-01-01 00:00 hand',
      '1 review 2026-04-30 15:00 tag',
    ]);
    await setSources([]);
    await see(4, ['review-2026-05-01']);
    expect(await stored()).toEqual(['1 post 2026-01-01 00:00 hand']);
  });

  it('are one when two learn of a tag at once', async () => {
    await see(1, []);
    await ground.db.sql.query(`update customer set tags = '{fan}' where shop_id = $1`, [
      known.shop.id,
    ]);
    await Promise.all(
      [2, 3, 4, 5].map((day) =>
        saveMappedEvents(known.shop, [
          { customerId: ONE, at: Date.UTC(2026, 5, day), metafields: [] },
        ]),
      ),
    );
    expect(await stored()).toHaveLength(1);
  });
});

describe('reading customers', () => {
  it('brings the events that their tags and metafields stand for', async () => {
    await ground.empty();
    const simulator = await aSimulator({ customers: 5 });
    const { shop, contextWith } = await connectedShop(ground.db, simulator);
    const readAll = async () => {
      for (const { id } of await openReadings(shop)) {
        await vi.waitFor(() => read(shop, id, contextWith()), { timeout: 20_000, interval: 50 });
      }
    };
    await readAll();
    const { call } = controlOf(simulator);
    const [id] = [...simulator.world.customers.keys()].map((gid) => gid.split('/').at(-1) ?? '');
    await call('POST', `customers/${id}/tags`, { add: ['review-2026-02-03'], remove: [] });
    const field = { namespace: 'app', key: 'surveyed_on', type: 'date', value: '2026-02-04' };
    await call('POST', `customers/${id}/metafields`, field);
    const enqueue = () => Promise.resolve();
    await saveSources(
      shop,
      enqueue,
      [
        { from: 'tag', tag: 'review-{date}', kind: 'review' },
        {
          from: 'metafield',
          namespace: 'app',
          key: 'surveyed_on',
          kind: 'survey',
          value: null,
        },
      ],
      null,
    );
    await readAll();
    expect(await eventsIn(shop.id)).toEqual([
      `${id} review 2026-02-02 15:00 tag`,
      `${id} survey 2026-02-03 15:00 metafield`,
    ]);
  });
});
