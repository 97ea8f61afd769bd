import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JPY } from '#tests/factories/structure.ts';
import { totalWeight } from '../relative/abc.ts';
import { abcRows, abcTable } from './abc-table.ts';
import { ratioOf, tally } from './tally.ts';

function rowsOf(values: readonly number[]) {
  return [...abcRows(values, (value) => value, totalWeight(values), JPY)];
}

describe('ABC分析 (domain.md A4.6)', () => {
  it('check [j15]: a menu, in thousands of yen', () => {
    const rows = rowsOf([395, 150, 105, 95, 85, 70, 55, 45]);
    const cumulative = rows.map((row) => ((row.cumulativeShare.value ?? NaN) * 100).toFixed(1));
    expect(rows.map((row, index) => `${cumulative[index]} ${row.class}`)).toEqual([
      '39.5 A',
      '54.5 A',
      '65.0 A',
      '74.5 B',
      '83.0 B',
      '90.0 B',
      '95.5 C',
      '100.0 C',
    ]);
    expect(rows[1]?.share).toEqual({ numerator: 150, denominator: 1_000, value: 0.15 });
  });

  it('carries the items', () => {
    const items = [
      { name: 'x', units: 3 },
      { name: 'y', units: -1 },
    ];
    const rows = [...abcRows(items, ({ units }) => units, 3n, JPY)];
    expect(rows.map(({ item, value }) => [item.name, value])).toEqual([
      ['x', 3],
      ['y', -1],
    ]);
    expect(rows[1]).toMatchObject({
      class: 'C',
      share: { value: 0 },
      cumulativeShare: { value: 1 },
    });
  });

  it('weighs what is above 0 only', () => {
    expect(totalWeight([5, 0, -3, 2])).toBe(7n);
    expect(totalWeight([])).toBe(0n);
  });

  it('sums the classes', () => {
    const values = [395, 150, 105, 95, 85, 70, 55, 45, -10];
    expect(tally(abcTable(), rowsOf(values))).toEqual([
      {
        class: 'A',
        items: 3,
        value: 650n,
        share: ratioOf(650, 1_000),
        cumulativeShare: ratioOf(650, 1_000),
        perItem: ratioOf(650, 3),
      },
      {
        class: 'B',
        items: 3,
        value: 250n,
        share: ratioOf(250, 1_000),
        cumulativeShare: ratioOf(900, 1_000),
        perItem: ratioOf(250, 3),
      },
      {
        class: 'C',
        items: 3,
        value: 90n,
        share: ratioOf(100, 1_000),
        cumulativeShare: ratioOf(1_000, 1_000),
        perItem: ratioOf(90, 3),
      },
    ]);
  });

  it('of nothing has three empty classes', () => {
    const classes = tally(abcTable(), []);
    expect(classes.map((each) => [each.class, each.items, each.share.value])).toEqual([
      ['A', 0, null],
      ['B', 0, null],
      ['C', 0, null],
    ]);
    expect(classes[0]?.perItem.value).toBeNull();
  });

  it('cumulates to 100 % and keeps every item', () => {
    const sorted = fc
      .array(fc.integer({ min: -100, max: 10_000 }), { minLength: 1, maxLength: 60 })
      .map((values) => values.sort((a, b) => b - a));
    fc.assert(
      fc.property(sorted, (values) => {
        const rows = rowsOf(values);
        expect(rows.map(({ value }) => value)).toEqual(values);
        if (values[0]! > 0) expect(rows.at(-1)?.cumulativeShare.value).toBe(1);
        const classes = tally(abcTable(), rows);
        expect(classes.reduce((sum, { items }) => sum + items, 0)).toBe(values.length);
      }),
    );
  });
});
