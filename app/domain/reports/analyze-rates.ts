import type { Day } from '../day.ts';
import type { CpmState } from '../models/cpm.ts';
import { lastDays } from './day-range.ts';
import { YEAR_DAYS } from './life.ts';
import type { Buyer } from './order-days.ts';
import { rateTally, type Rate } from './rate.ts';
import {
  activeWithin,
  cpmNewShare,
  f2Within,
  nextOrder,
  onceIn,
  repeatStock,
  returning,
} from './repeat-rates.ts';
import type { Tally } from './tally.ts';

/** A customer of `analyze`: at least one order, none after the as-of day. */
export interface AnalyzedBuyer extends Buyer {
  cpm: CpmState;
}

/** The repeat rates that `analyze` prints, in its order and under its keys (contracts.md). */
export function analyzeRates(asOf: Day): Tally<AnalyzedBuyer, Rate[]> {
  const year = lastDays(YEAR_DAYS, asOf);
  return rateTally<AnalyzedBuyer>([
    repeatStock,
    {
      ...returning(year),
      key: 'repeat_365',
      definition:
        'Customers who bought in the last 365 days and before them ÷ customers who bought in the last 365 days.',
    },
    {
      ...onceIn(year),
      key: 'once_a_year_365',
      definition:
        'Customers with exactly one order in the last 365 days ÷ customers who bought in them.',
    },
    f2Within(90, asOf),
    nextOrder(2),
    nextOrder(3),
    activeWithin(YEAR_DAYS, asOf),
    cpmNewShare,
  ]);
}
