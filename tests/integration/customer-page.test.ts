import { beforeEach, describe, expect, it } from 'vitest';
import { recordEvent } from '#app/commands/record-event.ts';
import { addDays, dayOf, isoOf } from '#app/domain/day.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { customerScreen, type CustomerScreen } from '#app/presenters/customer-screen.ts';
import type { Condition } from '#app/presenters/customer-reasons.ts';
import { saveOrders } from '#app/store/orders.ts';
import type { ModelKey } from '#app/presenters/states.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { bringUpToDate } from '../setup/recompute.ts';

const ground = useGround();
const NOW = Date.parse('2026-06-30T03:00:00Z');
const TODAY = dayOf('2026-06-30');
const WHO = 7n as CustomerId;
let known: Awaited<ReturnType<typeof knownShop>>;

beforeEach(async () => {
  known = await knownShop(ground.db);
});

const at = (daysAgo: number) => Date.parse(`${isoOf(addDays(TODAY, -daysAgo))}T03:00:00Z`);

type Told = Parameters<typeof anOrder>[0];

/** The page of a customer with these orders, so many days ago each. */
async function pageOf(orders: Record<number, Omit<Told, 'id'>>): Promise<CustomerScreen> {
  const all = Object.entries(orders).map(([daysAgo, facts]) =>
    anOrder({
      id: BigInt(1_000 - Number(daysAgo)),
      customerId: WHO,
      processedAt: at(Number(daysAgo)),
      ...facts,
    }),
  );
  await saveOrders(known.shop, all, { because: 'order' });
  await bringUpToDate(known.shop, known.context);
  return page();
}

async function page(): Promise<CustomerScreen> {
  const screen = await customerScreen(known.shop, WHO, NOW);
  if (!screen) throw new Error('there is no such customer');
  return screen;
}

const of = ({ standings }: CustomerScreen, key: ModelKey) =>
  standings.find(({ model }) => model === key)!;
const said = ({ measure, value, standing, threshold }: Condition) =>
  `${measure} ${value} ${standing} ${threshold}`;
const missing = ({ measure, missing: more, from }: Condition) => `${measure} ${more ?? from}`;

/** The periods as the store keeps them, without those in which nothing is said. */
async function storedPeriods(): Promise<Record<string, [string, string][]>> {
  const rows = await known.shop.db.sql.query<{ model: string; starts: string[]; states: string[] }>(
    `select model, period_starts::text[] as starts, period_states as states from timeline
     where shop_id = $1 and customer_id = $2`,
    [known.shop.id, WHO],
  );
  return Object.fromEntries(
    rows.map(({ model, starts, states }) => [
      model,
      starts.flatMap((from, index): [string, string][] =>
        states[index] == null ? [] : [[from, states[index]]],
      ),
    ]),
  );
}

const drawnPeriods = ({ drawing }: CustomerScreen) =>
  Object.fromEntries(
    drawing!.bands.map(({ model, periods }) => [
      model,
      periods.map(({ from, state }): [string, string] => [from, state.state]),
    ]),
  );

describe('the drawing', () => {
  it('has the periods that are stored, each up to the day before the next', async () => {
    const screen = await pageOf({ 200: {}, 120: {}, 80: {}, 20: {} });
    const { bands, from, to, orders } = screen.drawing!;
    expect([from, to]).toEqual(['2025-12-12', '2026-09-28']);
    expect(orders.map(({ on }) => on)).toEqual(
      [200, 120, 80, 20].map((ago) => isoOf(addDays(TODAY, -ago))),
    );
    const stored = await storedPeriods();
    const inPicture = Object.entries(stored).map(([model, periods]) => [
      model,
      periods.filter(([begins]) => begins <= to),
    ]);
    expect(drawnPeriods(screen)).toEqual(Object.fromEntries(inPicture));
    for (const { periods } of bands) {
      for (const [index, { until }] of periods.slice(0, -1).entries()) {
        expect(until! < periods[index + 1]!.from).toBe(true);
      }
    }
    expect(bands.find(({ model }) => model === 'lifecycle')?.periods.slice(-2)).toMatchObject([
      { state: { state: 'at-risk' }, from: '2026-07-11', until: '2026-08-09' },
      { state: { state: 'dormant' }, from: '2026-08-10', until: null },
    ]);
  });

  it('follows an event at once, and so does the store after its worker', async () => {
    await pageOf({ 10: {} });
    const event = { customerId: WHO, kind: 'contract:paused', at: '2026-06-25', by: null };
    expect(await recordEvent(known.shop, known.enqueue, event)).toBeNull();
    const screen = await page();
    expect(drawnPeriods(screen).contract).toEqual([['2026-06-25', 'paused']]);
    expect(screen.drawing?.events).toEqual([{ kind: 'contract:paused', on: '2026-06-25' }]);
    await bringUpToDate(known.shop, known.context);
    expect((await storedPeriods()).contract).toEqual([['2026-06-25', 'paused']]);
  });
});

