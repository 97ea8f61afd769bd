import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay } from '#tests/factories/structure.ts';
import { dayOf, isoOf } from '../day.ts';
import { monthEnds, monthOfYear, monthsBefore } from './calendar-months.ts';

describe('the same day so many months before', () => {
  it.each([
    ['2026-03-15', 1, '2026-02-15'],
    ['2026-03-31', 1, '2026-02-28'],
    ['2024-08-31', 6, '2024-02-29'],
    ['2026-08-31', 6, '2026-02-28'],
    ['2024-02-29', 12, '2023-02-28'],
    ['2026-01-31', 1, '2025-12-31'],
    ['2026-05-01', 0, '2026-05-01'],
  ])('%s less %i: %s', (day, months, before) => {
    expect(isoOf(monthsBefore(dayOf(day), months))).toBe(before);
  });
});

describe('ends of months', () => {
  it('end the running month on the day itself and begin with the day before the first', () => {
    expect(monthEnds(dayOf('2026-03-15'), 3).map(isoOf)).toEqual([
      '2025-12-31',
      '2026-01-31',
      '2026-02-28',
      '2026-03-15',
    ]);
  });
  it('of one month are its beginning and its end', () => {
    expect(monthEnds(dayOf('2026-03-31'), 1).map(isoOf)).toEqual(['2026-02-28', '2026-03-31']);
  });
});

describe('month of the year', () => {
  it('is the month of the ISO date', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(monthOfYear(day) + 1).toBe(Number(isoOf(day).slice(5, 7)));
      }),
    );
  });
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', 11],
    ['2026-12-31', 11],
  ])('%s: %i', (day, month) => {
    expect(monthOfYear(dayOf(day))).toBe(month);
  });
});
