import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JPY } from '#tests/factories/structure.ts';
import { Settings } from '../settings.ts';
import { ABC_CLASSES, abcClasses, weightOf } from './abc.ts';

function classesOf(descending: readonly number[], settings = JPY): string {
  const total = descending.reduce((sum, value) => sum + weightOf(value), 0n);
  return [...abcClasses(descending, total, settings)].join('');
}

describe('ABC (domain.md A4.6, contracts.md)', () => {
  it.each([
    ['check [j15]', [395, 150, 105, 95, 85, 70, 55, 45], 'AAABBBCC'],
    ['exactly 70 and 90 %: own share in', [70, 20, 10], 'ABC'],
    ['one beyond 70 and 90 %', [7_000, 1, 1_999, 1, 999], 'ABBCC'],
    ['the first is always A', [95, 5], 'AC'],
    ['one customer', [5], 'A'],
    ['all equal', Array.from({ length: 10 }, () => 3), 'AAAAAAABBC'],
    ['all zero', [0, 0, 0], 'CCC'],
    ['returns larger than orders', [60, 40, 0, -10], 'ACCC'],
    ['only returns', [-1, -2], 'CC'],
    ['nobody', [], ''],
  ])('%s', (_, values, classes) => {
    expect(classesOf(values)).toBe(classes);
  });

  it('follows the settings', () => {
    const settings = Settings.parse({ cpm: { amount: 1 }, abc: { aShare: 0.8, bShare: 0.95 } });
    expect(classesOf([70, 10, 15, 5], settings)).toBe('AABC');
  });

  it('is exact beyond 2^53', () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(classesOf(Array.from({ length: 10 }, () => most))).toBe('AAAAAAABBC');
  });

  it('weighs nothing below 1', () => {
    expect([weightOf(3), weightOf(0), weightOf(-3)]).toEqual([3n, 0n, 0n]);
  });

  it('never goes back to a better class', () => {
    const sorted = fc
      .array(fc.integer({ min: -50, max: 5_000 }), { minLength: 1 })
      .map((values) => values.sort((a, b) => b - a));
    fc.assert(
      fc.property(sorted, (values) => {
        const classes = classesOf(values);
        expect(classes).toMatch(/^A*B*C*$/);
        expect(classes).toHaveLength(values.length);
        expect(classes.startsWith('A')).toBe(values[0]! > 0);
      }),
    );
  });

  it('has three classes', () => {
    expect(ABC_CLASSES).toEqual(['A', 'B', 'C']);
  });
});
