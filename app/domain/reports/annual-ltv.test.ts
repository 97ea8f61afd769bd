import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyShopper, AS_OF } from '#tests/factories/buyers.ts';
import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import {
  annualLtv,
  annualLtvByBuyer,
  YEAR_BUYERS,
  yearBuyerOf,
  type YearBuyer,
} from './annual-ltv.ts';
import { grouped } from './grouped.ts';
import { tally } from './tally.ts';
import type { ValuePerCustomer } from './value-per-customer.ts';

const entry = (ago: number, value = 1_000) => ({ day: (AS_OF - ago) as Day, value });

describe('年間LTV (domain.md A4.4)', () => {
  it('divides the sales of the last 365 days by the active customers', () => {
    const rows = [
      { orders: [entry(365), entry(364, 500), entry(0, 200), entry(-1, 9)] },
      { orders: [entry(10, 100)], returns: [entry(5, -40), entry(365, -7)] },
      { orders: [entry(400)], returns: [entry(20, -60)] },
      { orders: [entry(365)] },
    ];
    expect(tally(annualLtv(AS_OF), rows)).toEqual({ customers: 2, sum: 700n, perCustomer: 350 });
  });

  it('has no value without an active customer', () => {
    expect(tally(annualLtv(AS_OF), [{ orders: [entry(365)] }]).perCustomer).toBeNull();
  });
});

describe('維持客LTV, 復活客LTV (domain.md A4.4)', () => {
  it.each<[string, number[], YearBuyer | null]>([
    ['none this year', [365], null],
    ['first order this year', [364], 'new'],
    ['last year and this year', [729, 365, 0], 'retained'],
    ['on the first day of last year', [729, 364], 'retained'],
    ['the day before last year began', [730, 364], 'revived'],
    ['before last year and in it', [800, 500, 10], 'retained'],
  ])('%s', (_, daysAgo, buyer) => {
    expect(yearBuyerOf({ orders: daysAgo.map((ago) => entry(ago)) }, AS_OF)).toBe(buyer);
  });

  it('divide the sales of the last 365 days of each by their count, per rank', () => {
    const rows = [
      { group: 'a', orders: [entry(500), entry(300, 300)], returns: [entry(1, -100)] },
      { group: 'a', orders: [entry(400), entry(30, 500), entry(3, 300)] },
      { group: 'b', orders: [entry(900), entry(30, 70)] },
      { group: 'b', orders: [entry(30, 20)] },
      { group: 'b', orders: [entry(400)] },
    ];
    const ranks = tally(
      grouped<History & { group: string }, Record<YearBuyer, ValuePerCustomer>>(() =>
        annualLtvByBuyer(AS_OF),
      ),
      rows,
    );
    expect(ranks.get('a')?.retained).toEqual({ customers: 2, sum: 1_000n, perCustomer: 500 });
    expect(ranks.get('a')?.revived.perCustomer).toBeNull();
    expect(ranks.get('b')?.revived).toEqual({ customers: 1, sum: 70n, perCustomer: 70 });
    expect(ranks.get('b')?.new).toEqual({ customers: 1, sum: 20n, perCustomer: 20 });
    expect(ranks.get('b')?.retained.customers).toBe(0);
  });

  it('divide the active customers among them', () => {
    fc.assert(
      fc.property(fc.array(anyShopper), (rows) => {
        const buyers = tally(annualLtvByBuyer(AS_OF), rows);
        const counts = YEAR_BUYERS.map((buyer) => buyers[buyer].customers);
        const active = tally(annualLtv(AS_OF), rows);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(active.customers);
      }),
    );
  });
});
