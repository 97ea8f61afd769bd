import { restate } from '#workers/handlers/restate.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { dayOf, type Day } from '#app/domain/day.ts';
import { isoOf } from '#app/domain/day.ts';
import type { CustomerId, OrderId } from '#app/domain/ids.ts';
import { monthEnds } from '#app/domain/reports/calendar-months.ts';
import { setOptedOut } from '#app/store/customers.ts';
import type { Shop } from '#app/store/database.ts';
import type { EventKind } from '#app/domain/fact-sources.ts';
import { addEvents, listEvents, removeEvent } from '#app/store/events.ts';
import { eraseCustomers } from '#app/store/erasures.ts';
import { deleteCustomers } from '#app/store/gone-customers.ts';
import { mergeCustomers } from '#app/store/merges.ts';
import { askForMonths, beginBuild, openMonths } from '#app/store/month-state.ts';
import { monthsAsOf, swapMonths } from '#app/store/months.ts';
import { deleteOrders, saveOrders } from '#app/store/orders.ts';
import { saveSettings } from '#app/store/settings.ts';
import { saveShopFacts } from '#app/store/shops.ts';
import { buildMonths } from '#workers/handlers/build-months.ts';
import { wake } from '#workers/handlers/wake.ts';
import { monthsAreDue } from '#workers/months/due.ts';
import { Counting } from '#app/domain/counting.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import {
  buildAll,
  definedMonths,
  keptMonths,
  MONTH_MODELS,
  settle,
  type Months,
} from '../setup/months.ts';

const BY_ORDER = { because: 'order' } as const;
/** Today is 30 June 2026 in Tokyo: the last month that has ended is May. */
const UNTIL = dayOf('2026-05-31');
const ENDS = monthEnds(UNTIL, 20);
const FIRST = ENDS[0]!;

const ground = useGround();
let known: Awaited<ReturnType<typeof knownShop>>;
let shop: Shop;

const noonOf = (day: Day) => Date.parse(`${isoOf(day)}T12:00:00+09:00`);
const orderOn = (iso: string, facts: Parameters<typeof anOrder>[0]) =>
  anOrder({ processedAt: noonOf(dayOf(iso)), ...facts });
const later = (facts: ReturnType<typeof anOrder>) => ({
  ...facts,
  updatedAt: facts.updatedAt + 1_000,
});
const id = (number: number) => BigInt(number) as CustomerId;

/** Customer 1 from August 2025 on, 2 from October, 3 from January 2026 on. */
const ORDERS = [
  orderOn('2025-08-10', { id: 1n, customerId: 1n, total: 3_000 }),
  orderOn('2025-11-20', { id: 2n, customerId: 1n, total: 30_000 }),
  orderOn('2026-05-02', { id: 3n, customerId: 1n, total: 9_000 }),
  orderOn('2025-10-05', { id: 4n, customerId: 2n, total: 4_000 }),
  orderOn('2026-03-15', { id: 5n, customerId: 2n, total: 5_000, sourceName: 'pos' }),
  orderOn('2026-01-31', { id: 6n, customerId: 3n, total: 6_000 }),
];

beforeEach(async () => {
  known = await knownShop(ground.db);
  shop = known.shop;
});

async function filled(): Promise<void> {
  await saveOrders(shop, ORDERS, BY_ORDER);
  await settle(shop, known.context);
  await buildAll(shop, known.context);
}

const kept = () => keptMonths(shop, FIRST, UNTIL);
const defined = () => definedMonths(shop, ENDS);
const dirtyFrom = async () => {
  const { dirtyFrom: day } = await monthsAsOf(shop);
  return day === null ? null : isoOf(day);
};
const isDue = async () => monthsAreDue(shop, await known.context.now());

async function rebuilt(): Promise<Months> {
  await settle(shop, known.context);
  await askForMonths(shop);
  await buildAll(shop, known.context);
  expect(await dirtyFrom()).toBe(null);
  return kept();
}

/** Lets marks and the last build be so many minutes older. */
async function passed(minutes: number): Promise<void> {
  for (const [table, column] of [
    ['month_mark', 'made_at'],
    ['month_build', 'built_at'],
  ]) {
    await ground.db.sql.query(
      `update ${table} set ${column} = ${column} - make_interval(mins => $2) where shop_id = $1`,
      [shop.id, minutes],
    );
  }
}

