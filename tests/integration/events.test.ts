import { beforeEach, describe, expect, it } from 'vitest';
import { recordEvent, removeEvent, type EnteredEvent } from '#app/commands/record-event.ts';
import { Counting } from '#app/domain/counting.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { addEvents, listEvents, type NewEvent } from '#app/store/events.ts';
import { saveOrders } from '#app/store/orders.ts';
import { hasStale } from '#app/store/recompute.ts';
import { saveSettings } from '#app/store/settings.ts';
import { bringUpToDate } from '#tests/setup/recompute.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';

const ONE = 1n as CustomerId;
const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;

/** Customer 1 has ordered four times in May and June, the last time on 20 June. */
beforeEach(async () => {
  known = await knownShop(ground.db);
  const days = ['2026-05-01', '2026-05-20', '2026-06-10', '2026-06-20'];
  const orders = days.map((day, index) =>
    anOrder({ id: BigInt(index + 1), processedAt: Date.parse(`${day}T03:00:00Z`) }),
  );
  await saveOrders(known.shop, orders, { because: 'order' });
  await bringUpToDate(known.shop, known.context);
});

const enter = (event: Partial<EnteredEvent> = {}) =>
  recordEvent(known.shop, known.enqueue, {
    customerId: ONE,
    kind: 'review',
    at: '2026-06-21',
    by: 'hanako',
    ...event,
  });

async function tags(): Promise<string[]> {
  const [row] = await ground.db.sql.query<{ wanted: string[] }>(
    'select wanted from tag_state where shop_id = $1 and customer_id = 1',
    [known.shop.id],
  );
  return row?.wanted ?? [];
}

async function timelines(): Promise<number> {
  const rows = await ground.db.sql.query('select from timeline where shop_id = $1', [
    known.shop.id,
  ]);
  return rows.length;
}

describe('an event entered by hand', () => {
  it('is kept with its day in the shop’s zone and who entered it, and its customer is recomputed', async () => {
    expect(await enter()).toBe(null);
    expect(await listEvents(known.shop, ONE)).toMatchObject([
      {
        kind: 'review',
        at: new Date('2026-06-20T15:00:00Z'),
        source: 'hand',
        recordedBy: 'hanako',
        removable: true,
      },
    ]);
    expect(await hasStale(known.shop)).toBe(true);
    expect(known.asked.at(-1)).toEqual({
      name: 'recompute',
      payload: { shopId: known.shop.id },
    });
  });

  it.each([
    ['unknown-customer', { customerId: 99n as CustomerId }],
    ['unknown-kind', { kind: 'applause' }],
    ['unreadable-date', { at: 'yesterday' }],
    ['unreadable-date', { at: '2026-02-30' }],
  ] as const)('is refused as %s: %o', async (refusal, event) => {
    expect(await enter(event)).toBe(refusal);
    expect(await hasStale(known.shop)).toBe(false);
  });

  it('twice is one event', async () => {
    await enter();
    expect(await enter()).toBe('already-there');
    expect(await enter({ at: '2026-06-21 09:00' })).toBe(null);
    expect(await listEvents(known.shop, ONE)).toHaveLength(2);
  });

  it('of a merged customer goes to the one that was kept', async () => {
    await ground.db.sql.query(
      `insert into customer (shop_id, id, gone, merged_into) values ($1, 7, 'merged', 1)`,
      [known.shop.id],
    );
    expect(await enter({ customerId: 7n as CustomerId })).toBe(null);
    expect(await listEvents(known.shop, ONE)).toHaveLength(1);
  });

  it('can be taken back, but not one that follows a tag', async () => {
    await enter();
    const fromTag = {
      customerId: ONE,
      kind: 'post',
      at: 0,
      source: 'tag',
      sourceKey: 'x',
      by: null,
    } satisfies NewEvent;
    await addEvents(known.shop, [fromTag]);
    await bringUpToDate(known.shop, known.context);
    const [byHand, byTag] = await listEvents(known.shop, ONE);
    const remove = (id = 0n) => removeEvent(known.shop, known.enqueue, id);
    expect(await remove(byTag?.id)).toBe('follows-source');
    expect(await hasStale(known.shop)).toBe(false);
    expect(await remove(byHand?.id)).toBe('removed');
    expect(await hasStale(known.shop)).toBe(true);
    expect(await remove(byHand?.id)).toBe('not-found');
  });
});

describe('recomputing', () => {
  it('lets events reach the models: reviews, a survey and a referral make a VIP', async () => {
    expect(await tags()).toContain('kz-lifecycle:active');
    await enter({ at: '2026-06-21' });
    await enter({ at: '2026-06-22' });
    await enter({ kind: 'survey' });
    await bringUpToDate(known.shop, known.context);
    expect(await tags()).toContain('kz-lifecycle:active');
    await enter({ kind: 'referral', at: '2026-06-30' });
    await bringUpToDate(known.shop, known.context);
    expect(await tags()).toContain('kz-lifecycle:vip');
  });

  it('lets the later entry win among contract changes of one instant', async () => {
    for (const kind of ['review', 'survey', 'referral']) await enter({ kind });
    await enter({ at: '2026-06-22' });
    await enter({ kind: 'contract:paused' });
    await bringUpToDate(known.shop, known.context);
    expect(await tags()).not.toContain('kz-lifecycle:vip');
    await enter({ kind: 'contract:continuing' });
    await bringUpToDate(known.shop, known.context);
    expect(await tags()).toContain('kz-lifecycle:vip');
  });

  it.each([
    ['opted out', `update customer set opted_out = true`, `update customer set opted_out = false`],
    [
      'left out by a tag',
      `update customer set tags = '{Staff}'`,
      `update customer set tags = '{}'`,
    ],
  ])('takes all from a customer who is %s, until that ends', async (_, begins, ends) => {
    const counting = { leaveOutCustomerTags: ['staff'] };
    await saveSettings(known.shop, { counting: Counting.parse(counting) }, null);
    const before = await tags();
    const change = async (sql: string) => {
      await ground.db.sql.query(`${sql}, stale = true where shop_id = $1`, [known.shop.id]);
      await bringUpToDate(known.shop, known.context);
    };
    await change(begins);
    expect([await tags(), await timelines()]).toEqual([[], 0]);
    await change(ends);
    expect([await tags(), await timelines()]).toEqual([before, 5]);
  });

  it('wants nothing written on a customer who is gone', async () => {
    await ground.db.sql.query('delete from tag_state where shop_id = $1', [known.shop.id]);
    await ground.db.sql.query(
      `update customer set gone = 'deleted', stale = true where shop_id = $1`,
      [known.shop.id],
    );
    await bringUpToDate(known.shop, known.context);
    expect(await timelines()).toBe(0);
    const states = await ground.db.sql.query('select from tag_state where shop_id = $1', [
      known.shop.id,
    ]);
    expect(states).toEqual([]);
  });
});
