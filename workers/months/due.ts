import { calendarOf, type Day } from '#app/domain/day.ts';
import { monthEnds } from '#app/domain/reports/calendar-months.ts';
import type { Shop } from '#app/store/database.ts';
import { monthState, type MonthState } from '#app/store/month-state.ts';
import { readBackfill } from '#app/store/readings.ts';
import { hasStale } from '#app/store/recompute.ts';
import { versionToFollow } from '#app/store/restating.ts';
import { readKnownShop, type KnownShop } from '#app/store/shops.ts';

/** After so long without another change the months are built again … */
const QUIET_SECONDS = 5 * 60;
/** … and after so long in any case, but not more often. */
const HOUR_SECONDS = 60 * 60;

/** Whether the months are to be built now, and can be: the shop is read and everybody up to date. */
export async function monthsAreDue(shop: Shop, now: number): Promise<boolean> {
  const known = await readKnownShop(shop);
  if (!known || !isDue(await monthState(shop), known, now)) return false;
  if ((await readBackfill(shop))?.status !== 'done') return false;
  return (await versionToFollow(shop)) === null && !(await hasStale(shop));
}

function isDue(state: MonthState, { timezone }: KnownShop, now: number): boolean {
  const ended = lastEnded(calendarOf(timezone)(now));
  if (state.builtUntil === null || state.builtUntil < ended) return true;
  if (state.timezone !== timezone || (state.asked && state.dirtyFrom !== null)) return true;
  const { dirtySeconds, quietSeconds, builtSeconds } = state;
  if (dirtySeconds === null || (builtSeconds ?? 0) < HOUR_SECONDS) return false;
  return (quietSeconds ?? 0) >= QUIET_SECONDS || dirtySeconds >= HOUR_SECONDS;
}

/** The last day of the last month that has ended before a day. */
export function lastEnded(today: Day): Day {
  const [day = today] = monthEnds(today, 1);
  return day;
}
