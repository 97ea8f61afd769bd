import { addDays, isoOf, type Day } from '../domain/day.ts';
import { daysUntilDormant } from '../domain/models/lifecycle.ts';
import type { Settings } from '../domain/settings.ts';
import { countByLastOrder, largestByLastOrder, type LargeCustomer } from '../store/attention.ts';
import type { Shop } from '../store/database.ts';

/** Who falls asleep within so many days is told. */
const DAYS = 14;
const LARGEST = 5;

/** One who falls asleep if nothing is ordered before; ISO days, money in the main unit. */
export interface Sleeper {
  id: string;
  on: string;
  amount: number;
  orders: number;
  lastOrderOn: string;
}

/** Who falls asleep in the next days. */
export interface FallingAsleep {
  days: number;
  customers: number;
  /** ISO days between which their last orders lie, both in. */
  lastOrders: [from: string, to: string];
  /** Every day from tomorrow on. */
  byDay: { day: string; customers: number }[];
  largest: Sleeper[];
}

/** Who becomes dormant in the next two weeks if nothing is ordered. @param unit minor units of one of money. */
export async function fallingAsleep(
  shop: Shop,
  settings: Settings,
  today: Day,
  unit: number,
): Promise<FallingAsleep> {
  const after = daysUntilDormant(settings);
  const from = addDays(today, 1 - after);
  const lastOrders = { from, to: addDays(from, DAYS - 1) };
  const [counts, largest] = await Promise.all([
    countByLastOrder(shop, lastOrders),
    largestByLastOrder(shop, lastOrders, LARGEST),
  ]);
  const ordered = new Map(counts.map(({ day, customers }) => [day, customers]));
  return {
    days: DAYS,
    customers: counts.reduce((sum, { customers }) => sum + customers, 0),
    lastOrders: [isoOf(lastOrders.from), isoOf(lastOrders.to)],
    byDay: Array.from({ length: DAYS }, (_, index) => {
      const lastDay = addDays(from, index);
      return { day: isoOf(addDays(lastDay, after)), customers: ordered.get(lastDay) ?? 0 };
    }),
    largest: largest.map((customer) => sleeperOf(customer, after, unit)),
  };
}

function sleeperOf(
  { customerId, amount, orders, lastDay }: LargeCustomer,
  after: number,
  unit: number,
): Sleeper {
  return {
    id: String(customerId),
    on: isoOf(addDays(lastDay, after)),
    amount: Number(amount) / unit,
    orders,
    lastOrderOn: isoOf(lastDay),
  };
}
