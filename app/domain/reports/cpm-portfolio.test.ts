import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anyShop, bought, trackedByCpm } from '#tests/factories/structure.ts';
import { dayOf } from '../day.ts';
import { cpm, type CpmState } from '../models/cpm.ts';
import { monthEnds } from './calendar-months.ts';
import { bubbleOf, headcountsOf, salesByMonth } from './cpm-portfolio.ts';
import { EMPTY_STOCK } from './stock.ts';
import { tally } from './tally.ts';

describe('顧客ポートフォリオ (domain.md A1)', () => {
  it('is mean tenure by mean amount by customers', () => {
    const stock = { ...EMPTY_STOCK, customers: 2, amount: 150_000n, firstDays: 100, lastDays: 830 };
    expect(bubbleOf({ ...stock, state: 'excellent-active', day: dayOf('2026-01-01') })).toEqual({
      state: 'excellent-active',
      customers: 2,
      tenureMonths: 12,
      tenureDays: { numerator: 730, denominator: 2, value: 365 },
      amount: { numerator: 150_000, denominator: 2, value: 75_000 },
    });
  });
  it('of an empty group is nowhere', () => {
    const bubble = bubbleOf({ ...EMPTY_STOCK, state: 'none', day: dayOf('2026-01-01') });
    expect([bubble.tenureMonths, bubble.amount.value]).toEqual([null, null]);
  });
});

describe('人数推移 and 人数増減推移 (domain.md A1)', () => {
  const on = (date: string, customers: number, state: CpmState = 'first-active') => ({
    day: dayOf(date),
    state,
    customers,
  });
  it.each([
    ['2026-03-31', '2025-03-31'],
    ['2025-02-28', '2024-02-29'],
    ['2024-02-29', '2023-02-28'],
    ['2024-02-28', '2023-02-28'],
    ['2026-03-15', '2025-03-15'],
  ])('compares %s with %s', (now, before) => {
    const counts = headcountsOf([
      on(before, 4),
      on(before, 50, 'first-lapsed'),
      on(now, 10),
      on(now, 20, 'first-lapsed'),
    ]);
    expect(counts.map(({ sinceYear }) => sinceYear)).toEqual([null, null, 6, -30]);
    expect(counts[2]).toEqual({ ...on(now, 10), sinceYear: 6 });
  });
  it('knows no difference from a month that is not given', () => {
    expect(headcountsOf([on('2025-02-28', 4), on('2026-03-31', 10)])).toMatchObject([
      { sinceYear: null },
      { sinceYear: null },
    ]);
  });
});

describe('売上推移 (domain.md A1)', () => {
  it('is what was bought in a month, by the group at its end', () => {
    const customer = trackedByCpm(
      bought(['2025-12-31', 100], ['2026-01-01', 20], ['2026-01-31', 3], ['2026-03-15', 7]),
    );
    const months = tally(salesByMonth(monthEnds(dayOf('2026-03-14'), 3)), [customer]);
    expect(months.map(({ total }) => total)).toEqual([23n, 0n, 0n]);
    expect(months[0]?.lastDay).toBe(dayOf('2026-01-31'));
    expect(months[0]?.groups['toddler-active']).toBe(23n);
    expect(months[0]?.groups['first-active']).toBe(0n);
  });

  it('of no months is nothing', () => {
    expect(tally(salesByMonth([]), [trackedByCpm(bought(['2026-01-01', 5]))])).toEqual([]);
  });

  it('equals filtering orders and returns', () => {
    fc.assert(
      fc.property(anyShop, anyDay, (shop, asOf) => {
        const ends = monthEnds(asOf, 4);
        for (const [index, month] of tally(salesByMonth(ends), shop).entries()) {
          const sales = shop.map(({ history, timeline }) => ({
            state: timeline.findLast(({ from }) => from <= month.lastDay)?.state,
            value: [...history.orders, ...(history.returns ?? [])]
              .filter(({ day }) => day > ends[index]! && day <= month.lastDay)
              .reduce((sum, { value }) => sum + value, 0),
          }));
          const sum = (rows: typeof sales) =>
            BigInt(rows.reduce((total, { value }) => total + value, 0));
          expect(month.total).toBe(sum(sales));
          for (const state of cpm.states) {
            expect(month.groups[state]).toBe(sum(sales.filter((row) => row.state === state)));
          }
        }
      }),
    );
  });
});
