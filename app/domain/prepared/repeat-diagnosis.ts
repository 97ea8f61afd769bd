import { addDays, type Day } from '../day.ts';
import { isIn, lastDays } from '../reports/day-range.ts';
import { YEAR_DAYS } from '../reports/life.ts';
import { ordersIn, type Buyer } from '../reports/order-days.ts';
import { repeatOfRipe } from '../reports/repeat-by-age.ts';
import { ratioOf, type Ratio, type Tally } from '../reports/tally.ts';

/** 初回購入日より3ヶ月以内 (seed 003 §11). */
export const SECOND_WITHIN = 90;
/** From so many days after the only order on, the three months are nearly over. */
export const SECOND_DUE_FROM = 60;

/** What is to be done about repeat purchases depends on (seed 003 §11–13). */
export interface RepeatDiagnosis {
  /** Of the last full year of first orders that are 90 days old: who came again within 90 days. */
  f2: Ratio;
  /** Orders of the last 365 days ÷ their buyers. */
  ordersAYear: Ratio;
  /** Customers with one order, 60 to 90 days ago. */
  due: number;
}

/** Counts what the diagnosis of seed 003 needs. */
export function repeatDiagnosis(asOf: Day): Tally<Buyer, RepeatDiagnosis> {
  const year = lastDays(YEAR_DAYS, asOf);
  const ripe = lastDays(YEAR_DAYS, addDays(asOf, -SECOND_WITHIN));
  const dueDays = { from: addDays(asOf, -SECOND_WITHIN), to: addDays(asOf, 1 - SECOND_DUE_FROM) };
  const again = repeatOfRipe(ripe, asOf, [SECOND_WITHIN]);
  const counts = { buyers: 0, orders: 0, due: 0 };
  return {
    add(buyer) {
      again.add(buyer);
      const orders = ordersIn(year, buyer.orderDays);
      counts.orders += orders;
      if (orders > 0) counts.buyers += 1;
      const [first] = buyer.orderDays;
      if (buyer.orderDays.length === 1 && first && isIn(dueDays, first)) counts.due += 1;
    },
    result: () => {
      const { numerator = 0, denominator = 0 } = again.result()[0] ?? {};
      return {
        f2: ratioOf(numerator, denominator),
        ordersAYear: ratioOf(counts.orders, counts.buyers),
        due: counts.due,
      };
    },
  };
}
