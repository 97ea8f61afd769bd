import type { MonthSheet, StatedModel } from './month-tables.ts';
import { YEAR_DAYS } from './life.ts';

/**
 * 稼働 as a model of the months: bought within the last 365 days, or not. Its moves over a span are
 * 新規 (not yet → active), 復活 (lapsed → active) and 離脱 (active → lapsed) of `activityChange`.
 */
export const ACTIVITY = { key: 'activity', states: ['active', 'lapsed'] } as const;

const NOT_YET_CODE = 0;
const ACTIVE_CODE = 1;
const LAPSED_CODE = 2;

ACTIVITY satisfies StatedModel;

/** Places the customer of a sheet, whose orders are read. @param model index of the model. */
export function readActivity(sheet: MonthSheet, model: number): void {
  const places = sheet.places[model];
  for (let month = 0; places && month < sheet.ends.length; month += 1) {
    const quiet = (sheet.ends[month] ?? 0) - (sheet.lastDay[month] ?? 0);
    const bought = (sheet.orders[month] ?? 0) > 0;
    places[month] = !bought ? NOT_YET_CODE : quiet < YEAR_DAYS ? ACTIVE_CODE : LAPSED_CODE;
  }
}
