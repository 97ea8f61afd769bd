import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyShopper, AS_OF, buyer } from '#tests/factories/buyers.ts';
import type { Day } from '../day.ts';
import { factsAt } from '../history.ts';
import { daysToSecond, orderDaysOf, ordersByDay, ordersIn } from './order-days.ts';

describe('order days', () => {
  it('agree with the facts of a customer', () => {
    fc.assert(
      fc.property(anyShopper, (history) => {
        const days = orderDaysOf(history, AS_OF);
        const facts = factsAt(history, AS_OF);
        expect(days).toEqual(days.toSorted((a, b) => a - b));
        expect(days.length).toBe(facts?.orders ?? 0);
        expect(days[0]).toBe(facts?.firstDay);
        expect(days.at(-1)).toBe(facts?.lastDay);
        expect(daysToSecond(days)).toBe(facts?.intervals[0] ?? null);
        expect([...ordersByDay(history, AS_OF).keys()]).toEqual([...new Set(days)]);
      }),
    );
  });

  it('take the as-of day in and leave the next one out', () => {
    const orders = [AS_OF + 1, AS_OF, AS_OF - 1].map((day) => ({ day: day as Day, value: 1 }));
    expect(orderDaysOf({ orders }, AS_OF)).toEqual([AS_OF - 1, AS_OF]);
    expect([...ordersByDay({ orders }, AS_OF).keys()]).toEqual([AS_OF - 1, AS_OF]);
  });

  it('keep the orders of one day together', () => {
    const orders = [5, 3, 5].map((day, value) => ({ day: day as Day, value }));
    expect(ordersByDay({ orders }, AS_OF).get(5 as Day)).toEqual([
      { day: 5, value: 0 },
      { day: 5, value: 2 },
    ]);
  });
});

describe('ordersIn', () => {
  it('counts orders one by one, from in and to out', () => {
    const range = { from: (AS_OF - 10) as Day, to: (AS_OF - 5) as Day };
    expect(ordersIn(range, buyer(11, 10, 7, 7, 6, 5).orderDays)).toBe(4);
  });
});

describe('daysToSecond', () => {
  it.each([
    ['no order', [], null],
    ['one order', [9], null],
    ['two on one day', [9, 9], null],
    ['the second distinct day counts', [9, 9, 2, 0], 7],
  ])('%s', (_, daysAgo, days) => {
    expect(daysToSecond(buyer(...daysAgo).orderDays)).toBe(days);
  });
});
