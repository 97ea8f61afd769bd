import { beforeEach, describe, expect, it } from 'vitest';
import { recountProgress, saveAtOnce, settingsHistory } from '#app/commands/settings.ts';
import { addDays, dayOf, isoOf } from '#app/domain/day.ts';
import type { EventKind } from '#app/domain/fact-sources.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { comingRows, lifecycleScreen } from '#app/presenters/lifecycle-screen.ts';
import { vipRelations } from '#app/presenters/vip-relations.ts';
import { vipScreen } from '#app/presenters/vip-screen.ts';
import type { Shop } from '#app/store/database.ts';
import { addEvents } from '#app/store/events.ts';
import { samplePurchases } from '#app/store/lifecycle.ts';
import { saveOrders } from '#app/store/orders.ts';
import { currentSettings, saveSettings } from '#app/store/settings.ts';
import { ensureShop } from '#app/store/shops.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { buildAll, settle } from '../setup/months.ts';

const TODAY = dayOf('2026-06-30');
const NOW = Date.parse('2026-06-30T03:00:00Z');
const ALL_ACTS: EventKind[] = ['review', 'review', 'survey', 'referral'];

const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;
let shop: Shop;

beforeEach(async () => {
  known = await knownShop(ground.db);
  shop = known.shop;
});

interface Buyer {
  /** Days before today of each order, ¥5,000 each. */
  orders: number[];
  events?: EventKind[];
}

/** Customers by number; events happened 20 to 30 days ago. */
async function buyers(all: Record<number, Buyer>): Promise<void> {
  const entries = Object.entries(all);
  await saveOrders(
    shop,
    entries.flatMap(([customer, { orders }]) =>
      orders.map((ago, index) =>
        anOrder({
          id: BigInt(customer) * 100n + BigInt(index),
          customerId: BigInt(customer),
          processedAt: noonOf(-ago),
        }),
      ),
    ),
    { because: 'order' },
  );
  await addEvents(
    shop,
    entries.flatMap(([customer, { events = [] }]) =>
      events.map((kind, index) => ({
        customerId: BigInt(customer) as CustomerId,
        kind,
        at: noonOf(index - 30),
        source: 'csv' as const,
        sourceKey: String(index),
        by: null,
      })),
    ),
  );
  await settle(shop, known.context);
}

function noonOf(daysFromToday: number): number {
  return Date.parse(`${isoOf(addDays(TODAY, daysFromToday))}T12:00:00+09:00`);
}

async function relations() {
  const found = await vipRelations(shop, NOW);
  if (!found) throw new Error('the shop is not ready');
  return found;
}

const FREQUENT = [100, 70, 40, 10];

