import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, dayOf, isoOf, type Day } from '#app/domain/day.ts';
import type { History } from '#app/domain/history.ts';
import type { CpmState } from '#app/domain/models/cpm.ts';
import { activityChange } from '#app/domain/reports/change.ts';
import { monthEnds } from '#app/domain/reports/calendar-months.ts';
import { isActive, lifeReader } from '#app/domain/reports/life.ts';
import { cpmScreen, type CpmScreen } from '#app/presenters/cpm-screen.ts';
import { homeScreen, type Overview } from '#app/presenters/home-screen.ts';
import { countTaggable, countWaitingTags } from '#app/store/boards.ts';
import type { Shop } from '#app/store/database.ts';
import { saveOrders } from '#app/store/orders.ts';
import { allowTagging } from '#app/store/shops.ts';
import { hasPendingTags } from '#app/store/tag-states.ts';
import { progressOf } from '#app/presenters/progress.ts';
import { activityUrl } from '#app/ui/home/activity-url.ts';
import { anOrder } from '../factories/orders.ts';
import { customersAt } from '../setup/behind.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { buildAll, settle } from '../setup/months.ts';
import { writeAll } from '../setup/stored-customer.ts';

const NOW = Date.parse('2026-06-30T03:00:00Z');
const TODAY = dayOf('2026-06-30');
const END = dayOf('2026-05-31');

const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;
let shop: Shop;

beforeEach(async () => {
  known = await knownShop(ground.db);
  shop = known.shop;
});

type Bought = [on: string | Day, total: number];

async function bought(people: readonly Bought[][]): Promise<void> {
  const orders = people.flatMap((purchases, index) =>
    purchases.map(([on, total], nth) =>
      anOrder({
        id: BigInt((index + 1) * 100 + nth),
        customerId: BigInt(index + 1),
        processedAt: Date.parse(`${typeof on === 'string' ? on : isoOf(on)}T12:00:00+09:00`),
        total,
      }),
    ),
  );
  await saveOrders(shop, orders, { because: 'order' });
  await settle(shop, known.context);
}

async function cpmOf(asked: string | null): Promise<CpmScreen> {
  const screen = await cpmScreen(shop, NOW, asked);
  if (typeof screen === 'string') throw new Error(`the page is ${screen}`);
  return screen;
}

async function overview(): Promise<Overview> {
  const { overview: found } = await homeScreen(shop, NOW);
  if (found === null || found === 'empty') throw new Error('there is nothing on the first page');
  return found;
}

const groupOf = (screen: CpmScreen, state: CpmState) =>
  screen.groups.find(({ group }) => group === state)!;

/** Many customers over three years, whose numbers follow from their place. */
const CROWD: Bought[][] = Array.from({ length: 60 }, (_, index) => {
  const orders = 1 + ((index * 7) % 5);
  const gap = 20 + ((index * 37) % 190);
  const quiet = (index * 53) % 800;
  return Array.from({ length: orders }, (__, nth): Bought => [
    addDays(TODAY, -quiet - (orders - 1 - nth) * gap),
    1_000 + ((index * 31 + nth * 17) % 60) * 1_000,
  ]);
});

const histories = (people: readonly Bought[][]): History[] =>
  people.map((purchases) => ({
    orders: purchases.map(([on, value]) => ({
      day: typeof on === 'string' ? dayOf(on) : on,
      value,
    })),
  }));

/** First order in November, moved on to コツコツ; the second one did not; the third is 優良. */
const FEW: Bought[][] = [
  [
    ['2025-11-10', 3_000],
    ['2026-04-20', 4_000],
  ],
  [['2025-11-20', 5_000]],
  [
    ['2025-01-10', 50_000],
    ['2026-05-15', 50_000],
  ],
];

