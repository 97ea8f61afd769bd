import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf } from '#tests/factories/files.ts';
import { dayOf } from '../domain/day.ts';
import { CUSTOMERS_HEADER, customerLines } from './customers-csv.ts';
import { analyseFile, BadFiles, type FileAnalysisOptions } from './file-analysis.ts';
import { BadSettings } from './settings-file.ts';
import { Counter, summaryOf } from './summary.ts';

const HEADER = 'customer_id,order_id,ordered_at,amount,currency';

type Given = Partial<Omit<FileAnalysisOptions, 'orders' | 'events'>> & { events?: string };

/** What `analyze` writes for a file of these lines. */
async function analyse(lines: string[], { events, ...given }: Given = {}) {
  const file = await analyseFile({
    orders: fileOf(lines.join('\n')),
    events: events === undefined ? null : fileOf(events),
    asOf: null,
    timezone: 'Asia/Tokyo',
    currency: null,
    settings: null,
    ...given,
  });
  const counter = new Counter(file.analysis.asOf);
  const line = customerLines(file.digits);
  let csv = CUSTOMERS_HEADER;
  for (const row of file.analysis.rows()) {
    counter.add(row);
    csv += line(row);
  }
  const customers = parse<Record<string, string>>(csv, { columns: true });
  return { customers, summary: summaryOf(file, counter) };
}

const plain = (...rows: string[]) => [HEADER, ...rows];

describe('a file of orders', () => {
  it('gives one row for each customer with a counted order', async () => {
    const { customers, summary } = await analyse(
      plain(
        'c2,o1,2026-01-05,3000,JPY',
        'c1,o2,2026-01-05,2000,',
        'c1,o3,2026-04-20,1001,JPY',
        ',o4,2026-04-21,700,',
        'c3,o5,2026-04-01,-50,',
        'c1,o6,2026-04-21,-100,',
      ),
    );
    expect(customers).toEqual([
      {
        customer_id: 'c1',
        orders: '2',
        first_order_on: '2026-01-05',
        last_order_on: '2026-04-20',
        tenure_days: '105',
        departure_days: '1',
        amount: '2901',
        average_order_value: '1451',
        median_interval_days: '105',
        r_score: '5',
        f_score: '2',
        m_score: '1',
        rfm: 'potential-loyalist',
        rank: 'general',
        layer: '',
        cpm: 'steady-active',
        lifecycle: 'winback',
        stage: 'growing',
        vip: '',
        decile: '2',
        abc: 'C',
        next: 'continuation',
        next_change_on: '2026-05-21',
        next_change_model: 'lifecycle',
        next_change_to: 'at-risk',
      },
      expect.objectContaining({
        customer_id: 'c2',
        median_interval_days: '',
        cpm: 'first-active',
        lifecycle: 'dormant',
        decile: '1',
        abc: 'A',
        next_change_on: '2026-09-02',
        next_change_model: 'cpm',
        next_change_to: 'first-lapsed',
      }),
    ]);
    expect(summary).toMatchObject({
      asOf: '2026-04-21',
      currency: 'JPY',
      customers: 2,
      orders: 3,
      amount: 5901,
      guests: { orders: 1, amount: 700 },
      returns: { orders: 2, amount: -150 },
    });
    expect(summary.counts.cpm).toMatchObject({ 'steady-active': 1, 'first-active': 1 });
    expect(summary.rates.find(({ key }) => key === 'repeat_stock')).toMatchObject({
      numerator: 1,
      denominator: 2,
      value: 0.5,
    });
  });

  it('ends a VIP candidacy with an empty state', async () => {
    const orders = ['01', '02', '03', '04'].map((day, n) => `c1,o${n},2026-03-${day},100,`);
    const { customers } = await analyse(plain(...orders), { asOf: dayOf('2026-04-08') });
    expect(customers[0]).toMatchObject({
      vip: 'candidate',
      next: 'spreading',
      lifecycle: 'at-risk',
      next_change_on: '2026-04-19',
      next_change_model: 'vip',
      next_change_to: '',
    });
  });

  it('leaves orders, returns and events after the day out whole', async () => {
    const events = 'customer_id,kind,at\nc1,contract:paused,2026-03-06\nnobody,review,2026-01-01';
    const lines = plain(
      'c1,o1,2026-03-01,100,',
      'c1,o1,2026-03-09,50,',
      'c1,o2,2026-03-06,900,',
      'c1,o3,2026-03-07,-20,',
      'c2,o4,2026-03-06,900,',
    );
    const { customers, summary } = await analyse(lines, { events, asOf: dayOf('2026-03-05') });
    expect(customers).toHaveLength(1);
    expect(customers[0]).toMatchObject({ orders: '1', amount: '150' });
    expect(summary).toMatchObject({
      orders: 1,
      returns: { orders: 0 },
      eventsOfUnknownCustomers: 1,
    });
    expect(summary.counts.contract).toMatchObject({ paused: 0 });
  });

  it('without a row, or without an order that counts, says nothing about nobody', async () => {
    for (const lines of [plain(), plain('c1,o1,2026-01-01,-5,')]) {
      const { customers, summary } = await analyse(lines);
      expect(customers).toEqual([]);
      expect(summary).toMatchObject({ asOf: null, customers: 0, orders: 0, amount: 0 });
      expect(summary.cuts).toEqual({ r: [], f: [], m: [], top1: null });
      expect(summary.rates.map(({ value }) => value)).toEqual(summary.rates.map(() => null));
    }
  });

  it('keeps cents, and takes 7 × the mean order as the CPM amount', async () => {
    const { customers, summary } = await analyse(
      plain('c1,o1,2026-01-01,10.005,USD', 'c1,o2,2026-01-02,9.99,USD', ',o3,2026-01-02,10.02,'),
    );
    expect(customers[0]).toMatchObject({ amount: '20.00', average_order_value: '10.00' });
    expect(summary).toMatchObject({
      currency: 'USD',
      amount: 20,
      thresholds: { cpm: { amount: 71 } },
    });
  });

  it('orders customers by code point and keeps their case', async () => {
    const ids = ['null', 'NA', 'a', 'B', '😀', '\uFFFD', 'あ'];
    const { customers } = await analyse(
      plain(...ids.map((id, index) => ` ${id} ,o${index},2026-01-01,100,`)),
    );
    expect(customers.map((row) => row.customer_id)).toEqual([
      'B',
      'NA',
      'a',
      'null',
      'あ',
      '\uFFFD',
      '😀',
    ]);
  });

  it('says what is wrong with both files at once', async () => {
    const wrong = analyse(
      plain('c1,o1,2026-01-01,x,', 'c2,o2,2026-01-01,1,', 'c3,o2,2026-01-01,1,'),
      {
        events: 'customer_id,kind,at\nc1,like,2026-01-01',
      },
    );
    const refusal: unknown = await wrong.catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(BadFiles);
    expect((refusal as BadFiles).files.map(({ rows }) => rows)).toEqual([
      [
        { line: 2, reason: 'unreadable amount "x"' },
        { line: 4, reason: 'the order is also one of customer "c2"' },
      ],
      [{ line: 2, reason: 'unknown event kind "like"' }],
    ]);
  });

  it('reads the same of rows in any order', async () => {
    const row = fc
      .record({
        customer: fc.nat({ max: 5 }),
        order: fc.nat({ max: 40 }),
        day: fc.integer({ min: 1, max: 28 }),
        month: fc.integer({ min: 1, max: 12 }),
        amount: fc.integer({ min: -500, max: 20_000 }),
      })
      .map(({ customer, order, day, month, amount }) => {
        const id = `c${customer},c${customer}-o${order}`;
        return `${id},2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')},${amount},`;
      });
    const shuffled = fc
      .array(row, { minLength: 1, maxLength: 60 })
      .chain((rows) =>
        fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
      );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, other]) => {
        expect(await analyse(plain(...other))).toEqual(await analyse(plain(...rows)));
      }),
    );
  });
});

