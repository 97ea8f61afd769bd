import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, type Day } from '../domain/day.ts';
import { readAmount } from '../files/amount.ts';
import type { PricedRow } from '../files/order-row.ts';
import { Ledger } from './ledger.ts';

const DAY = dayOf('2026-01-10');

function row(given: Partial<Omit<PricedRow, 'amount'>> & { amount?: string } = {}): PricedRow {
  const { amount = '100', ...others } = given;
  return {
    line: 2,
    orderId: 'o1',
    customerId: 'c1',
    day: DAY,
    counts: true,
    whole: false,
    ...others,
    amount: readAmount(amount) ?? { units: NaN, digits: 0 },
  };
}

describe('a ledger', () => {
  it('adds the rows of an order exactly and rounds once, adjacent or not', () => {
    const amount = fc
      .tuple(fc.integer({ min: -50_000, max: 50_000 }), fc.constantFrom(0, 1, 2, 3, 5, 6, 7, 14))
      .map(([units, digits]) => new Big(units).div(new Big(10).pow(digits)).toFixed());
    const line = fc.record({ order: fc.nat({ max: 4 }), amount });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom(0, 2, 3), (lines, digits) => {
        const ledger = new Ledger();
        const sums = new Map<number, Big>();
        for (const { order, amount: text } of lines) {
          sums.set(order, (sums.get(order) ?? new Big(0)).plus(text));
          expect(ledger.take(row({ orderId: `o${order}`, amount: text }))).toBeNull();
        }
        for (const [index, sum] of [...sums.values()].entries()) {
          const exact = sum.times(new Big(10).pow(digits)).plus('0.5');
          const floor = exact.round(0, Big.roundDown);
          const expected = exact.lt(floor) ? floor.minus(1) : floor;
          expect(ledger.order(index, digits).value).toBe(expected.toNumber());
        }
      }),
    );
  });

  it('dates an order by its earliest row', () => {
    const ledger = new Ledger();
    for (const day of ['2026-01-10', '2026-01-08', '2026-01-09']) {
      ledger.take(row({ day: dayOf(day) }));
    }
    expect(ledger.order(0, 0)).toEqual({ customer: 0, day: dayOf('2026-01-08'), value: 300 });
  });

  it('says when an order is under two customers, and lets a blank name nobody', () => {
    const ledger = new Ledger();
    expect(ledger.take(row({ customerId: null }))).toBeNull();
    expect(ledger.order(0, 0).customer).toBeNull();
    expect(ledger.take(row({ customerId: 'c1' }))).toBeNull();
    expect(ledger.take(row({ customerId: null }))).toBeNull();
    expect(ledger.order(0, 0).customer).toBe(0);
    expect(ledger.take(row({ customerId: 'C1' }))).toBe('the order is also one of customer "c1"');
    expect(ledger.order(0, 0).value).toBe(300);
  });

  it('takes a whole order from its first row only, and nothing from one that does not count', () => {
    const ledger = new Ledger();
    ledger.take(row({ whole: true }));
    ledger.take(row({ whole: true, day: (DAY - 5) as Day, amount: '900' }));
    ledger.take(row({ orderId: 'o2', whole: true, counts: false }));
    expect(ledger.order(0, 0)).toMatchObject({ value: 100, day: DAY });
    expect(ledger.order(1, 0)).toMatchObject({ value: 0 });
  });

  it('wants the Total of an order before its further rows', () => {
    const ledger = new Ledger();
    const further = { line: 3, orderId: 'o9', customerId: null, amount: null };
    expect(ledger.take(further)).toBe('unreadable amount: Total is empty');
    expect(ledger.take(further)).toBeNull();
    ledger.take(row());
    expect(ledger.take({ ...further, orderId: 'o1', customerId: 'c2' })).toContain('"c1"');
  });

  it('keeps amounts of programs that reckon in binary, beside large ones', () => {
    const ledger = new Ledger();
    ledger.take(row({ amount: '59.699999999999996' }));
    ledger.take(row({ orderId: 'o2', amount: '999999999999' }));
    ledger.take(row({ orderId: 'o3', amount: '0.123456' }));
    ledger.take(row({ orderId: 'o2', amount: '0.123456789012' }));
    expect([0, 1, 2].map((order) => ledger.order(order, 2).value)).toEqual([
      5970, 99999999999912, 12,
    ]);
  });

  it('refuses an amount of a trillion, and what no number can say', () => {
    const ledger = new Ledger();
    expect(ledger.take(row({ amount: '1000000000000' }))).toContain('too large');
    expect(ledger.take(row({ orderId: 'o2', amount: `-1${'0'.repeat(40)}` }))).toContain(
      'too large',
    );
  });

  it('keeps events of customers it knows', () => {
    const ledger = new Ledger();
    ledger.take(row());
    const event = { at: 0, day: DAY, kind: 'review' } as const;
    expect(ledger.addEvent('c1', event)).toBe(true);
    expect(ledger.addEvent('c2', event)).toBe(false);
    expect(ledger.eventsOf(0)).toEqual([event]);
    expect(ledger.eventsOf(1)).toEqual([]);
  });

  it('takes no rows once its orders are closed', () => {
    const ledger = new Ledger();
    ledger.closeOrders();
    expect(() => ledger.take(row())).toThrow('closed');
  });
});