describe('the month tables', () => {
  const anyOrder = fc.record({
    customer: fc.integer({ min: 1, max: 5 }),
    day: fc.integer({ min: FIRST - 5, max: UNTIL + 25 }).map((day) => day as Day),
    total: fc.constantFrom(1, 900, 900, 20_000, 80_000),
  });

  it('are what the definitions say of any shop, and add up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyOrder, { maxLength: 14 }), async (orders) => {
        known = await knownShop(ground.db);
        shop = known.shop;
        await saveOrders(
          shop,
          orders.map(({ customer, day, total }, index) =>
            anOrder({
              id: BigInt(index),
              customerId: BigInt(customer),
              processedAt: noonOf(day),
              total,
            }),
          ),
          BY_ORDER,
        );
        await settle(shop, known.context);
        await buildAll(shop, known.context);
        const months = await kept();
        expect(months).toEqual(await defined());
        addsUp(months, orders);
      }),
      { numRuns: 12 },
    );
  });

  function addsUp({ stocks, moves }: Months, orders: { customer: number; day: Day }[]): void {
    for (const { key } of MONTH_MODELS) {
      for (const [index, day] of ENDS.entries()) {
        const of = stocks.filter((stock) => stock.day === day && stock.model === key);
        const bought = new Set(orders.filter((o) => o.day <= day).map(({ customer }) => customer));
        expect(of.reduce((sum, { customers }) => sum + customers, 0)).toBe(bought.size);
        const before = stocks.filter(
          (stock) => stock.day === ENDS[index - 1] && stock.model === key,
        );
        const ways = moves.filter((m) => m.day === day && m.model === key && m.span === 1);
        const sum = (rows: { customers: number }[]) =>
          rows.reduce((total, { customers }) => total + customers, 0);
        if (index > 0) {
          for (const { state, customers } of before) {
            expect(sum(ways.filter(({ from }) => from === state))).toBe(customers);
          }
        }
        for (const { state, customers } of of) {
          const left = ways.filter(({ from, to }) => from === state && to !== state);
          const came = ways.filter(({ from, to }) => from !== state && to === state);
          const start =
            index > 0 ? (before.find((row) => row.state === state)?.customers ?? 0) : null;
          if (start !== null) expect(start + sum(came) - sum(left)).toBe(customers);
        }
      }
    }
  }

  it('of a shop without orders are empty, and built all the same', async () => {
    await buildAll(shop, known.context);
    expect(await kept()).toEqual({ stocks: [], moves: [] });
    expect(await monthsAsOf(shop)).toMatchObject({ until: UNTIL, dirtyFrom: null });
  });

  it('wait for the past to be read and for everybody to be computed', async () => {
    await saveOrders(shop, ORDERS, BY_ORDER);
    await buildMonths(shop, known.context);
    expect(await monthsAsOf(shop)).toMatchObject({ builtAt: null, until: null });
    await settle(shop, known.context);
    await ground.db.sql.query(`update reading set status = 'reading' where shop_id = $1`, [
      shop.id,
    ]);
    expect(await isDue()).toBe(false);
  });

  it('take the next month in when it has ended', async () => {
    await filled();
    const before = await kept();
    const july = {
      ...known.context,
      now: () => Promise.resolve(Date.parse('2026-07-01T03:00:00Z')),
    };
    await settle(shop, july);
    await buildAll(shop, july);
    expect(await kept()).toEqual(before);
    const june = dayOf('2026-06-30');
    expect(await keptMonths(shop, FIRST, june)).toEqual(await definedMonths(shop, [...ENDS, june]));
  });

  it('are asked for by the wake-up job', async () => {
    await saveOrders(shop, ORDERS, BY_ORDER);
    await settle(shop, known.context);
    const asked = async () => {
      known.asked.length = 0;
      await wake(known.context);
      return known.asked.some(
        ({ name, payload }) =>
          name === 'build-months' && (payload as { shopId: number }).shopId === shop.id,
      );
    };
    expect(await asked()).toBe(true);
    await buildAll(shop, known.context);
    expect(await asked()).toBe(false);
  });
});