describe('a settings file', () => {
  const lines = plain('c1,o1,2026-01-01,100.00,USD', 'c1,o2,2026-01-09,100.00,USD');

  it('changes what it names, with amounts in the currency’s own unit', async () => {
    const settings = { cpm: { amount: 150.5, toddlerDays: 5, trendyDays: 5 } };
    const { customers, summary } = await analyse(lines, { settings });
    expect(customers[0]).toMatchObject({ cpm: 'excellent-active' });
    expect(summary.thresholds).toMatchObject({
      cpm: { amount: 150.5, toddlerDays: 5, trendyDays: 5, lapsedDays: 240 },
    });
    expect((await analyse(lines, { settings: summary.thresholds })).customers).toEqual(customers);
  });

  it('can cut RFM by fixed thresholds', async () => {
    const settings = {
      rfm: {
        cuts: 'fixed',
        recencyDays: [1, 2, 3, 4],
        orders: [1, 2, 3, 4],
        amounts: [50, 100, 199.99, 300],
      },
    };
    const { customers, summary } = await analyse(lines, { settings });
    expect(customers[0]).toMatchObject({ r_score: '5', f_score: '2', m_score: '4' });
    expect(summary.cuts.m).toEqual([50, 100, 199.99, 300]);
    expect(summary.thresholds).toMatchObject(settings);
  });

  it.each([
    [{ cpm: { lapsedDay: 1 } }, 'lapsedDay'],
    [{ recency: { days: 1 } }, 'recency'],
    [{ cpm: { amount: 'much' } }, 'cpm.amount'],
    [{ stage: { growingOrders: 1 } }, 'stage.growingOrders'],
    [[], 'expected record'],
    [{ cpm: 5 }, 'cpm'],
  ])('is refused for %j, naming it', async (settings, name) => {
    const refusal: unknown = await analyse(lines, { settings }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(BadSettings);
    expect((refusal as Error).message).toContain(name);
  });
});
