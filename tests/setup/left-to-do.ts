import { calendarOf, type Day } from '#app/domain/day.ts';
import { cutoffToFollow, isComparisonDue } from '#app/store/cutoffs.ts';
import type { Shop } from '#app/store/database.ts';
import { hasUnappliedDeliveries } from '#app/store/inbox.ts';
import { hasDoubtful } from '#app/store/read-backs.ts';
import { lastReadings, openReadings, readBackfill } from '#app/store/readings.ts';
import { countStale } from '#app/store/recompute.ts';
import { currentSettings } from '#app/store/settings.ts';
import { daysBehind } from '#app/store/sweep.ts';
import { countTags } from '#app/store/tag-states.ts';
import { monthsAreDue } from '#workers/months/due.ts';
import type { Simulator } from '#simulator/server.ts';

/**
 * What is left to read, place or write, as a line of text; null when nothing is.
 *
 * @param readSince when the store has to have been read whole again, at least; epoch milliseconds.
 */
export async function leftToDo(
  shop: Shop,
  simulator: Simulator,
  readSince: number,
): Promise<string | null> {
  const look = () => seenLeft(shop, simulator, readSince);
  return (await look()) ?? (await look());
}

/**
 * One look at it, from where work comes to where it goes, so that none passes unseen between two
 * questions. What a write leaves to be read back is seen by the next look.
 */
async function seenLeft(
  shop: Shop,
  simulator: Simulator,
  readSince: number,
): Promise<string | null> {
  const now = Date.parse(simulator.world.clock.now());
  const today = calendarOf(simulator.world.shop.ianaTimezone)(now);
  const unread = await hasUnappliedDeliveries(shop);
  const doubtful = await hasDoubtful(shop);
  const backfill = await readBackfill(shop);
  const opened = (await openReadings(shop)).length;
  const read = (await lastReadings(shop)).map(
    ({ lastWhole: { beganAt } }) => beganAt?.getTime() ?? 0,
  );
  const behind = opened + read.filter((at) => at < readSince).length;
  const due = (await daysBehind(shop, today)) > 0 || (await toBeCompared(shop, today));
  const { stale } = await countStale(shop);
  const months = await monthsAreDue(shop, now);
  const { pending } = await countTags(shop);
  const status = backfill?.status;
  const open = status !== 'done' || behind > 0 || due || months || unread || doubtful;
  if (!open && stale === 0 && pending === 0) return null;
  return JSON.stringify({ status, behind, stale, pending, due, months, unread, doubtful });
}

async function toBeCompared(shop: Shop, today: Day): Promise<boolean> {
  const settings = await currentSettings(shop);
  if (!settings || (await isComparisonDue(shop, settings, today))) return true;
  return (await cutoffToFollow(shop)) !== null;
}