describe('a change of the past', () => {
  beforeEach(filled);

  const saved = (...orders: ReturnType<typeof anOrder>[]) => saveOrders(shop, orders, BY_ORDER);
  const cases: [string, string | null, () => Promise<unknown>][] = [
    ['an order of today', null, () => saved(orderOn('2026-06-30', { id: 9n, total: 70_000 }))],
    ['a late order', '2026-02-03', () => saved(orderOn('2026-02-03', { id: 9n }))],
    [
      'a late order of the last day that is kept',
      '2026-05-31',
      () => saved(anOrder({ id: 9n, processedAt: Date.parse('2026-05-31T14:59:59Z') })),
    ],
    [
      'a late order of the second after',
      null,
      () => saved(anOrder({ id: 9n, processedAt: Date.parse('2026-05-31T15:00:00Z') })),
    ],
    [
      'a guest’s late order',
      null,
      () => saved(orderOn('2026-02-03', { id: 9n, customerId: null })),
    ],
    [
      'a refund',
      '2025-11-20',
      () =>
        saved(later(orderOn('2025-11-20', { id: 2n, customerId: 1n, total: 30_000, refunded: 1 }))),
    ],
    [
      'a cancellation',
      '2026-03-15',
      () =>
        saved(
          later(orderOn('2026-03-15', { id: 5n, customerId: 2n, cancelledAt: 1, total: 5_000 })),
        ),
    ],
    ['another tag on an old order', null, () => saved(later({ ...ORDERS[1]!, tags: ['gift'] }))],
    [
      'another day of an order',
      '2025-11-20',
      () => saved(later(orderOn('2025-12-24', { id: 2n, customerId: 1n, total: 30_000 }))),
    ],
    [
      'another owner of an order',
      '2026-03-15',
      () => saved(later({ ...ORDERS[4]!, customerId: id(3) })),
    ],
    ['a deleted order', '2026-01-31', () => deleteOrders(shop, [6n as OrderId])],
    ['a deleted order that was never there', null, () => deleteOrders(shop, [99n as OrderId])],
    ['a merge', '2025-10-05', () => mergeCustomers(shop, { kept: id(1), deleted: id(2) })],
    ['a deleted customer', '2026-01-31', () => deleteCustomers(shop, [id(3)])],
    [
      'an erased customer',
      '2025-10-05',
      () => eraseCustomers(shop, { customers: [id(2)], orders: [], contacts: [] }),
    ],
    ['a customer who wants no segments', '2026-01-31', () => setOptedOut(shop, id(3), true)],
    [
      'another threshold, all of them',
      '1970-01-01',
      () => saveSettings(shop, { stage: { growingOrders: 3, settledOrders: 4 } }, null),
    ],
  ];
  it.each(cases)('marks its months and no others: %s', async (_, day, change) => {
    const before = await kept();
    await change();
    await settle(shop, known.context);
    expect(await dirtyFrom()).toBe(day);
    const after = await rebuilt();
    expect(after).toEqual(await defined());
    const isBefore = (row: { day: Day }) => day === null || row.day < dayOf(day);
    expect(after.stocks.filter(isBefore)).toEqual(before.stocks.filter(isBefore));
    expect(after.moves.filter(isBefore)).toEqual(before.moves.filter(isBefore));
  });

  it('leaves the rows of earlier months as they are', async () => {
    await ground.db.sql.query(
      `update month_stock set active = active + 1000 where shop_id = $1 and model = 'stage'`,
      [shop.id],
    );
    await saved(
      later(orderOn('2026-03-15', { id: 5n, customerId: 2n, total: 5_000, refunded: 10 })),
    );
    const { stocks } = await rebuilt();
    const touched = stocks.filter(({ model, active }) => model === 'stage' && active >= 1_000);
    expect(touched.length).toBeGreaterThan(0);
    expect(Math.max(...touched.map(({ day }) => day))).toBe(dayOf('2026-02-28'));
  });

  it('by an event reaches back to its day, and when it is taken back too', async () => {
    const event = (at: string, kind: EventKind) =>
      addEvents(shop, [
        { customerId: id(1), kind, at: Date.parse(at), source: 'hand', sourceKey: '', by: null },
      ]);
    await event('2026-06-02T03:00:00Z', 'contract:continuing');
    await settle(shop, known.context);
    expect(await dirtyFrom()).toBe(null);
    await event('2026-02-02T03:00:00Z', 'contract:paused');
    await settle(shop, known.context);
    expect(await dirtyFrom()).toBe('2026-02-02');
    const { stocks } = await rebuilt();
    expect({ stocks, moves: (await kept()).moves }).toEqual(await defined());
    expect(stocks.filter(({ state }) => state === 'paused')).toHaveLength(4);
    const [entry] = (await listEvents(shop, id(1))).filter(({ kind }) => kind.endsWith('paused'));
    await removeEvent(shop, entry!.id);
    await settle(shop, known.context);
    expect(await dirtyFrom()).toBe('2026-02-02');
    expect(await rebuilt()).toEqual(await defined());
  });

  it('by what counts reaches to the orders, and to every comparison', async () => {
    const counting = Counting.parse({ leaveOutChannels: ['pos'] });
    await saveSettings(shop, { counting }, null);
    await settle(shop, known.context);
    const rows = await ground.db.sql.query<{ day: string }>(
      'select min(day)::text as day from month_mark where shop_id = $1',
      [shop.id],
    );
    expect([rows[0]?.day, await dirtyFrom()]).toEqual(['1970-01-01', '1970-01-01']);
    expect(await rebuilt()).toEqual(await defined());
  });

  it('by another time zone has all built anew', async () => {
    await saveShopFacts(shop, {
      name: 'しずく堂',
      timezone: 'Asia/Seoul',
      currency: 'JPY',
      protectedData: 1,
    });
    await restate(shop, known.context);
    await settle(shop, known.context);
    expect(await isDue()).toBe(true);
    await buildAll(shop, known.context);
    expect(await kept()).toEqual(await defined());
  });

  it('by settings that compare customers makes new cutoffs of all months', async () => {
    const made = () =>
      ground.db.sql.query<{ version: number; months: bigint }>(
        `select settings_version as version, count(*) as months from cutoff
         where shop_id = $1 and purpose = 'month' group by 1`,
        [shop.id],
      );
    expect(await made()).toEqual([{ version: 1, months: 10n }]);
    await saveSettings(shop, { abc: { aShare: 0.4, bShare: 0.6 } }, null);
    expect(await dirtyFrom()).toBe('2025-08-31');
    expect(await rebuilt()).toEqual(await defined());
    expect(await made()).toEqual([{ version: 2, months: 10n }]);
  });
});

