import type { Day } from '../day.ts';
import { entryOf } from '../reports/counts.ts';
import type { Buyer } from '../reports/order-days.ts';
import { secondPurchase, type SecondPurchase } from '../reports/second-purchase.ts';
import type { Tally } from '../reports/tally.ts';
import { RANKS, type Rank } from '../relative/rfm.ts';
import type { ReportCustomer } from './report.ts';

/** When the second order day comes, of everybody and of each rank of today. */
export interface SecondTiming extends SecondPurchase {
  of: 'all' | Rank;
}

/** Half a year: who has not come by then is won back, not followed up. */
export const TIMING_DAYS = 180;

/** 2回目購買のタイミング by rank (seed 000 §16); everybody first, then ranks that have customers. */
export function secondTiming(asOf: Day): Tally<Row, SecondTiming[]> {
  const all = secondPurchase(TIMING_DAYS, asOf);
  const ranks = new Map<Rank, Tally<Buyer, SecondPurchase>>();
  return {
    add(row) {
      all.add(row);
      const rank = row.customer.classes?.rank;
      if (rank) entryOf(ranks, rank, () => secondPurchase(TIMING_DAYS, asOf)).add(row);
    },
    result: () => [
      { of: 'all', ...all.result() },
      ...RANKS.flatMap((rank) => {
        const timing = ranks.get(rank)?.result();
        return timing ? [{ of: rank, ...timing }] : [];
      }),
    ],
  };
}

interface Row extends Buyer {
  customer: ReportCustomer;
}
