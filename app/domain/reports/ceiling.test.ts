import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../day.ts';
import { ceilingDay, ceilingOf } from './ceiling.ts';

describe('増加の限界 N* (domain.md A5)', () => {
  it.each([
    ['far below', 0, 1_000, 0.5, 2_000, 7],
    ['there already', 2_000, 1_000, 0.5, 2_000, 0],
    ['exactly 1 % missing', 1_980, 1_000, 0.5, 2_000, 0],
    ['more than 1 % missing', 1_979, 1_000, 0.5, 2_000, 1],
    ['from above, 1 % too many', 2_020, 1_000, 0.5, 2_000, 0],
    ['from above, more', 2_021, 1_000, 0.5, 2_000, 1],
    ['one customer of few', 19, 10, 0.5, 20, 0],
    ['more than one customer of few', 18.9, 10, 0.5, 20, 1],
    ['nobody new: dies out to the last customer', 8, 0, 0.5, 0, 3],
    ['nobody stays: reached after a year', 5, 1_000, 0, 1_000, 1],
  ])('%s', (_, active, newPerYear, retention, customers, years) => {
    expect(ceilingOf({ active, newPerYear, retention })).toEqual({ customers, years });
  });

  it('there is none when everybody stays', () => {
    expect(ceilingOf({ active: 5, newPerYear: 10, retention: 1 })).toBeNull();
  });

  it('is never reached when that takes more than 1,000 years', () => {
    const slow = (retention: number) => ceilingOf({ active: 0, newPerYear: 1, retention });
    expect(slow(0.9999)).toMatchObject({ years: null });
    expect(slow(0.99)).toMatchObject({ years: 459 });
  });

  it.each([
    [999.9, 1_000],
    [1_000.5, null],
  ])('%d years of decay to one customer', (halvings, years) => {
    const retention = Math.exp(-0.01);
    const active = Math.exp(halvings * 0.01);
    expect(ceilingOf({ active, newPerYear: 0, retention })?.years).toBe(years);
  });

  it('is where year after year of new and retained leads, and in that year within 1 % or one', () => {
    const growth = fc.record({
      active: fc.integer({ min: 0, max: 100_000 }),
      newPerYear: fc.integer({ min: 0, max: 50_000 }),
      retention: fc.integer({ min: 0, max: 95 }).map((percent) => percent / 100),
    });
    fc.assert(
      fc.property(growth, (given) => {
        const { customers, years } = ceilingOf(given)!;
        expect(given.retention * customers + given.newPerYear).toBeCloseTo(customers, 6);
        let active = given.active;
        const tolerated = Math.max(customers / 100, 1) + 1e-6;
        for (let year = 0; year < years!; year++) {
          expect(Math.abs(customers - active)).toBeGreaterThan(tolerated - 2e-6);
          active = active * given.retention + given.newPerYear;
        }
        expect(Math.abs(customers - active)).toBeLessThanOrEqual(tolerated);
      }),
    );
  });

  it('is dated so many calendar years ahead', () => {
    expect(ceilingDay({ customers: 1, years: 7 }, dayOf('2026-03-31'))).toBe(dayOf('2033-03-31'));
    expect(ceilingDay({ customers: 1, years: 1 }, dayOf('2024-02-29'))).toBe(dayOf('2025-02-28'));
    expect(ceilingDay({ customers: 1, years: 0 }, dayOf('2026-03-31'))).toBe(dayOf('2026-03-31'));
    expect(ceilingDay({ customers: 1, years: null }, dayOf('2026-03-31'))).toBeNull();
  });
});
