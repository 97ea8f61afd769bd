import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cuts } from './cuts.ts';
import { rfmScores } from './rfm.ts';
import { scoreRanges } from './score-ranges.ts';

const some: Cuts = [10, 20, 30, 40];
const cuts = fc
  .tuple(...([0, 1, 2, 3] as const).map(() => fc.integer({ min: 0, max: 300 })))
  .map((values) => values.sort((a, b) => a - b).map((value) => value / 5) as unknown as Cuts);

describe('scoreRanges', () => {
  it('says what each score takes', () => {
    const { r, f, m } = scoreRanges({ r: [12, 31.4, 60, 60], f: [2, 2, 4.2, 7], m: some });
    expect(r).toEqual([
      { from: 0, to: 12 },
      { from: 13, to: 31 },
      { from: 32, to: 60 },
      null,
      { from: 61, to: null },
    ]);
    expect(f).toEqual([
      { from: 8, to: null },
      { from: 5, to: 7 },
      { from: 3, to: 4 },
      null,
      { from: 1, to: 2 },
    ]);
    expect(m[4]).toEqual({ from: 1, to: 10 });
    expect(m[0]).toEqual({ from: 41, to: null });
  });

  it('holds for every value, whatever the cuts', () => {
    fc.assert(
      fc.property(cuts, cuts, cuts, fc.integer({ min: 1, max: 80 }), (r, f, m, value) => {
        const ranges = scoreRanges({ r, f, m });
        const scores = rfmScores({ departure: value, orders: value, amount: value }, { r, f, m });
        for (const score of ['r', 'f', 'm'] as const) {
          const within = ranges[score].map(
            (range) => range !== null && range.from <= value && value <= (range.to ?? Infinity),
          );
          expect(within.filter(Boolean)).toHaveLength(1);
          expect(5 - within.indexOf(true)).toBe(scores[score]);
        }
      }),
    );
  });
});
