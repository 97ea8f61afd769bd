import { describe, expect, it } from 'vitest';
import { grouped } from './grouped.ts';
import { rateTally } from './rate.ts';
import { ratioOf, tally } from './tally.ts';

describe('ratioOf', () => {
  it('has no value over nothing, but one over something', () => {
    expect(ratioOf(0, 0)).toEqual({ numerator: 0, denominator: 0, value: null });
    expect(ratioOf(0, 4)).toEqual({ numerator: 0, denominator: 4, value: 0 });
    expect(ratioOf(1, 4).value).toBe(0.25);
  });
});

describe('grouped', () => {
  it('keeps one tally per group, in the order in which they come', () => {
    const even = { key: 'even', definition: '', hit: (row: { n: number }) => row.n % 2 === 0 };
    const rows = [
      { group: 'b', n: 1 },
      { group: 'a', n: 2 },
      { group: 'b', n: 4 },
    ];
    const groups = tally(
      grouped<(typeof rows)[number], unknown>(() => rateTally([even])),
      rows,
    );
    expect([...groups]).toEqual([
      ['b', [{ key: 'even', definition: '', numerator: 1, denominator: 2, value: 0.5 }]],
      ['a', [{ key: 'even', definition: '', numerator: 1, denominator: 1, value: 1 }]],
    ]);
  });
});
