import type { Day } from '../day.ts';
import { countUp } from './counts.ts';
import { isRipe } from './day-range.ts';
import type { Buyer } from './order-days.ts';
import { rungsOf, type Rung } from './rungs.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** F(n): how many came to n orders, and what became of those who stopped there. */
export interface LadderRung extends Rung {
  /** 離脱 at n: n orders, the last one at least the limit ago ÷ reached n. */
  left: Ratio;
  /** n orders, the last one less than the limit ago: they may still order. */
  waiting: number;
}

/** What a ladder needs to know. */
export interface LadderOptions {
  asOf: Day;
  /** 離脱基準日数: from so many days after the last order on, a customer counts as left. */
  leftAfterDays: number;
  /** How many rungs to show. */
  top: number;
}

/**
 * F(n) ladder (domain.md A4.1, A4.3 離脱 at n), orders counted one by one. Of each rung, reached n −
 * reached n + 1 = left + waiting.
 */
export function ladder({ asOf, leftAfterDays, top }: LadderOptions): Tally<Buyer, LadderRung[]> {
  const all = rungsOf(top);
  const left = new Map<number, number>();
  return {
    add({ orderDays }) {
      const last = orderDays.at(-1);
      if (last === undefined) return;
      const orders = orderDays.length;
      all.add(orders);
      if (isRipe(last, leftAfterDays, asOf)) countUp(left, orders);
    },
    result: () => all.rungs().map((rung) => withLeft(rung, left.get(rung.n) ?? 0)),
  };
}

function withLeft(rung: Rung, left: number): LadderRung {
  const stopped = rung.reached - rung.toNext.numerator;
  return { ...rung, left: ratioOf(left, rung.reached), waiting: stopped - left };
}
