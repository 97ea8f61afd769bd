import { calendarOf } from '#app/domain/day.ts';
import type { Shop } from '#app/store/database.ts';
import { hasUnappliedDeliveries } from '#app/store/inbox.ts';
import { hasDoubtful } from '#app/store/read-backs.ts';
import { lastReadings, openReadings, readBackfill } from '#app/store/readings.ts';
import { countStale } from '#app/store/recompute.ts';
import { hasDue } from '#app/store/sweep.ts';
import { countTags } from '#app/store/tag-states.ts';
import type { Simulator } from '#simulator/server.ts';

/**
 * What is left to read, place or write, as a line of text; null when nothing is.
 *
 * @param readSince when the store has to have been read again, at least; epoch milliseconds.
 */
export async function leftToDo(
  shop: Shop,
  simulator: Simulator,
  readSince: number,
): Promise<string | null> {
  const dayIn = calendarOf(simulator.world.shop.ianaTimezone);
  const backfill = await readBackfill(shop);
  const { stale } = await countStale(shop);
  const { pending } = await countTags(shop);
  const due = await hasDue(shop, dayIn(Date.parse(simulator.world.clock.now())));
  const unread = await hasUnappliedDeliveries(shop);
  const read = (await lastReadings(shop)).map(({ last }) => last.beganAt?.getTime() ?? 0);
  const behind = (await openReadings(shop)).length + read.filter((at) => at < readSince).length;
  const doubtful = await hasDoubtful(shop);
  const open = backfill?.status !== 'done' || behind > 0 || due || unread || doubtful;
  if (!open && stale === 0 && pending === 0) return null;
  const status = backfill?.status;
  return JSON.stringify({ status, behind, stale, pending, due, unread, doubtful });
}
