import { describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../day.ts';
import { lastDays } from './day-range.ts';
import { moveUp } from './move-up.ts';
import { tally } from './tally.ts';

const AS_OF = dayOf('2026-06-30');
const YEAR = lastDays(365, AS_OF);
const buyer = (...ago: number[]) => ({ orderDays: ago.map((days) => addDays(AS_OF, -days)) });

describe('who is to be moved up by one order a year (seed 000 §4)', () => {
  it('has exactly so many orders in the year and has not left', () => {
    const buyers = [
      buyer(239),
      buyer(240),
      buyer(400, 10),
      buyer(90, 10),
      buyer(30, 20, 10),
      buyer(400),
    ];
    expect(tally(moveUp(YEAR, { asOf: AS_OF, leftAfterDays: 240, top: 2 }), buyers)).toEqual([
      { n: 1, active: 2 },
      { n: 2, active: 1 },
    ]);
  });
});