describe('the page of CPM', () => {
  it('waits for the months, and says so', async () => {
    expect(await cpmScreen(shop, NOW, null)).toBe('empty');
    await bought(FEW);
    expect(await cpmScreen(shop, NOW, null)).toBe('building');
  });

  it('tells each group at the end of a month: customers, changes, sales, means', async () => {
    await bought(FEW);
    await buildAll(shop, known.context);
    const screen = await cpmOf('2026-05');
    expect(screen).toMatchObject({
      present: false,
      day: '2026-05-31',
      comparedWith: { month: '2026-04-30', year: '2025-05-31' },
      news: { first: 1, repeat: 2 },
      total: { customers: 3, sinceMonth: 0, sinceYear: 2, yearSales: 62_000 },
    });
    expect(groupOf(screen, 'steady-active')).toEqual({
      group: 'steady-active',
      customers: 1,
      share: 1 / 3,
      sinceMonth: 0,
      sinceYear: 1,
      yearSales: 7_000,
      amount: 7_000,
      orders: 2,
      unitPrice: 3_500,
      tenureDays: 161,
      departureDays: 41,
    });
    expect(groupOf(screen, 'excellent-active')).toMatchObject({ customers: 1, yearSales: 50_000 });
    expect(screen.excellent).toEqual([
      {
        among: 'all',
        customers: { value: 1 / 3, target: 0.2 },
        amount: { value: 100_000 / 112_000, target: 0.8 },
      },
      {
        among: 'active',
        customers: { value: 1 / 3, target: 0.2 },
        amount: { value: 100_000 / 112_000, target: 0.8 },
      },
    ]);
  });

  it('names whom half a year has not moved on, and has no rate where nobody stood', async () => {
    await bought(FEW);
    await buildAll(shop, known.context);
    const { transitions } = await cpmOf(null);
    expect(transitions).toMatchObject({ then: '2025-11-30', now: '2026-05-31' });
    expect(transitions.rates).toMatchObject([
      { key: 'transition_first', then: 2, advanced: 1, value: 0.5, target: 0.5 },
      { key: 'transition_toddler', then: 0, value: null },
      { key: 'transition_steady', then: 0, value: null },
    ]);
    expect(transitions.rates[0]?.behind.now).toContain('first-active');
    expect(transitions.rates[0]?.behind.now).not.toContain('steady-active');
  });

  it('counts today as the customers stand today, beside the last month-ends', async () => {
    await bought(CROWD);
    await buildAll(shop, known.context);
    const today = await cpmOf('today');
    const rows = await shop.db.sql.query<{ state: string; customers: bigint }>(
      `select state, count(*) as customers from timeline
       where shop_id = $1 and model = 'cpm' group by state`,
      [shop.id],
    );
    const stored = new Map(rows.map(({ state, customers }) => [state, Number(customers)]));
    expect(stored.size).toBeGreaterThan(7);
    for (const { group, customers, yearSales } of today.groups) {
      expect([group, customers, yearSales]).toEqual([group, stored.get(group) ?? 0, null]);
    }
    expect(today).toMatchObject({
      present: true,
      day: '2026-06-30',
      comparedWith: { month: '2026-05-31', year: '2025-05-31' },
    });
    const may = await cpmOf('2026-05');
    expect(today.total.sinceMonth).toBe(today.total.customers - may.total.customers);
    expect(today.trend.months.at(-1)).toBe('2026-05');
    expect(today.trend.counts['first-active'].at(-1)).toBe(groupOf(may, 'first-active').customers);
  });
});

