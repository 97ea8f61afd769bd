import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, dayOf, isoOf } from '#app/domain/day.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { abcRows, abcTable } from '#app/domain/reports/abc-table.ts';
import { decileTable } from '#app/domain/reports/decile-table.ts';
import { tally } from '#app/domain/reports/tally.ts';
import { relativeClassesOf, type Classes } from '#app/domain/relative/classes.ts';
import { RFM_SEGMENTS } from '#app/domain/relative/rfm.ts';
import { defaultSettings } from '#app/domain/settings.ts';
import { rfmScreen, type RfmScreen } from '#app/presenters/rfm-screen.ts';
import type { Shop } from '#app/store/database.ts';
import { saveOrders } from '#app/store/orders.ts';
import { saveShopifyGroups } from '#app/store/shopify-groups.ts';
import { anOrder } from '../factories/orders.ts';
import { useGround } from '../setup/ground.ts';
import { knownShop } from '../setup/known-shop.ts';
import { buildAll, settle } from '../setup/months.ts';

const ground = useGround();
const TODAY = dayOf('2026-07-01');
const CUSTOMERS = 60;
const NOTHING_ASKED = { from: null, to: null };
let known: Awaited<ReturnType<typeof knownShop>>;
let shop: Shop;

beforeEach(async () => {
  known = await knownShop(ground.db);
  shop = known.shop;
});

interface Buyer {
  id: number;
  departure: number;
  orders: number;
  amount: number;
}

/** One to six orders each, ten days apart, the last one so many days ago. */
const BUYERS: Buyer[] = Array.from({ length: CUSTOMERS }, (_, index) => {
  const orders = 1 + ((index * 5) % 6);
  return {
    id: index + 1,
    departure: (index * 7) % 120,
    orders,
    amount: orders * 1_000 * (1 + (index % 9)),
  };
});

/** Everybody is in, today and at the ends of months. */
async function filled(): Promise<void> {
  const orders = BUYERS.flatMap(({ id, departure, orders: count, amount }) =>
    Array.from({ length: count }, (_, nth) =>
      anOrder({
        id: BigInt(100 * id + nth),
        customerId: BigInt(id),
        total: amount / count,
        processedAt: Date.parse(`${isoOf(addDays(TODAY, -departure - 10 * nth))}T12:00:00+09:00`),
      }),
    ),
  );
  await saveOrders(shop, orders, { because: 'order' });
  const now = () => Promise.resolve(Date.parse('2026-07-01T03:00:00Z'));
  const context = { ...known.context, now };
  await settle(shop, context);
  await buildAll(shop, context);
}

async function screenOf(
  asked: Parameters<typeof rfmScreen>[1] = NOTHING_ASKED,
): Promise<RfmScreen> {
  const screen = await rfmScreen(shop, asked);
  if (typeof screen === 'string') throw new Error(screen);
  return screen;
}

/** Where everybody stands by the definitions. */
function defined(): (Buyer & Classes)[] {
  const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });
  const column = (of: (buyer: Buyer) => number) => Float64Array.from(BUYERS.map(of));
  const measures = {
    departure: column(({ departure }) => departure),
    orders: column(({ orders }) => orders),
    amount: column(({ amount }) => amount),
  };
  const classes = relativeClassesOf(measures, settings)!;
  return BUYERS.map((buyer, index) => ({ ...buyer, ...classes.of(index) }));
}

const sums = (of: readonly Buyer[]) => ({
  customers: of.length,
  orders: of.reduce((sum, { orders }) => sum + orders, 0),
  amount: of.reduce((sum, { amount }) => sum + amount, 0),
});