describe('between buying and taking part', () => {
  it('everybody stands where the model has them, and is told what is missing', async () => {
    await buyers({
      1: { orders: FREQUENT },
      2: { orders: [...FREQUENT, 5], events: ['review', 'review', 'survey', 'video'] },
      3: { orders: FREQUENT, events: ALL_ACTS },
      4: { orders: [300], events: ALL_ACTS },
      5: { orders: [30, 10], events: ['post'] },
      6: { orders: FREQUENT, events: [...ALL_ACTS, 'contract:paused'] },
      7: { orders: [200] },
    });
    const { quadrants, grid, estimated, kinds, candidates, supporters, bulk } = await relations();
    expect(quadrants).toEqual({ vip: 1, candidate: 2, supporters: 2, beginning: 1 });
    expect({ estimated, bulk }).toEqual({ estimated: false, bulk: null });
    expect(candidates).toEqual([
      {
        id: '2',
        orders: 5,
        amount: 25_000,
        lastOrderOn: '2026-06-25',
        done: 3,
        lacks: [{ what: 'referral', more: 1 }],
        until: '2026-08-09',
      },
      {
        id: '1',
        orders: 4,
        amount: 20_000,
        lastOrderOn: '2026-06-20',
        done: 0,
        lacks: [
          { what: 'review', more: 2 },
          { what: 'survey', more: 1 },
          { what: 'referral', more: 1 },
        ],
        until: '2026-08-04',
      },
    ]);
    expect(supporters.map(({ id, ordersMissing }) => [id, ordersMissing])).toEqual([
      ['4', 3],
      ['6', 0],
      ['5', 2],
    ]);
    expect(kinds.review).toEqual({ customers: 4, times: 8 });
    expect(kinds.video).toEqual({ customers: 1, times: 1 });
    expect(grid).toEqual([
      [0, 0, 1, 0, 1, 0, 0],
      [0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 1, 0, 0],
      [1, 0, 0, 1, 1, 0, 0],
    ]);
  });

  it('acts of days to come are not counted, and points are asked where they are set', async () => {
    const vip = { minimumEvents: { survey: 1 }, points: { post: 3 }, minimumPoints: 7 };
    const { settings } = (await currentSettings(shop))!;
    await saveSettings(shop, { vip: { ...settings.vip, ...vip } }, null);
    await buyers({ 1: { orders: FREQUENT, events: ['survey', 'post'] } });
    await addEvents(shop, [
      {
        ...{ customerId: 1n as CustomerId, kind: 'post', at: noonOf(3) },
        ...{ source: 'csv', sourceKey: 'later', by: null },
      },
    ]);
    await settle(shop, known.context);
    const { candidates } = await relations();
    expect(candidates[0]).toMatchObject({ done: 1, lacks: [{ what: 'points', more: 4 }] });
  });

  it('who bought all at once is named instead of being a candidate', async () => {
    const { settings } = (await currentSettings(shop))!;
    await saveSettings(shop, { vip: { ...settings.vip, bulkBuyerDays: 30 } }, null);
    await buyers({
      1: { orders: [12, 11, 10, 9] },
      2: { orders: FREQUENT },
      3: { orders: [400, 399, 398, 397] },
      4: { orders: [12, 11] },
    });
    const { bulk, quadrants } = await relations();
    expect(bulk).toEqual({
      customers: 1,
      top: [{ id: '1', orders: 4, amount: 20_000, lastOrderOn: '2026-06-21' }],
    });
    expect(quadrants.candidate).toBe(1);
  });
});

describe('the page on VIPs', () => {
  it('counts today, shares at the end of the month, contracts and next steps', async () => {
    await buyers({
      1: { orders: [80, 70, 60, 50, 10], events: ALL_ACTS },
      2: { orders: [80, 70, 60, 50] },
      3: { orders: [90], events: ['contract:paused', 'contract:continuing'] },
      4: { orders: [5] },
    });
    await buildAll(shop, known.context);
    const screen = await vipScreen(shop, null);
    if (typeof screen === 'string') throw new Error(screen);
    expect(screen.customers).toBe(4);
    expect(screen.counts).toEqual({ vip: 1, candidate: 0 });
    expect(screen.asked).toEqual({
      acts: [
        { kind: 'review', times: 2 },
        { kind: 'survey', times: 1 },
        { kind: 'referral', times: 1 },
      ],
      all: 4,
      points: 0,
    });
    expect(screen.steps.map(({ step, customers }) => [step, customers])).toEqual([
      ['experience', 2],
      ['continuation', 0],
      ['co-creation', 1],
      ['spreading', 1],
    ]);
    expect(screen.contract.map(({ state, customers }) => [state, customers])).toEqual([
      ['continuing', 1],
      ['paused', 0],
      ['cancelled', 0],
    ]);
    const { past } = screen;
    expect(past?.months.month).toBe('2026-05');
    expect(past?.shares).toEqual([
      { state: 'vip', customers: 0, ofCustomers: 0, year: 0, ofYear: 0 },
      { state: 'candidate', customers: 2, ofCustomers: 2 / 3, year: 40_000, ofYear: 40 / 45 },
    ]);
    expect(past?.trend.at(-1)).toEqual({ month: '2026-05', vip: 0, candidate: 2 });
    expect(past?.programmes).toEqual({ returned: 0, regained: 0 });
  });

  it('keeps the merchant’s own words at once, and recounts nobody for them', async () => {
    await buyers({ 1: { orders: [5] } });
    const role = { name: ' 味の相談役 ', sentence: 'お声をお聞かせください。' };
    const change = { roles: { 'co-creation': role }, inserts: { continuation: ' 見本 ' } };
    const saved = await saveAtOnce(shop, known.enqueue, change, 'taro');
    expect(saved).toEqual({ version: 2 });
    expect(await recountProgress(shop)).toBe(null);
    const screen = await vipScreen(shop, null);
    if (typeof screen === 'string') throw new Error(screen);
    expect(screen).toMatchObject({
      version: 2,
      roles: { 'co-creation': { name: '味の相談役', sentence: role.sentence } },
      inserts: { continuation: '見本' },
      past: null,
    });
    const [newest] = await settingsHistory(shop, 1, new Date());
    expect(newest).toMatchObject({
      by: 'taro',
      changes: [{ path: 'roles.co-creation' }, { path: 'inserts.continuation' }],
    });
    for (const wrong of [{ experience: { name: '', sentence: 'x' } }, { master: role }]) {
      const refused = await saveAtOnce(shop, known.enqueue, { roles: wrong }, 'taro');
      expect(refused).toHaveProperty('problems');
    }
  });
});