describe('the first page', () => {
  it('tells what has moved 稼働顧客数: this month so far, and whole months', async () => {
    await bought(CROWD);
    await buildAll(shop, known.context);
    const { figures, trend } = await overview();
    const all = histories(CROWD);
    const between = (then: Day, now: Day) => {
      const changes = all.map((history) => activityChange(history, then, now));
      const count = (wanted: string) => changes.filter((change) => change === wanted).length;
      const active = all.filter((history) => isActive(lifeReader(history)(now), now)).length;
      return { active, new: count('new'), revived: count('revived'), lapsed: count('lapsed') };
    };
    const [, june = END] = monthEnds(TODAY, 13);
    const [may = END] = monthEnds(june, 1);
    const running = between(END, TODAY);
    expect(running.revived + running.lapsed).toBeGreaterThan(0);
    expect(figures.running).toEqual({
      ...running,
      month: '2026-06',
      after: '2026-05-31',
      until: '2026-06-30',
    });
    for (const key of ['active', 'new', 'revived', 'lapsed'] as const) {
      expect(await customersAt(shop, activityUrl(key, figures), NOW), key).toBe(running[key]);
    }
    expect(figures.previous).toEqual({ ...between(dayOf('2026-04-30'), END), month: '2026-05' });
    expect(figures.lastYear).toEqual({ ...between(may, june), month: '2025-06' });
    const sales = all
      .flatMap(({ orders }) => orders)
      .filter(({ day }) => day > dayOf('2026-04-30') && day <= END)
      .reduce((sum, { value }) => sum + value, 0);
    expect(trend?.months).toHaveLength(24);
    expect(trend?.sales.at(-1)).toBe(sales);
    expect(trend?.active.at(-1)).toBe(figures.previous.active);
  });

  it('warns when sales hide that customers are lost', async () => {
    const lost = Array.from({ length: 3 }, (): Bought[] => [['2025-04-10', 100]]);
    const grown: Bought[] = [
      ['2025-03-01', 1_000],
      ['2026-05-05', 90_000],
    ];
    await bought([...lost, grown, [['2025-12-01', 50]]]);
    await buildAll(shop, known.context);
    const { trend } = await overview();
    expect(trend?.hidden).toMatchObject({ months: 3, customers: 3 });
    expect(trend?.hidden?.rise).toBeGreaterThan(1);
  });

  it('names who falls asleep, as the timelines have it, and what else needs attention', async () => {
    await bought([
      ...[50, 55, 60, 61].map((quiet): Bought[] => [[addDays(TODAY, -quiet), 1_000 + quiet]]),
      [[addDays(TODAY, -85), 2_000]],
      [
        [addDays(TODAY, -700), 60_000],
        [addDays(TODAY, -300), 60_000],
      ],
    ]);
    await buildAll(shop, known.context);
    const { asleep, attention } = await overview();
    const entering = await shop.db.sql.query<{ id: bigint; on: Day }>(
      `select customer_id as id, next_on - date '1970-01-01' as on from timeline
       where shop_id = $1 and model = 'lifecycle' and next_state = 'dormant'
         and next_on <= $2::date order by customer_id`,
      [shop.id, isoOf(addDays(TODAY, 14))],
    );
    expect(entering.map(({ on }) => on - TODAY)).toEqual([11, 6, 1]);
    expect(asleep.customers).toBe(3);
    expect(asleep.byDay).toHaveLength(14);
    expect(asleep.byDay.filter(({ customers }) => customers > 0)).toEqual(
      entering.toReversed().map(({ on }) => ({ day: isoOf(on), customers: 1 })),
    );
    expect(asleep.largest.map(({ id, amount }) => [id, amount])).toEqual([
      ['3', 1_060],
      ['2', 1_055],
      ['1', 1_050],
    ]);
    expect(attention).toMatchObject([
      { kind: 'asleep', customers: 3 },
      { kind: 'secondOrder', customers: 1, first: ['2026-04-01', '2026-04-08'] },
      { kind: 'excellentLapsed', customers: 1 },
    ]);
  });

  it('shows before the months are kept what indexes tell, and the first steps', async () => {
    await bought(FEW);
    const { figures, trend, steps } = await overview();
    expect(trend).toBeNull();
    expect(figures.running).toMatchObject({ active: 3, new: 0, revived: null, lapsed: 0 });
    expect(figures.previous.active).toBeNull();
    expect(steps).toEqual({
      orders: true,
      groups: true,
      settings: false,
      tagging: false,
      segment: false,
    });
  });

  it('is empty as long as nobody has bought', async () => {
    expect((await homeScreen(shop, NOW)).overview).toBe('empty');
  });

  it('knows what waits to be written without reading every customer', async () => {
    await bought(FEW);
    await allowTagging(shop, 'kz-', new Date(NOW));
    expect([await countTaggable(shop), await countWaitingTags(shop)]).toEqual([3, 3]);
    expect((await progressOf(shop)).work).toEqual({
      step: 'tagging',
      customers: { done: 0, all: 3 },
      paused: false,
    });
    await writeAll(shop);
    expect(await hasPendingTags(shop)).toBe(false);
    expect((await progressOf(shop)).work).toEqual({ step: 'idle' });
  });
});
