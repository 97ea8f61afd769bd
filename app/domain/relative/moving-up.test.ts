import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountedOrder } from '../history.ts';
import { dayOf } from '../day.ts';
import { evaluate } from '../segments/evaluate.ts';
import { defaultSettings } from '../settings.ts';
import { goesUp, nextOrderLifts, rankAbove, waysUp } from './moving-up.ts';
import { RANKS, rankOf, rfmScores } from './rfm.ts';

const TODAY = dayOf('2026-06-30');
const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });
const CUTS = {
  r: [10, 40, 90, 200],
  f: [1, 1, 2, 4],
  m: [1_000, 3_000, 5_000, 20_000],
} as const;

const rankNow = (departure: number, orders: number, amount: number) =>
  rankOf(rfmScores({ departure, orders, amount }, CUTS), settings);

function isLifted(departure: number, orders: number, amount: number): boolean {
  const rank = rankNow(departure, orders, amount);
  const ways = waysUp(rank, CUTS, settings);
  const condition = nextOrderLifts(rank, ways);
  const day = TODAY;
  const bought: CountedOrder[] = Array.from({ length: orders }, (_, index) => ({
    day,
    value: index === 0 ? amount - orders + 1 : 1,
  }));
  const subject = {
    history: { orders: bought },
    settings,
    relative: { rank: { now: rank } },
  };
  const listed = evaluate(condition, subject, TODAY).in;
  expect(goesUp(ways, orders, amount)).toBe(listed);
  return listed;
}

describe('the next order', () => {
  it('lifts everybody of the list into a better rank, whatever its value', () => {
    let lifted = 0;
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 10, max: 30_000 }),
        (departure, orders, amount) => {
          const rank = rankNow(departure, orders, amount);
          const after = rankNow(0, orders + 1, amount + 1);
          const in_ = isLifted(departure, orders, amount);
          if (in_) {
            lifted += 1;
            expect(RANKS.indexOf(after)).toBeLessThan(RANKS.indexOf(rank));
          }
          const { f, m } = rfmScores({ departure: 0, orders, amount }, CUTS);
          const best = rankOf({ r: 5, f, m }, settings);
          expect(in_).toBe(RANKS.indexOf(best) < RANKS.indexOf(rank));
        },
      ),
      { numRuns: 400 },
    );
    expect(lifted).toBeGreaterThan(20);
  });

  it('lifts nobody out of the best rank', () => {
    expect(waysUp('excellent', CUTS, settings)).toEqual([]);
    expect(rankAbove('excellent')).toBeNull();
    expect(rankAbove('nurture')).toBe('general');
  });
});