describe('the page on the six states', () => {
  it('counts them today and a month ago, where customers went, and who moves soon', async () => {
    await buyers({
      1: { orders: [20] },
      2: { orders: [28, 200] },
      3: { orders: [45] },
      4: { orders: [55] },
      5: { orders: [300] },
    });
    await buildAll(shop, known.context);
    const screen = await lifecycleScreen(shop, null);
    if (typeof screen === 'string') throw new Error(screen);
    const counted = screen.states.map(({ state, customers, sinceMonth }) => [
      state,
      customers,
      sinceMonth,
    ]);
    expect(screen.compared).toEqual({ month: '2026-05-31', year: null });
    expect(counted).toEqual([
      ['new', 1, -1],
      ['active', 0, 0],
      ['at-risk', 2, 2],
      ['dormant', 1, -1],
      ['winback', 1, 1],
      ['vip', 0, 0],
    ]);
    expect(screen.customers).toBe(5);
    expect(screen.stages.map(({ customers }) => customers)).toEqual([4, 1, 0]);
    expect(await comingRows(shop, NOW)).toEqual([
      { from: at('at-risk'), to: at('dormant'), soon: 1, later: 2 },
      { from: at('new'), to: at('at-risk'), soon: 1, later: 1 },
      { from: at('winback'), to: at('at-risk'), soon: 1, later: 1 },
    ]);
    const { past } = screen;
    expect(past?.flows).toMatchObject({
      from: '2026-04-30',
      to: '2026-05-31',
      begins: '2026-05-01',
    });
    expect(past?.flows.rows.filter(({ customers }) => customers.some(Boolean))).toEqual([
      { from: 'not-yet', customers: [2, 0, 0, 0, 0, 0] },
      { from: 'dormant', customers: [0, 0, 0, 2, 0, 0] },
    ]);
    expect(past?.trend.at(-1)).toEqual({ month: '2026-05', customers: [2, 0, 0, 2, 0, 0] });
    expect(past?.trend[0]?.month).toBe('2025-09');
    expect(screen.advice).toEqual({
      ...{ cycleDays: null, intervals: 1, customers: 1, whole: true },
      atRisk: { suggested: null, present: 30 },
      dormant: { suggested: null, present: 60 },
    });
  });

  it('suggests C and 2C from every repeat buyer, or from some of many', async () => {
    const gaps = Array.from({ length: 40 }, (_, index) => 20 + index);
    await buyers(
      Object.fromEntries(gaps.map((gap, index) => [index + 1, { orders: [gap + 1, 1] }])),
    );
    const screen = await lifecycleScreen(shop, null);
    if (typeof screen === 'string') throw new Error(screen);
    expect(screen.advice).toEqual({
      ...{ cycleDays: 39.5, intervals: 40, customers: 40, whole: true },
      atRisk: { suggested: 40, present: 30 },
      dormant: { suggested: 79, present: 60 },
    });
    const some = await samplePurchases(shop, 8);
    expect(some.whole).toBe(false);
    expect(some.customers).toHaveLength(8);
    expect(some.customers.every((orders) => orders.length === 2)).toBe(true);
  });

  it('says why there is nothing to show', async () => {
    expect(await lifecycleScreen(shop, null)).toBe('empty');
    expect(await vipScreen(shop, null)).toBe('empty');
    const fresh = await ensureShop(ground.db, 'fresh.myshopify.com');
    expect(await lifecycleScreen(fresh, null)).toBe('reading');
    expect([await vipRelations(fresh, NOW), await comingRows(fresh, NOW)]).toEqual([null, null]);
  });
});

function at(state: string) {
  return { model: 'lifecycle', state };
}
