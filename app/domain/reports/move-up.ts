import type { Day } from '../day.ts';
import { isRipe, type DayRange } from './day-range.ts';
import { ordersIn, type Buyer } from './order-days.ts';
import type { Tally } from './tally.ts';

/** Who is one order short of the next number of orders a year. */
export interface MoveUp {
  /** Orders in the year. */
  n: number;
  /** Of those with exactly so many, who has not left: the last order is less than the limit ago. */
  active: number;
}

/** The lists of seed 000 §4 (年間購入回数の引き上げ): exactly 1, 2 … `top` orders in the year. */
export function moveUp(
  year: DayRange,
  { asOf, leftAfterDays, top }: { asOf: Day; leftAfterDays: number; top: number },
): Tally<Buyer, MoveUp[]> {
  const active = new Array<number>(top).fill(0);
  return {
    add({ orderDays }) {
      const last = orderDays.at(-1);
      const orders = ordersIn(year, orderDays);
      if (last === undefined || orders === 0 || orders > top) return;
      if (!isRipe(last, leftAfterDays, asOf)) active[orders - 1] = (active[orders - 1] ?? 0) + 1;
    },
    result: () => active.map((count, index) => ({ n: index + 1, active: count })),
  };
}
