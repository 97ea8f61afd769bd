import type { Day } from '../day.ts';
import { cpmParts, type CpmState } from '../models/cpm.ts';
import { Histogram, type Quartiles } from './histogram.ts';
import type { TrackedCustomer } from './place.ts';
import type { Tally } from './tally.ts';

/** A stretch of days, and the customers who took so long. */
export interface TimeTaken {
  from: number;
  /** Not in any more; null: no end. */
  to: number | null;
  customers: number;
}

/** How long customers take to become CPM優良 for the first time. */
export interface DaysToExcellent {
  /** Who has become it, and after how many days from the first order; still so or not. */
  days: Quartiles;
  stretches: TimeTaken[];
  /** Buyers who have not become it so far. */
  notYet: number;
}

/** Quarters of a year; the last stretch has no end. */
const STRETCH_DAYS = 90;
const STRETCHES = 12;

/**
 * 優良の育成には時間がかかる (seed 004): days from the first order to the first day as CPM優良, of the
 * customers who have come that far. Whoever has not may still: they are counted, and in no median.
 */
export function daysToExcellent(asOf: Day): Tally<TrackedCustomer<CpmState>, DaysToExcellent> {
  const days = new Histogram();
  const counts = Array.from({ length: STRETCHES }, () => 0);
  let notYet = 0;
  return {
    add({ timeline }) {
      const begun = timeline[0];
      if (!begun || begun.from > asOf) return;
      const reached = timeline.find(({ from, state }) => from <= asOf && isExcellent(state));
      if (!reached) {
        notYet += 1;
        return;
      }
      const taken = reached.from - begun.from;
      days.add(taken);
      const stretch = Math.min(Math.floor(taken / STRETCH_DAYS), STRETCHES - 1);
      counts[stretch] = (counts[stretch] ?? 0) + 1;
    },
    result: () => ({
      days: days.quartiles(),
      stretches: counts.map((customers, index) => ({
        from: index * STRETCH_DAYS,
        to: index === STRETCHES - 1 ? null : (index + 1) * STRETCH_DAYS,
        customers,
      })),
      notYet,
    }),
  };
}

function isExcellent(state: CpmState | null): boolean {
  return state !== null && cpmParts(state).stage === 'excellent';
}
