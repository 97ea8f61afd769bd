import { beforeEach, describe, expect, it } from 'vitest';
import { liveModelsOf } from '#app/domain/customer.ts';
import { addDays, calendarOf, dayOf, isoOf } from '#app/domain/day.ts';
import { defaultSettings } from '#app/domain/settings.ts';
import { wantedTags } from '#app/domain/tags.ts';
import { boardsOf, monthBefore } from '#app/presenters/boards.ts';
import { customersScreen } from '#app/presenters/customers-screen.ts';
import { homeScreen } from '#app/presenters/home-screen.ts';
import { progressOf } from '#app/presenters/progress.ts';
import { lastChanges } from '#app/presenters/tag-changes.ts';
import type { Shop } from '#app/store/database.ts';
import { saveOrders } from '#app/store/orders.ts';
import { openReadings, requestBackfill, updateReading, type Reading } from '#app/store/readings.ts';
import { recomputeStale } from '#app/store/recompute.ts';
import { saveFirstSettings } from '#app/store/settings.ts';
import { ensureShop, saveShopFacts } from '#app/store/shops.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';

const ground = useGround();
const NOW = Date.parse('2026-10-31T03:00:00Z');
const TODAY = dayOf('2026-10-31');
const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });
const calendar = calendarOf('Asia/Tokyo');
let shop: Shop;
let number = 0;

beforeEach(async () => {
  number += 1;
  shop = await ensureShop(ground.db, `screens-${number}.myshopify.com`);
});

async function moveBackfill(change: Partial<Reading>): Promise<void> {
  for (const { id } of await openReadings(shop)) await updateReading(shop, id, change);
}

/** One order a customer, so many days ago. */
async function buyers(daysAgo: Record<string, number>): Promise<void> {
  await saveShopFacts(shop, { timezone: 'Asia/Tokyo', currency: 'JPY', protectedData: 1 });
  await saveFirstSettings(shop, settings);
  await requestBackfill(shop);
  await moveBackfill({ status: 'done' });
  const orders = Object.entries(daysAgo).map(([id, days]) => {
    const at = Date.parse(`${isoOf(addDays(TODAY, -days))}T03:00:00Z`);
    return anOrder({ id: BigInt(id), customerId: BigInt(id), processedAt: at });
  });
  await saveOrders(shop, orders, { because: 'order' });
  await recomputeStale(shop, 1_000, 1, (customerId, stored) => {
    const history = {
      orders: stored.map(({ processedAt, value }) => ({ day: calendar(processedAt), value })),
    };
    const models = liveModelsOf(history, settings, TODAY);
    const states = Object.fromEntries(models.map(({ model, standing }) => [model, standing.state]));
    return { customerId, models, wantedTags: wantedTags(states, 'kz-') };
  });
}

describe('the boards', () => {
  it('count today and beside the same day last month', async () => {
    await buyers({ 1: 0, 2: 30, 3: 31, 4: 61, 5: 300 });
    const { lifecycle, cpm, comparedWith } = await boardsOf(shop, TODAY);
    expect(comparedWith).toBe('2026-09-30');
    expect(
      lifecycle.rows.filter(({ customers, change }) => customers + Math.abs(change ?? 0)),
    ).toEqual([
      { state: 'new', customers: 2, share: 0.4, change: 0 },
      { state: 'at-risk', customers: 1, share: 0.2, change: 1 },
      { state: 'dormant', customers: 2, share: 0.4, change: 1 },
    ]);
    expect(cpm.customers).toBe(5);
    expect(cpm.rows).toHaveLength(10);
  });

  it('compare with nothing where nobody had bought by then', async () => {
    await buyers({ 1: 3 });
    const { cpm } = await boardsOf(shop, TODAY);
    expect(cpm.rows[0]).toEqual({ state: 'first-active', customers: 1, share: 1, change: null });
  });

  it('take a month’s last day where the day before has none', () => {
    expect(isoOf(monthBefore(dayOf('2026-03-31')))).toBe('2026-02-28');
  });
});

