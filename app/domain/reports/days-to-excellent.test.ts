import { describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../day.ts';
import type { CpmState } from '../models/cpm.ts';
import { daysToExcellent } from './days-to-excellent.ts';
import { tally } from './tally.ts';

const FIRST = dayOf('2024-01-01');
const AS_OF = addDays(FIRST, 2_000);
const NO_HISTORY = { orders: [] };

/** A customer who stood in these states from these days after the first order on. */
const stood = (...periods: [number, CpmState][]) => ({
  history: NO_HISTORY,
  timeline: periods.map(([after, state]) => ({ from: addDays(FIRST, after), state })),
});

describe('days to CPM優良', () => {
  const result = tally(daysToExcellent(AS_OF), [
    stood([0, 'first-active'], [210, 'excellent-active'], [600, 'excellent-lapsed']),
    stood([0, 'first-active'], [30, 'steady-active'], [269, 'excellent-active']),
    stood([0, 'first-active'], [270, 'first-lapsed'], [1_500, 'excellent-active']),
    stood([0, 'first-active'], [240, 'first-lapsed']),
    stood([0, 'trendy-active'], [2_001, 'excellent-active']),
    stood([2_001, 'first-active']),
    stood(),
  ]);

  it('are those of the first time, of whoever has come so far', () => {
    expect(result.days).toEqual({ count: 3, lower: 239.5, median: 269, upper: 884.5 });
    expect(result.notYet).toBe(2);
  });

  it('fall into stretches of 90 days, the last of which has no end', () => {
    const filled = result.stretches.filter(({ customers }) => customers > 0);
    expect(filled).toEqual([
      { from: 180, to: 270, customers: 2 },
      { from: 990, to: null, customers: 1 },
    ]);
    expect(result.stretches.map(({ from }) => from)).toEqual(
      Array.from({ length: 12 }, (_, index) => 90 * index),
    );
  });
});
