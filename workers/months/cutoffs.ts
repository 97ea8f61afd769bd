import type { Calendar, Day } from '#app/domain/day.ts';
import { OrderBook } from '#app/domain/relative/order-book.ts';
import { readsPastClasses } from '#app/domain/segments/saved.ts';
import { storedCutoffsOf, type StoredCutoffs } from '#app/domain/relative/stored.ts';
import type { Shop } from '#app/store/database.ts';
import { holdingMonthCutoffs, saveMonthCutoffs } from '#app/store/month-cutoffs.ts';
import { markEverybody } from '#app/store/recompute.ts';
import type { SettingsVersion } from '#app/store/settings.ts';
import { livesOf } from './lives.ts';

/**
 * What customers are held against at the end of each month: as it was stored, and made now from all
 * customers where there is nothing, or what other settings left.
 *
 * @returns by the last day of the month; null when this process had to stop.
 */
export async function cutoffsOf(
  shop: Shop,
  ends: readonly Day[],
  { settings, version }: SettingsVersion,
  dayIn: Calendar,
  stopping: AbortSignal,
): Promise<Map<Day, StoredCutoffs> | null> {
  const known = new Map(
    (await holdingMonthCutoffs(shop)).map(({ day, cutoffs }) => [day, cutoffs]),
  );
  const missing = ends.filter((day) => !known.has(day));
  if (missing.length === 0) return known;
  const book = new OrderBook();
  for await (const { id, orders } of livesOf(shop, dayIn, [])) {
    if (stopping.aborted) return null;
    book.add(id, orders);
  }
  for (const day of missing) {
    if (stopping.aborted) return null;
    const { measures, ids } = book.measuresOn(day);
    const cutoffs = storedCutoffsOf(measures, ids, settings);
    if (!cutoffs) continue;
    await saveMonthCutoffs(shop, { day, cutoffs }, version, ids.length);
    known.set(day, cutoffs);
  }
  if (readsPastClasses(settings.segments)) await markEverybody(shop, 'comparison');
  return known;
}
