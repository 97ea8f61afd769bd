import { addDays, calendarOf, type Day } from '#app/domain/day.ts';
import { monthEnds } from '#app/domain/reports/calendar-months.ts';
import { SPANS } from '#app/domain/reports/month-tables.ts';
import { monthOf } from '#app/domain/reports/order-month.ts';
import type { Shop } from '#app/store/database.ts';
import { beginBuild, monthState, openMonths } from '#app/store/month-state.ts';
import { firstOrderDay, swapMonths } from '#app/store/months.ts';
import { currentSettings } from '#app/store/settings.ts';
import { readKnownShop } from '#app/store/shops.ts';
import type { Context } from '../context.ts';
import { cutoffsOf } from '../months/cutoffs.ts';
import { lastEnded, monthsAreDue } from '../months/due.ts';
import { tablesOf } from '../months/tables.ts';

/**
 * Brings the month tables up to date: all months from the first that has changed to the last that
 * has ended, in one pass over the customers. What changes meanwhile leaves them to be built again.
 */
export async function buildMonths(shop: Shop, { now, stopping }: Context): Promise<void> {
  const present = await now();
  const known = await readKnownShop(shop);
  const current = await currentSettings(shop);
  if (!known || !current || !(await monthsAreDue(shop, present))) return;
  const dayIn = calendarOf(known.timezone);
  const until = lastEnded(dayIn(present));
  if (!(await openMonths(shop, addDays(until, 1)))) return;

  const first = await firstOrderDay(shop, dayIn);
  const all = first === null ? [] : endsFrom(first, until);
  const cutoffs = await cutoffsOf(shop, all, current, dayIn, stopping);
  if (!cutoffs) return;
  const { timezone } = await monthState(shop);
  const build = await beginBuild(shop);
  const from = timezone === known.timezone ? firstToBuild(build) : null;
  const frame = frameOf(all, from);
  const { settings } = current;
  const tables = await tablesOf(shop, { ...frame, cutoffs, settings }, dayIn, stopping);
  if (!tables) return;
  await swapMonths(shop, build, {
    from,
    until,
    timezone: known.timezone,
    stocks: tables.stocks(),
    moves: tables.moves(),
  });
}

/** The last days of all months from that of a day on. */
function endsFrom(first: Day, until: Day): Day[] {
  return first > until ? [] : monthEnds(until, monthOf(until) - monthOf(first));
}

interface Built {
  dirtyFrom: Day | null;
  builtUntil: Day | null;
}

/** The first day of the first month that is not kept as it is; null: all are to be built. */
function firstToBuild({ dirtyFrom, builtUntil }: Built): Day | null {
  if (builtUntil === null) return null;
  const next = addDays(builtUntil, 1);
  return dirtyFrom === null || dirtyFrom >= next ? next : addDays(lastEnded(dirtyFrom), 1);
}

const LONGEST_SPAN = Math.max(...SPANS);

/** The months to be summed, with those before them that moves begin in. */
function frameOf(all: readonly Day[], from: Day | null): { ends: readonly Day[]; from: number } {
  const first = all.findIndex((day) => from === null || day >= from);
  const begin = Math.max(0, (first === -1 ? all.length : first) - LONGEST_SPAN);
  const ends = all.slice(begin);
  return { ends, from: first === -1 ? ends.length : first - begin };
}
