import type { DayRange } from './day-range.ts';
import { ordersIn, type Buyer } from './order-days.ts';
import { rungsOf } from './rungs.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** How the buyers of a year are spread over their order counts. */
export interface AnnualOrders {
  buyers: number;
  /** Exactly n orders in the year ÷ buyers, from n = 1 on. */
  exactly: { n: number; share: Ratio }[];
  /** More orders than the last n ÷ buyers. */
  more: Ratio;
  /** リピート率 (d): 1 − the share of exactly one order. */
  repeatRate: Ratio;
}

/** Annual order-count histogram (seed 000 §3); `year` is any range, `top` the last count shown alone. */
export function annualOrders(year: DayRange, top: number): Tally<Buyer, AnnualOrders> {
  const counts = rungsOf(top);
  return {
    add({ orderDays }) {
      counts.add(ordersIn(year, orderDays));
    },
    result() {
      const rungs = counts.rungs();
      const buyers = rungs[0]?.reached ?? 0;
      return {
        buyers,
        exactly: rungs.map(({ n, reached, toNext }) => ({
          n,
          share: ratioOf(reached - toNext.numerator, buyers),
        })),
        more: ratioOf(rungs.at(-1)?.toNext.numerator ?? 0, buyers),
        repeatRate: ratioOf(rungs[0]?.toNext.numerator ?? 0, buyers),
      };
    },
  };
}
