import { isoOf, type Day } from '../domain/day.ts';
import { yearBefore } from '../domain/reports/life.ts';
import type { Shop } from './database.ts';

/** What the days since a month began have done to 稼働, as far as indexes tell. */
export interface RunningMonth {
  /** First orders. */
  new: number;
  /** Were active when the month began, and no longer are. */
  lapsed: number;
  /** With an order in the last 365 days, or without one: whichever was asked for. */
  counted: number;
}

interface Asked {
  /** The last day of the month before. */
  before: Day;
  today: Day;
  /** Which side of 稼働 to count: the smaller one costs less. */
  count: 'active' | 'quiet';
}

/** The running month; each number is read off an index. */
export async function runningMonth(
  shop: Shop,
  { before, today, count }: Asked,
): Promise<RunningMonth> {
  const [row] = await shop.db.sql.query<Record<keyof RunningMonth, bigint>>(
    `select (select count(*) from customer where shop_id = $1 and first_on > $2::date) as new,
            (select count(*) from customer
             where shop_id = $1 and last_on > $4::date and last_on <= $3::date) as lapsed,
            (select count(*) from customer
             where shop_id = $1 and last_on ${count === 'active' ? '>' : '<='} $3::date) as counted`,
    [shop.id, isoOf(before), isoOf(yearBefore(today)), isoOf(yearBefore(before))],
  );
  return {
    new: Number(row?.new ?? 0),
    lapsed: Number(row?.lapsed ?? 0),
    counted: Number(row?.counted ?? 0),
  };
}
