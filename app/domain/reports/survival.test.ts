import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { survivalYears } from './survival.ts';

describe('cohort survival (domain.md A5)', () => {
  it('check (i): 未来館 from 1.2 to 41.9 万 new customers a year, then none', () => {
    const years = survivalYears(
      {
        existing: [],
        newByYear: [1.2, 4.2, 14.4, 24.1, 41.9],
        retentionByAge: [0.7, 0.93],
        ltvByAge: [1.2, 1.8, 2.2, 2.5, 2.7],
      },
      9,
    );
    const oku = years.map(({ sales }) => Number(sales.toFixed(1)));
    expect(oku).toEqual([1.4, 6.6, 24.3, 54.9, 109.5, 117.2, 125.9, 127.4, 123.2]);
  });

  it('ages the existing customers', () => {
    const scenario = {
      existing: [100, 50],
      newByYear: [10],
      retentionByAge: [0.5, 0.8],
      ltvByAge: [1, 2, 3],
    };
    expect(survivalYears(scenario, 2)).toEqual([
      { active: 100, sales: 10 + 100 + 120, byAge: [10, 50, 40] },
      { active: 77, sales: 0 + 10 + 120 + 96, byAge: [0, 5, 40, 32] },
    ]);
  });

  it('of no years, no rates and nobody is nothing', () => {
    const nothing = { existing: [], newByYear: [], retentionByAge: [], ltvByAge: [] };
    expect(survivalYears(nothing, 0)).toEqual([]);
    expect(survivalYears(nothing, 1)).toEqual([{ active: 0, sales: 0, byAge: [0] }]);
    const lost = survivalYears({ ...nothing, existing: [5], newByYear: [3] }, 1);
    expect(lost).toEqual([{ active: 3, sales: 0, byAge: [3, 0] }]);
  });

  it('without new customers never rises', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000), { maxLength: 5 }),
        fc.array(share, { maxLength: 5 }),
        (existing, retentionByAge) => {
          const scenario = { existing, newByYear: [], retentionByAge, ltvByAge: [1] };
          let before = existing.reduce((sum, customers) => sum + customers, 0);
          for (const { active, sales } of survivalYears(scenario, 6)) {
            expect(active).toBeLessThanOrEqual(before + 1e-9);
            expect(sales).toBeCloseTo(active, 9);
            before = active;
          }
        },
      ),
    );
  });

  it('is the sum over cohorts of new × Π retention × LTV', () => {
    const newByYear = [7, 11, 13];
    const [r1, r2] = [0.6, 0.9];
    const [year3] = survivalYears(
      { existing: [], newByYear, retentionByAge: [r1, r2], ltvByAge: [3, 4, 5] },
      3,
    ).slice(2);
    expect(year3?.active).toBeCloseTo(7 * r1 * r2 + 11 * r1 + 13, 12);
    expect(year3?.sales).toBeCloseTo(7 * r1 * r2 * 5 + 11 * r1 * 4 + 13 * 3, 12);
  });
});
