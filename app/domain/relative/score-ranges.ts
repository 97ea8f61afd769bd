import type { Cuts, RfmCuts } from './cuts.ts';

/** Whole numbers from and to, both in; an open end is null. */
export interface ScoreRange {
  from: number;
  to: number | null;
}

/** For each score, five first, what it takes; null where no value comes to it. */
export type ScoreRanges = readonly (ScoreRange | null)[];

/** The days since the last order, orders and amounts (minor units) that come to each score; see `rfmScores`. */
export function scoreRanges({ r, f, m }: RfmCuts): Record<'r' | 'f' | 'm', ScoreRanges> {
  return {
    r: rangesFrom([0, ...r.map(above)]),
    f: rangesFrom([1, ...f.map((cut, index) => Math.max(index + 2, above(cut)))]).toReversed(),
    m: rangesFrom([1, ...m.map((cut) => Math.max(1, above(cut)))]).toReversed(),
  };
}

/** The least whole number that has a cut strictly below it. */
function above(cut: Cuts[number]): number {
  return Math.floor(cut) + 1;
}

/** @param starts of each class, rising; one with the next one's start has nobody in it. */
function rangesFrom(starts: readonly number[]): (ScoreRange | null)[] {
  return starts.map((from, index) => {
    const next = starts[index + 1];
    if (next === undefined) return { from, to: null };
    return next > from ? { from, to: next - 1 } : null;
  });
}