describe('why a customer is where they are, and what moves them', () => {
  it('CPM: three orders over a hundred days, and what is missing to 流行', async () => {
    const cpm = of(await pageOf({ 110: {}, 50: {}, 10: {} }), 'cpm');
    expect(cpm.state?.state).toBe('steady-active');
    expect(cpm.because.map(said)).toEqual([
      'orders 3 ge 2',
      'tenure 100 ge 90',
      'amount 15000 lt 70000',
      'departure 10 lt 240',
    ]);
    expect(cpm.goal?.to.state).toBe('trendy-active');
    expect(cpm.goal?.ways.map((way) => way.map(missing))).toEqual([['amount 55000']]);
    expect(cpm.orders).toMatchObject([
      { to: { state: 'trendy-active' }, spend: 55_000, from: null, until: '2026-10-07' },
      { to: { state: 'excellent-active' }, spend: 55_000, from: '2026-10-08', until: null },
    ]);
    expect(cpm.next).toMatchObject({ on: '2027-02-15', to: { state: 'steady-lapsed' } });
  });

  it('CPM: bought twice in ten days, and from when on an order is late enough', async () => {
    const cpm = of(await pageOf({ 30: {}, 20: {} }), 'cpm');
    expect(cpm.state?.state).toBe('toddler-active');
    expect(cpm.orders).toMatchObject([
      { to: { state: 'steady-active' }, spend: null, from: '2026-08-29', until: null },
      { to: { state: 'trendy-active' }, spend: 60_000, from: '2026-08-29' },
    ]);
    expect(cpm.goal).toBeNull();
  });

  it('VIP: one order and two events short, and nobody in the top of the amounts', async () => {
    const few = of(await pageOf({ 100: {}, 60: {}, 30: {} }), 'vip');
    expect(few.state).toBeNull();
    expect(few.because.map(said)).toEqual(['orders 3 lt 4']);
    expect(few.orders).toMatchObject([{ to: { state: 'candidate' }, spend: null, from: null }]);
    const review = { customerId: WHO, kind: 'review', at: '2026-06-01', by: null };
    await recordEvent(known.shop, known.enqueue, review);
    const more = of(await pageOf({ 10: {} }), 'vip');
    expect(more.state?.state).toBe('candidate');
    expect(more.goal?.ways.map((way) => way.map(missing))).toEqual([
      ['review 1', 'survey 1', 'referral 1'],
    ]);
    expect(more.next).toEqual({ on: '2026-08-05', to: null });
  });

  it('the first change of all is announced, with the days until then', async () => {
    const screen = await pageOf({ 40: {}, 20: {} });
    expect(screen.change).toMatchObject({
      model: 'lifecycle',
      on: '2026-07-11',
      inDays: 11,
      from: { state: 'new' },
      to: { state: 'at-risk' },
    });
    expect(of(screen, 'next').because.map(said)).toEqual(['orders 2 lt 4', 'orders 2 ge 2']);
  });

  it('says nothing of groups to whoever has ordered nothing that counts', async () => {
    const screen = await pageOf({ 5: { test: true } });
    expect(screen).toMatchObject({ standings: [], change: null, facts: null, comparison: null });
    expect(screen.drawing?.orders).toMatchObject([{ counts: false }]);
  });
});

describe('the numbers', () => {
  it('are those of the counted orders, with their factors', async () => {
    const { facts } = await pageOf({ 110: {}, 50: { total: 8_000 }, 10: {}, 5: { test: true } });
    expect(facts).toMatchObject({
      averageOrderValue: 6_000,
      tenure: 100,
      departure: 10,
      medianInterval: 50,
    });
    const { activeYears, ordersPerYear, orderValue } = facts!.factors!;
    expect(activeYears * ordersPerYear * orderValue).toBeCloseTo(18_000);
    expect(activeYears).toBeCloseTo(150 / 365);
  });

  it('stand among those of everybody, and say what is missing', async () => {
    const others = Array.from({ length: 9 }, (_, index) =>
      anOrder({
        id: BigInt(index + 1),
        customerId: BigInt(100 + index),
        processedAt: at(10 * index + 5),
        total: 1_000 * (index + 1),
      }),
    );
    await saveOrders(known.shop, others, { because: 'order' });
    await known.shop.db.sql.query('delete from cutoff where shop_id = $1', [known.shop.id]);
    const { comparison } = await pageOf({ 50: { total: 4_500 } });
    expect(comparison).toMatchObject({
      scores: [
        { score: 'r', value: 50, missing: 1 },
        { score: 'f', points: 1, value: 1, missing: 1 },
        { score: 'm', value: 4_500 },
      ],
      decile: 6,
      toNextDecile: 501,
    });
    expect(comparison!.sum).toBe(comparison!.scores.reduce((sum, { points }) => sum + points, 0));
  });

  it('of orders that do not count say why', async () => {
    const { latest } = await pageOf({
      1: {},
      2: { test: true },
      3: { cancelledAt: at(2) },
      4: { refunded: 5_000 },
      5: { total: 0 },
    });
    expect(latest.map(({ uncounted }) => uncounted)).toEqual([
      null,
      'test',
      'cancelled',
      'refunded',
      'free',
    ]);
  });
});
