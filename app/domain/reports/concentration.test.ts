import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JPY } from '#tests/factories/structure.ts';
import { totalWeight } from '../relative/abc.ts';
import { abcRows, abcTable } from './abc-table.ts';
import { concentrationOf } from './concentration.ts';
import { decileTable } from './decile-table.ts';
import { FlaggedValues } from './flagged-values.ts';
import { tally } from './tally.ts';

const anyValues = fc.array(fc.tuple(fc.integer({ min: -50, max: 5_000 }), fc.boolean()), {
  maxLength: 120,
});

function kept(told: readonly (readonly [number, boolean])[]): FlaggedValues {
  const values = new FlaggedValues();
  for (const [value, flagged] of told) values.add(value, flagged);
  return values;
}

describe('デシル and ABC of any measure', () => {
  it('are those of the tables that take the values sorted', () => {
    fc.assert(
      fc.property(anyValues, (told) => {
        const { deciles, abc } = concentrationOf(kept(told), JPY);
        const sorted = told.map(([value]) => value).sort((a, b) => b - a);
        const tenths = tally(decileTable(sorted.length), sorted);
        expect(deciles.map(({ customers, value, share }) => [customers, value, share])).toEqual(
          tenths.map((row) => [row.customers, Number(row.amount), row.share.value]),
        );
        const rows = abcRows(sorted, (value) => value, totalWeight(sorted), JPY);
        expect(abc.map(({ group, customers, value }) => [group, customers, value])).toEqual(
          tally(abcTable(), rows).map((row) => [row.class, row.items, Number(row.value)]),
        );
      }),
    );
  });

  it('count every flagged customer once in each', () => {
    fc.assert(
      fc.property(anyValues, (told) => {
        const { customers, deciles, abc } = concentrationOf(kept(told), JPY);
        const flagged = told.filter(([, each]) => each).length;
        for (const groups of [deciles, abc]) {
          expect(groups.reduce((sum, row) => sum + row.flagged, 0)).toBe(flagged);
          expect(groups.reduce((sum, row) => sum + row.customers, 0)).toBe(customers);
        }
      }),
    );
  });
});
