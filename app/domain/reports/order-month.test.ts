import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, isoOf, type Day } from '../day.ts';
import { isoMonth, isOver, lastDayOfMonth, monthOf } from './order-month.ts';

describe('months', () => {
  it('agree with the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 60_000 }), (day) => {
        expect(isoMonth(monthOf(day as Day))).toBe(isoOf(day as Day).slice(0, 7));
      }),
    );
  });
  it('end on the day before the next begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 60_000 }), (day) => {
        const month = monthOf(day as Day);
        const last = lastDayOfMonth(month);
        expect([monthOf(last), monthOf((last + 1) as Day)]).toEqual([month, month + 1]);
      }),
    );
  });
  it('follow each other over the turn of the year', () => {
    expect(monthOf(dayOf('2026-01-01')) - monthOf(dayOf('2025-12-31'))).toBe(1);
  });
  it.each([
    ['2026-02-27', false],
    ['2026-02-28', true],
    ['2026-03-01', true],
    ['2026-01-31', false],
  ])('on %s February is over: %s', (asOf, over) => {
    expect(isOver(monthOf(dayOf('2026-02-10')), dayOf(asOf))).toBe(over);
  });
});
