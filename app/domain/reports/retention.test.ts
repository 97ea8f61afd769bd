import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anyShop, bought, JPY } from '#tests/factories/structure.ts';
import { dayOf } from '../day.ts';
import { cpm } from '../models/cpm.ts';
import { stateAt } from '../models/model.ts';
import { outcomeOf, type BuyingYears } from './buying-years.ts';
import { retentionRowOf, retentionTally, type RetentionRow } from './retention.ts';
import { tally } from './tally.ts';

const years = (
  thisYear: boolean,
  lastYear: boolean,
  earlier: boolean,
  sales: number,
): BuyingYears => ({ thisYear, lastYear, earlier, sales, orders: 1, ordersBefore: 1 });

const ROWS: RetentionRow[] = [
  { years: years(true, false, false, 1_000), cpm: 'first-active' },
  { years: years(true, true, false, 3_000), cpm: 'excellent-active' },
  { years: years(true, true, true, 5_000), cpm: 'excellent-active' },
  { years: years(true, true, true, 4_000), cpm: 'steady-active' },
  { years: years(false, true, false, 0), cpm: 'first-lapsed' },
  { years: years(false, true, false, 0), cpm: 'excellent-lapsed' },
  { years: years(false, true, true, -10), cpm: 'steady-lapsed' },
  { years: years(true, false, true, 700), cpm: 'steady-active' },
  { years: years(false, false, true, 0), cpm: 'steady-lapsed' },
  { years: years(false, false, true, -900), cpm: 'excellent-lapsed' },
];

describe('顧客維持率 and 顧客復活率 (domain.md A5)', () => {
  const report = tally(retentionTally(), ROWS);

  it('counts 稼働, 前年稼働 and 前年離脱', () => {
    expect(report).toMatchObject({ active: 5, activeLastYear: 6, departedLastYear: 3 });
    expect(report.outcomes).toEqual({ new: 1, retained: 3, lost: 3, revived: 1, departed: 2 });
  });

  it('keeps new and existing apart', () => {
    expect(report.retention).toEqual({ numerator: 3, denominator: 6, value: 0.5 });
    expect(report.retentionOfNew).toEqual({ numerator: 1, denominator: 3, value: 1 / 3 });
    expect(report.retentionOfExisting).toEqual({ numerator: 2, denominator: 3, value: 2 / 3 });
  });

  it('revives of those who had departed by last year', () => {
    expect(report.revival).toEqual({ numerator: 1, denominator: 3, value: 1 / 3 });
  });

  it("finds 残存率 among last year's new customers: 優良 and 現役", () => {
    expect(report.survival).toEqual({ numerator: 1, denominator: 3, value: 1 / 3 });
  });

  it('divides the sales of this year by heads', () => {
    expect(report.retainedLtv).toEqual({ numerator: 12_000, denominator: 3, value: 4_000 });
    expect(report.revivedLtv).toEqual({ numerator: 700, denominator: 1, value: 700 });
    expect(report.newLtv).toEqual({ numerator: 1_000, denominator: 1, value: 1_000 });
  });

  it('says nothing of nobody', () => {
    const none = tally(retentionTally(), []);
    const ratios = [none.retention, none.retentionOfNew, none.retentionOfExisting, none.revival];
    const ltvs = [none.survival, none.retainedLtv, none.revivedLtv, none.newLtv];
    for (const { value } of [...ratios, ...ltvs]) expect(value).toBeNull();
  });

  it.each([
    [600, 400, 66],
    [400, 200, 50],
  ])(
    'of %i thousand last year %i again: %i in a hundred (printed, domain.md A5)',
    (last, again, percent) => {
      const retained = years(true, true, true, 0);
      const lost = years(false, true, true, 0);
      function* rows(): Generator<RetentionRow> {
        for (let row = 0; row < last; row++) {
          yield { years: row < again ? retained : lost, cpm: 'steady-active' };
        }
      }
      const { value } = tally(retentionTally(), rows()).retention;
      expect(Math.floor((value ?? 0) * 100)).toBe(percent);
    },
  );

  it('takes of a customer their years and group, of others nothing', () => {
    const history = bought(['2025-01-01', 100]);
    const asOf = dayOf('2026-01-01');
    expect(retentionRowOf(history, 'first-lapsed', asOf)).toEqual({
      cpm: 'first-lapsed',
      years: {
        thisYear: false,
        lastYear: true,
        earlier: false,
        orders: 1,
        ordersBefore: 1,
        sales: 0,
      },
    });
    expect(retentionRowOf(history, 'first-lapsed', dayOf('2024-12-31'))).toBeNull();
    expect(retentionRowOf(history, null, asOf)).toBeNull();
  });

  it('every buyer has exactly one outcome; 稼働 then is retained or lost', () => {
    fc.assert(
      fc.property(anyShop, anyDay, (shop, asOf) => {
        const rows = shop.flatMap(
          ({ history }) => retentionRowOf(history, stateAt(cpm, history, JPY, asOf), asOf) ?? [],
        );
        const { outcomes, active, activeLastYear } = tally(retentionTally(), rows);
        expect(Object.values(outcomes).reduce((sum, heads) => sum + heads, 0)).toBe(rows.length);
        expect(active).toBe(rows.filter((row) => row.years.thisYear).length);
        expect(activeLastYear).toBe(rows.filter((row) => row.years.lastYear).length);
        expect(outcomes.new).toBe(rows.filter((row) => outcomeOf(row.years) === 'new').length);
      }),
    );
  });
});
