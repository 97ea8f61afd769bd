import { describe, expect, it } from 'vitest';
import { Comparison, meets, turnsOf } from './comparison.ts';

describe('comparison', () => {
  it.each([
    ['<', [true, false, false]],
    ['<=', [true, true, false]],
    ['=', [false, true, false]],
    ['>=', [false, true, true]],
    ['>', [false, false, true]],
  ] as const)('%s 3 of 2, 3 and 4', (is, answers) => {
    expect([2, 3, 4].map((value) => meets(value, { is, value: 3 }))).toEqual(answers);
  });

  it.each([
    ['購入回数 [1〜1] (seed 003 #18)', 1, 1, 'inclusive', [1]],
    ['2回以上3回未満 (seed 003 #19)', 2, 3, 'exclusive', [2]],
    ['2 to 3, both in', 2, 3, 'inclusive', [2, 3]],
  ] as const)('%s', (_, min, max, upper, inside) => {
    const range: Comparison = { is: 'between', min, max, upper };
    expect([0, 1, 2, 3, 4].filter((value) => meets(value, range))).toEqual(inside);
  });

  it.each([
    { is: '<', value: 3 },
    { is: '>=', value: -3 },
    { is: 'between', min: -3, max: 3, upper: 'inclusive' },
  ] satisfies Comparison[])('an unknown number never meets $is', (comparison) => {
    expect(meets(null, comparison)).toBe(false);
  });

  it.each([
    [{ is: 'between', min: 2, max: 1, upper: 'inclusive' }, false],
    [{ is: 'between', min: 2, max: 2, upper: 'inclusive' }, true],
    [{ is: 'between', min: 2, max: 2, upper: 'exclusive' }, false],
    [{ is: 'between', min: 2, max: 2.5, upper: 'exclusive' }, true],
    [{ is: 'between', min: 2, max: 3 }, false],
    [{ is: '<', value: NaN }, false],
    [{ is: '<', value: 2 ** 53 }, false],
    [{ is: '<', value: -(2 ** 53) }, false],
    [{ is: '<', value: 2 ** 53 - 1 }, true],
    [{ is: '!=', value: 1 }, false],
    [{ is: '<', value: 1, max: 2 }, false],
  ])('%j is one: %s', (given, valid) => {
    expect(Comparison.safeParse(given).success).toBe(valid);
  });

  it('says why a range is empty, and where', () => {
    const empty = Comparison.safeParse({ is: 'between', min: 2, max: 1, upper: 'inclusive' });
    expect(empty.error?.issues).toMatchObject([
      {
        path: ['max'],
        message: 'the range is empty: min must not exceed max, and lie below an exclusive max',
      },
    ]);
  });

  it('turns at its bounds and just after them', () => {
    expect(turnsOf({ is: '>', value: 30 })).toEqual([30, 31]);
    expect(turnsOf({ is: '<', value: 30.5 })).toEqual([30, 31]);
    expect(turnsOf({ is: 'between', min: 1, max: 9, upper: 'inclusive' })).toEqual([1, 2, 9, 10]);
  });
});
