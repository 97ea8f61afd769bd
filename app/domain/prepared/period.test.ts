import { describe, expect, it } from 'vitest';
import { dayOf, isoOf } from '../day.ts';
import { daysOfPeriod, PeriodText, wholeYearBefore, yearBefore } from './period.ts';

const AS_OF = dayOf('2026-06-30');

describe('a period of an address', () => {
  it.each([
    ['1d', '2026-06-30', '2026-07-01'],
    ['365d', '2025-07-01', '2026-07-01'],
    ['2026-02', '2026-02-01', '2026-03-01'],
    ['2025-12', '2025-12-01', '2026-01-01'],
    ['2026-01-01..2026-03-31', '2026-01-01', '2026-04-01'],
    ['2024-02-29..2024-02-29', '2024-02-29', '2024-03-01'],
  ])('%s is [%s, %s)', (text, from, to) => {
    expect(PeriodText.safeParse(text).success).toBe(true);
    const range = daysOfPeriod(text, AS_OF);
    expect([isoOf(range.from), isoOf(range.to)]).toEqual([from, to]);
  });

  it('of everything ends today', () => {
    expect(isoOf(daysOfPeriod('all', AS_OF).to)).toBe('2026-07-01');
  });

  it.each([
    ['1d', '2025-06-30', '2025-07-01'],
    ['365d', '2024-07-01', '2025-07-01'],
    ['2025-02', '2024-02-01', '2024-03-01'],
    ['2024-02-28..2024-02-28', '2023-02-28', '2023-03-01'],
    ['2026-01-01..2026-03-31', '2025-01-01', '2025-04-01'],
    ['2024-02-29..2024-02-29', '2023-02-28', '2023-03-01'],
  ])('%s a year before is [%s, %s)', (text, from, to) => {
    const range = yearBefore(text, AS_OF);
    expect(range && [isoOf(range.from), isoOf(range.to)]).toEqual([from, to]);
  });

  it('of everything has no year before', () => {
    expect(yearBefore('all', AS_OF)).toBeNull();
  });

  it.each([
    ['2025-02', '2024-02-01', true],
    ['2025-02', '2024-02-02', false],
    ['365d', '2024-07-01', true],
    ['365d', '2024-07-02', false],
    ['all', '2000-01-01', false],
    ['365d', null, false],
  ])('%s is held against a whole year before, first order %s: %s', (text, first, isShown) => {
    const firstOrderDay = first === null ? null : dayOf(first);
    const range = wholeYearBefore(text, { asOf: AS_OF, firstOrderDay });
    expect(range).toEqual(isShown ? yearBefore(text, AS_OF) : null);
  });

  it.each(['', '0d', 'd', '2026-13', '2026-02-30..2026-03-01', '2026-03-01..2026-02-01', 'x..y'])(
    '%s is none',
    (text) => {
      expect(PeriodText.safeParse(text).success).toBe(false);
    },
  );
});
