import { calendarOf } from '../domain/day.ts';
import type { Condition } from '../domain/segments/condition.ts';
import { countWhere, sampleWhere } from '../store/condition-sql.ts';
import { currentCutoffs } from '../store/cutoffs.ts';
import type { Shop } from '../store/database.ts';
import { readShop } from '../store/shops.ts';
import { placeOf } from './place.ts';

const SAMPLE = 5;
const MOST = 200_000;

/** Who meets a condition at this moment. */
export interface LiveCount {
  customers: number;
  /** There are more. */
  capped: boolean;
  /** All customers with orders, as they were last compared; null before that. */
  of: number | null;
  /** The ids of some of them. */
  sample: string[];
}

/**
 * Counts at once who meets a condition; null when that takes a look at every customer's whole life.
 *
 * @param now epoch milliseconds.
 */
export async function liveCount(
  shop: Shop,
  condition: Condition,
  now: number,
): Promise<LiveCount | null> {
  const today = calendarOf(placeOf(await readShop(shop)).timezone)(now);
  const [counted, sample, cutoffs] = await Promise.all([
    countWhere(shop, condition, today, MOST),
    sampleWhere(shop, condition, today, SAMPLE),
    currentCutoffs(shop),
  ]);
  if (!counted) return null;
  const of = cutoffs && cutoffs.customers > 0 ? cutoffs.customers : null;
  return { ...counted, of, sample: (sample ?? []).map(String) };
}
