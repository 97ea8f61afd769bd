import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyShopper, AS_OF, bought } from '#tests/factories/buyers.ts';
import type { Day } from '../day.ts';
import { factsAt, type History } from '../history.ts';
import { activePeriodLtv } from './ltv.ts';
import { customerLtv, retentionXLtv } from './customer-ltv.ts';

function ltvOf(...orders: [number, number][]) {
  const history = { orders: orders.map(([ago, value]) => ({ day: (AS_OF - ago) as Day, value })) };
  return customerLtv(factsAt(history, AS_OF)!);
}

describe('LTV of one customer (seed 000, domain.md A4.4)', () => {
  it('shows three factors: tenure and one mean interval more, orders a year, order value', () => {
    const { factors, ltv } = ltvOf([730, 4_000], [365, 5_000], [365, 3_000], [0, 8_000]);
    expect(factors).toEqual({ activeYears: 3, ordersPerYear: 4 / 3, orderValue: 5_000 });
    expect(ltv).toBe(20_000);
  });

  it('knows no pace of who bought on one day only', () => {
    expect(ltvOf([10, 3_000], [10, 2_000])).toEqual({ factors: null, ltv: 5_000 });
  });

  it('multiplies to what the customer has spent, whatever the orders', () => {
    fc.assert(
      fc.property(anyShopper, (history) => {
        const facts = factsAt(history, AS_OF);
        if (!facts) return;
        const { factors, ltv } = customerLtv(facts);
        expect(ltv).toBe(facts.amount);
        expect(factors === null).toBe(facts.firstDay === facts.lastDay);
        if (factors) expect(activePeriodLtv(factors)).toBeCloseTo(facts.amount, 4);
      }),
    );
  });
});

describe('RetentionX: net revenue − COGS (domain.md A4.4)', () => {
  const day = AS_OF;
  const later = (AS_OF + 1) as Day;
  it.each<[string, History, number | null]>([
    ['two orders', { orders: [bought(9, 'a', 'b'), bought(0, 'a')] }, 3_000 - 1_200],
    ['a later order', { orders: [bought(9, 'a'), bought(-1, 'a')] }, 600],
    ['a return', { orders: [bought(9, 'a')], returns: [{ day, value: -100 }] }, 500],
    ['a later return', { orders: [bought(9, 'a')], returns: [{ day: later, value: -100 }] }, 600],
    ['unknown lines', { orders: [bought(9, 'a'), { day, value: 5 }] }, null],
    ['unknown lines later', { orders: [bought(9, 'a'), { day: later, value: 5 }] }, 600],
    [
      'an unknown cost',
      { orders: [{ day, value: 5, lines: [{ product: 'a', quantity: 1, sales: 5, cost: null }] }] },
      null,
    ],
  ])('%s', (_, history, ltv) => {
    expect(retentionXLtv(history, AS_OF)).toBe(ltv);
  });
});