describe('the customers behind a number', () => {
  it('are all of them, once, forwards and back', async () => {
    await buyers(Object.fromEntries(Array.from({ length: 120 }, (_, index) => [index + 1, 5])));
    const page = (after: string | null, before: string | null = null) =>
      customersScreen(shop, { model: 'lifecycle', state: 'new', after, before });
    const first = await page(null);
    const second = await page(first!.next);
    const third = await page(second!.next);
    expect([first, second, third].map((screen) => screen!.rows.length)).toEqual([50, 50, 20]);
    expect(first!.previous).toBeNull();
    expect(third!.next).toBeNull();
    const back = await page(null, third!.previous);
    expect(back!.rows).toEqual(second!.rows);
    expect((await page(null, back!.previous))!.previous).toBeNull();
  });

  it('show since when, what comes next, and what was bought', async () => {
    await buyers({ 7: 10 });
    const query = { model: 'lifecycle', state: 'new', after: null, before: null };
    expect((await customersScreen(shop, query))?.rows).toEqual([
      {
        id: '7',
        since: '2026-10-21',
        next: { on: '2026-11-21', to: { model: 'lifecycle', state: 'at-risk' } },
        orders: 1,
        amount: 5_000,
        lastOrderOn: '2026-10-21',
      },
    ]);
  });

  it('are nobody for a group that does not exist', async () => {
    await buyers({ 1: 1 });
    const query = { model: 'cpm', state: "'; drop table shop", after: 'x', before: null };
    expect(await customersScreen(shop, query)).toBeNull();
  });
});

describe('progress', () => {
  it('goes from waiting to reading to idle, and says why it failed', async () => {
    expect((await progressOf(shop)).work).toEqual({ step: 'waiting' });
    await requestBackfill(shop);
    await moveBackfill({ status: 'reading', rowsExpected: 10, rowsRead: 4 });
    expect((await progressOf(shop)).work).toEqual({
      step: 'reading',
      orders: { done: 12, all: 30 },
      perSecond: null,
      secondsLeft: null,
    });
    const readingSince = new Date(Date.now() - 40_000);
    await moveBackfill({ rowsExpected: 10_000, rowsRead: 4_000, readingSince });
    const { work } = await progressOf(shop);
    if (work.step !== 'reading') throw new Error(`the work is ${work.step}`);
    expect(Math.round(work.perSecond! / 10)).toBe(30);
    expect(Math.round(work.secondsLeft! / 10)).toBe(6);
    await moveBackfill({ status: 'failed', reason: 'no access' });
    expect((await progressOf(shop)).work).toEqual({ step: 'failed', reason: 'no access' });
  });

  it('offers tagging with what it will do', async () => {
    await buyers({ 1: 1, 2: 100 });
    const { overview, progress } = await homeScreen(shop, NOW);
    expect(progress.work).toMatchObject({ step: 'idle' });
    expect(overview?.offer).toEqual({ customers: 2, tags: 6, minutes: 1, prefix: 'kz-' });
  });
});

describe('the last tag changes', () => {
  it('say from what to what, and why, newest first', async () => {
    await ground.db.sql.query(
      `insert into tag_change (shop_id, customer_id, added, removed, because) values
       ($1, 5, '{kz-lifecycle:at-risk}', '{kz-lifecycle:new}', 'calendar'),
       ($1, 6, '{kz-stage:first,kz-rfm:loyal}', '{}', 'order'), ($1, 7, '{}', '{}', 'magic')`,
      [shop.id],
    );
    expect(await lastChanges(shop, 'kz-', 9)).toMatchObject([
      { customerId: '7', steps: [], because: null },
      {
        customerId: '6',
        steps: [{ from: null, to: { model: 'stage', state: 'first' } }],
        because: 'order',
      },
      {
        customerId: '5',
        because: 'calendar',
        steps: [
          {
            from: { model: 'lifecycle', state: 'new' },
            to: { model: 'lifecycle', state: 'at-risk' },
          },
        ],
      },
    ]);
  });
});