describe('the page of RFM', () => {
  it('sums customers by scores, segment, rank, layer, decile and ABC', async () => {
    await filled();
    const all = defined();
    const screen = await screenOf();
    expect(screen.total).toEqual(sums(all));
    for (const { r, f, m, ...rest } of screen.scores) {
      const own = all.filter(({ scores }) => scores.r === r && scores.f === f && scores.m === m);
      expect(rest).toEqual(sums(own));
    }
    expect(screen.scores.reduce((sum, { customers }) => sum + customers, 0)).toBe(CUSTOMERS);
    for (const { state, ...rest } of screen.segments) {
      expect(rest).toEqual(sums(all.filter(({ segment }) => segment === state)));
    }
    for (const { state, ...rest } of screen.ranks) {
      expect(rest).toEqual(sums(all.filter(({ rank }) => rank === state)));
    }
    for (const { state, ...rest } of screen.layers) {
      expect(rest).toEqual(sums(all.filter(({ layer }) => layer === state)));
    }
    expect(screen.layers[0]!.customers).toBeGreaterThan(0);
    const amounts = all.map(({ amount }) => amount).sort((a, b) => b - a);
    expect(screen.deciles).toEqual(
      tally(decileTable(CUSTOMERS), amounts).map((row) => ({
        group: String(row.decile),
        customers: row.customers,
        amount: Number(row.amount),
        share: row.share.value,
        cumulativeShare: row.cumulativeShare.value,
        perHead: row.perHead.value,
      })),
    );
    const total = BigInt(screen.total.amount);
    const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });
    expect(screen.abc.map(({ customers, share }) => ({ customers, share }))).toEqual(
      tally(
        abcTable(),
        abcRows(amounts, (amount) => amount, total, settings),
      ).map((row) => ({
        customers: row.items,
        share: row.share.value,
      })),
    );
  });

  it('says what the scores are divided by, since when and how long', async () => {
    await filled();
    const { cuts } = await screenOf();
    expect(cuts).toMatchObject({ asOf: '2026-07-01', nextOn: '2026-07-02', kind: 'quintiles' });
    const scores = defined().map((one) => ({ ...one, r: one.scores.r }));
    for (const [index, range] of cuts!.ranges.r.entries()) {
      const days = scores.filter(({ r }) => r === 5 - index).map(({ departure }) => departure);
      expect(Math.min(...days)).toBeGreaterThanOrEqual(range!.from);
      expect(Math.max(...days)).toBeLessThanOrEqual(range!.to ?? Infinity);
    }
  });

  it('holds today against the last month, or two months against each other with who moved', async () => {
    await filled();
    const { comparison, segments } = await screenOf();
    expect(comparison).toMatchObject({ from: '2026-06', to: null, span: null });
    const { rfm } = comparison!.models;
    expect(rfm.rows.map(({ now }) => now)).toEqual(segments.map(({ customers }) => customers));
    expect(rfm.customersNow).toBe(CUSTOMERS);
    expect(rfm.rows.reduce((sum, { then }) => sum + then, 0)).toBe(rfm.customersThen);
    expect(rfm.moves).toBe(null);

    const twoMonths = (await screenOf({ from: '2026-06', to: '2026-05' })).comparison!;
    expect(twoMonths).toMatchObject({ from: '2026-05', to: '2026-06', span: 1 });
    for (const model of ['rfm', 'rank'] as const) {
      const { rows, moves, customersNow } = twoMonths.models[model];
      for (const { state, then, now } of rows) {
        expect(moves!.rows.find(({ from }) => from === state)!.customers).toBe(then);
        const column = moves!.columns.indexOf(state);
        expect(moves!.rows.reduce((sum, { cells }) => sum + cells[column]!, 0)).toBe(now);
      }
      expect(moves!.rows.reduce((sum, { customers }) => sum + customers, 0)).toBe(customersNow);
    }
    const wild = (await screenOf({ from: '1999-01', to: 'x' })).comparison;
    expect(wild).toMatchObject({ from: '2026-06', to: null });
  });

  it('stands beside Shopify’s own groups where they are told', async () => {
    await filled();
    expect((await screenOf()).shopify).toBe(null);
    const group = (id: number) => ['loyal', 'dormant', null][id % 3]!;
    await saveShopifyGroups(
      shop,
      BUYERS.map(({ id }) => ({ id: BigInt(id) as CustomerId, group: group(id) })),
    );
    const { shopify } = await screenOf();
    expect(shopify!.columns).toEqual(['loyal', 'dormant', 'none']);
    const all = defined();
    expect(shopify!.rows).toEqual(
      RFM_SEGMENTS.map((state) => {
        const own = all.filter(({ segment }) => segment === state);
        const cells = ['loyal', 'dormant', null].map(
          (each) => own.filter(({ id }) => group(id) === each).length,
        );
        return { state, customers: own.length, cells };
      }),
    );
  });

  it('has nothing to show without a buyer', async () => {
    expect(await rfmScreen(shop, NOTHING_ASKED)).toBe('empty');
  });
});
