import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AS_OF } from '#tests/factories/buyers.ts';
import { anyHistoryWithLines, JPY } from '#tests/factories/structure.ts';
import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import { cpm } from '../models/cpm.ts';
import { stateAt } from '../models/model.ts';
import { annualLtv } from './annual-ltv.ts';
import { cpmLtv } from './cpm-ltv.ts';
import { cumulativeSalesLtv } from './cumulative-sales-ltv.ts';
import { retentionXLtv } from './customer-ltv.ts';
import { retentionRowOf, retentionTally } from './retention.ts';
import { tally } from './tally.ts';
import { worthTally } from './worth.ts';
import { WORTH_AGES, worthRowOf } from './worth-row.ts';

const order = (ago: number, value: number, cost: number | null = null) => ({
  day: (AS_OF - ago) as Day,
  value,
  lines: [{ product: 'tea', quantity: 1, sales: value, cost }],
});

function worthOf(histories: readonly History[]) {
  const rows = histories.flatMap((history) => worthRowOf(history, 'excellent-active', AS_OF) ?? []);
  return tally(worthTally(), rows);
}

describe('lifetime value in all its forms (domain.md A4.4)', () => {
  it('seed 000: 2 years × 4 a year × ¥5,000 = ¥40,000', () => {
    const days = Array.from({ length: 8 }, (_, index) => order(Math.round(index * 91.25), 5_000));
    const { factors, cumulative } = worthOf([{ orders: days }]);
    expect(factors.activeYears).toBeCloseTo(2, 2);
    expect(factors.ordersPerYear).toBeCloseTo(4, 2);
    expect([factors.orderValue, factors.value, cumulative.value]).toEqual([5_000, 40_000, 40_000]);
  });

  it('by churn: ¥2,000 × 10 a year ÷ 10 % = ¥200,000', () => {
    const often = Array.from({ length: 10 }, (_, index) => order(index * 30, 2_000));
    const kept = { orders: [...often, order(500, 2_000)] };
    const lost = { orders: [order(500, 2_000)] };
    const { churn } = worthOf([...Array.from({ length: 9 }, () => kept), lost]);
    expect(churn).toEqual({
      orderValue: 2_000,
      ordersPerYear: 10,
      annualChurn: { numerator: 1, denominator: 10, value: 0.1 },
      value: 200_000,
    });
    expect(worthOf([kept]).churn.value).toBeNull();
  });

  it('× gross margin, and what is known of profit', () => {
    const known = { orders: [order(10, 1_000, 400), order(500, 3_000, 1_200)] };
    const unknown = { orders: [order(10, 2_000), order(500, 1_000, 400)] };
    const { margin, profit, yearProfit } = worthOf([known, unknown]);
    expect(margin.rate).toEqual({ numerator: 3_000, denominator: 5_000, value: 0.6 });
    expect(margin.value).toBe(2_100);
    expect(profit).toEqual({ customers: 1, sum: 2_400, value: 2_400, unknown: 1 });
    expect(yearProfit).toEqual({ customers: 1, sum: 600, value: 600, unknown: 1 });
  });

  it('an order whose lines are not known has no cost of nothing', () => {
    const bare = { orders: [{ ...order(10, 1_000), lines: [] }] };
    const { margin, profit } = worthOf([bare]);
    expect([margin.value, profit.unknown]).toEqual([null, 1]);
  });

  it('each is that of the tally of its name', () => {
    fc.assert(
      fc.property(fc.array(anyHistoryWithLines, { minLength: 1, maxLength: 12 }), (all) => {
        const histories = all.filter(({ orders }) => orders.some(({ day }) => day <= AS_OF));
        const tracked = histories.map((history) => ({
          history,
          state: stateAt(cpm, history, JPY, AS_OF),
        }));
        const worth = tally(
          worthTally(),
          tracked.flatMap(({ history, state }) => worthRowOf(history, state, AS_OF) ?? []),
        );
        expect(worth.annual).toEqual(plain(tally(annualLtv(AS_OF), histories)));
        const ages = [...WORTH_AGES, null].map((withinDays) =>
          plain(tally(cumulativeSalesLtv({ asOf: AS_OF, withinDays }), histories)),
        );
        const shown = worth.byAge.map(({ customers, sum, value }) => ({ customers, sum, value }));
        expect([...shown, worth.cumulative]).toEqual(ages);
        const retention = tally(
          retentionTally(),
          tracked.flatMap(({ history, state }) => retentionRowOf(history, state, AS_OF) ?? []),
        );
        expect([worth.retained.value, worth.revived.value, worth.new.value]).toEqual([
          retention.retainedLtv.value,
          retention.revivedLtv.value,
          retention.newLtv.value,
        ]);
        const continuing = tally(
          cpmLtv(),
          tracked.flatMap(({ history, state }) => {
            const row = worthRowOf(history, state, AS_OF);
            return row && state ? { cpm: state, amount: row.amount } : [];
          }),
        );
        expect(worth.continuing).toEqual(plain(continuing.total));
        const profits = histories.flatMap((history) => retentionXLtv(history, AS_OF) ?? []);
        expect(worth.profit.customers + worth.profit.unknown).toBe(worth.customers);
        expect(worth.profit.sum).toBe(profits.reduce((sum, each) => sum + each, 0));
      }),
    );
  });
});

function plain(value: { customers: number; sum: bigint; perCustomer: number | null }) {
  return { customers: value.customers, sum: Number(value.sum), value: value.perCustomer };
}
