import { NO_STANDINGS } from '#app/domain/customer.ts';
import { recomputeSome } from '#tests/setup/recompute.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { liveModelsOf } from '#app/domain/customer.ts';
import { addDays, calendarOf, dayOf, isoOf } from '#app/domain/day.ts';
import { defaultSettings } from '#app/domain/settings.ts';
import { wantedTags } from '#app/domain/tags.ts';
import { homeScreen } from '#app/presenters/home-screen.ts';
import { progressOf } from '#app/presenters/progress.ts';
import { taggingOffer } from '#app/presenters/tagging-offer.ts';
import { lastChanges } from '#app/presenters/tag-changes.ts';
import type { Shop } from '#app/store/database.ts';
import { saveOrders } from '#app/store/orders.ts';
import { openReadings, requestBackfill, updateReading, type Reading } from '#app/store/readings.ts';
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
  await saveShopFacts(shop, {
    name: 'しずく堂',
    timezone: 'Asia/Tokyo',
    currency: 'JPY',
    protectedData: 1,
  });
  await saveFirstSettings(shop, settings);
  await requestBackfill(shop);
  await moveBackfill({ status: 'done' });
  const orders = Object.entries(daysAgo).map(([id, days]) => {
    const at = Date.parse(`${isoOf(addDays(TODAY, -days))}T03:00:00Z`);
    return anOrder({ id: BigInt(id), customerId: BigInt(id), processedAt: at });
  });
  await saveOrders(shop, orders, { because: 'order' });
  await recomputeSome(shop, 1_000, 1, (customerId, stored) => {
    const history = {
      orders: stored.map(({ processedAt, value }) => ({ day: calendar(processedAt), value })),
    };
    const models = liveModelsOf(history, settings, TODAY);
    const states = Object.fromEntries(models.map(({ model, standing }) => [model, standing.state]));
    return { customerId, ...NO_STANDINGS, models, tags: wantedTags(states, [], 'kz-') };
  });
}

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
    const readingSince = new Date(Date.now() - 4_000_000);
    await moveBackfill({ rowsExpected: 1_000_000, rowsRead: 400_000, readingSince });
    const { work } = await progressOf(shop);
    if (work.step !== 'reading') throw new Error(`the work is ${work.step}`);
    expect(Math.round(work.perSecond! / 10)).toBe(30);
    expect(Math.round(work.secondsLeft! / 1_000)).toBe(6);
    await moveBackfill({ status: 'failed', reason: 'no access' });
    expect((await progressOf(shop)).work).toEqual({ step: 'failed', reason: 'no access' });
  });

  it('offers tagging with what it will do', async () => {
    await buyers({ 1: 1, 2: 100 });
    const { overview, progress } = await homeScreen(shop, NOW);
    expect(progress.work).toEqual({ step: 'idle' });
    const offer = { customers: 2, minutes: 1, prefix: 'kz-' };
    expect(overview).toMatchObject({ offer: { ...offer, tags: null } });
    expect(await taggingOffer(shop)).toEqual({ ...offer, tags: 8 });
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
    expect(await lastChanges(shop, 9)).toMatchObject([
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
