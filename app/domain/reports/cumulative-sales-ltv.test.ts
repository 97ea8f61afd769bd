import { describe, expect, it } from 'vitest';
import { AS_OF } from '#tests/factories/buyers.ts';
import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import { cumulativeSalesLtv } from './cumulative-sales-ltv.ts';
import { grossProfitOf } from './order-products.ts';
import { tally } from './tally.ts';

const entry = (ago: number, value: number) => ({ day: (AS_OF - ago) as Day, value });

function ltv(withinDays: number | null, ...rows: History[]) {
  return tally(cumulativeSalesLtv({ asOf: AS_OF, withinDays }), rows);
}

describe('average of cumulative sales (domain.md A4.4)', () => {
  it('2,000 + 4,000 × 8 + 7,000 = 41,000', () => {
    const values = [2_000, ...Array.from({ length: 8 }, () => 4_000), 7_000];
    const orders = values.map((value, index) => entry(300 - index * 30, value));
    expect(ltv(null, { orders })).toEqual({ customers: 1, sum: 41_000n, perCustomer: 41_000 });
  });

  it('is divided by all customers, returns taken off', () => {
    const rows = [
      { orders: [entry(9, 1_000), entry(-1, 5_000)], returns: [entry(0, -300), entry(-1, -50)] },
      { orders: [entry(0, 500)] },
      { orders: [], returns: [entry(5, -900)] },
    ];
    expect(ltv(null, ...rows)).toEqual({ customers: 2, sum: 1_200n, perCustomer: 600 });
  });

  it('within days counts their last one, and only who has had them', () => {
    const rows = [
      { orders: [entry(200, 100), entry(110, 20), entry(109, 3)], returns: [entry(110, -5)] },
      { orders: [entry(90, 1_000)], returns: [entry(-1, -5)] },
      { orders: [entry(89, 70_000)] },
    ];
    expect(ltv(90, ...rows)).toEqual({ customers: 2, sum: 1_115n, perCustomer: 557.5 });
  });

  it('has no value of nobody', () => {
    expect(ltv(90, { orders: [entry(1, 5)] }).perCustomer).toBeNull();
  });

  it('can sum gross profit, without customers of unknown cost', () => {
    const line = { product: 'soap', quantity: 1, sales: 900, cost: 400 };
    const rows = [
      { orders: [{ ...entry(5, 1_000), lines: [line] }] },
      { orders: [{ ...entry(5, 1_000), lines: [line] }, entry(4, 1_000)] },
    ];
    const measure = grossProfitOf;
    expect(tally(cumulativeSalesLtv({ asOf: AS_OF, withinDays: null, measure }), rows)).toEqual({
      customers: 1,
      sum: 500n,
      perCustomer: 500,
    });
  });

  it('stays exact past 2^53', () => {
    const huge = { orders: [entry(1, Number.MAX_SAFE_INTEGER)] };
    expect(ltv(null, huge, huge, huge).sum).toBe(3n * BigInt(Number.MAX_SAFE_INTEGER));
  });
});