describe('a build', () => {
  beforeEach(filled);
  const refund = (amount: number) =>
    saveOrders(
      shop,
      [
        {
          ...orderOn('2026-03-15', { id: 5n, customerId: 2n, total: 5_000, refunded: amount }),
          updatedAt: Date.now() + amount,
        },
      ],
      BY_ORDER,
    );

  it('is made again after some quiet, once an hour at most, or when somebody asks', async () => {
    await refund(1);
    await settle(shop, known.context);
    await passed(6);
    expect(await isDue()).toBe(false);
    await passed(55);
    expect(await isDue()).toBe(true);
    await refund(2);
    await settle(shop, known.context);
    expect(await isDue(), 'an hour after the first change').toBe(true);
    await ground.db.sql.query(
      `update month_mark set made_at = now() - interval '2 minutes' where shop_id = $1`,
      [shop.id],
    );
    expect(await isDue(), 'no quiet yet').toBe(false);
    await askForMonths(shop);
    expect(await isDue()).toBe(true);
    await buildAll(shop, known.context);
    await askForMonths(shop);
    expect(await isDue(), 'nothing has changed').toBe(false);
  });

  it('killed in the middle leaves the old rows, and the months dirty', async () => {
    const before = await kept();
    await refund(1);
    await settle(shop, known.context);
    await askForMonths(shop);
    known.stopping.abort();
    await buildMonths(shop, known.context);
    expect(await kept()).toEqual(before);
    expect(await dirtyFrom()).toBe('2026-03-15');
  });

  it('does not take away what changes while it runs', async () => {
    await refund(1);
    const build = await beginBuild(shop);
    await refund(2);
    const nothing = { stocks: [], moves: [], timezone: 'Asia/Tokyo', until: UNTIL };
    expect(await swapMonths(shop, build, { ...nothing, from: dayOf('2026-03-01') })).toBe(true);
    expect(await dirtyFrom()).toBe('2026-03-15');
    expect(await rebuilt()).toEqual(await defined());
  });

  it('that another has overtaken changes nothing', async () => {
    const before = await kept();
    await refund(1);
    const overtaken = await beginBuild(shop);
    await beginBuild(shop);
    const nothing = { stocks: [], moves: [], timezone: 'Asia/Tokyo', until: UNTIL, from: null };
    expect(await swapMonths(shop, overtaken, nothing)).toBe(false);
    expect(await kept()).toEqual(before);
    expect(await dirtyFrom()).toBe('2026-03-15');
  });

  it('of a month that has just ended waits for changes that began before', async () => {
    const july = dayOf('2026-07-01');
    let opened: boolean | undefined;
    await ground.db.transaction(async (sql) => {
      await sql.query('update shop set restate_done = null where id = $1', [shop.id]);
      opened = await openMonths(shop, july);
    });
    expect(opened).toBe(false);
    await saveOrders(shop, [orderOn('2026-06-30', { id: 9n })], BY_ORDER);
    const rows = await ground.db.sql.query<{ day: string }>(
      'select day::text from month_mark where shop_id = $1',
      [shop.id],
    );
    expect(rows).toEqual([{ day: '2026-06-30' }]);
  });
});
