import type { Calendar, Day } from '#app/domain/day.ts';
import { CALENDAR_MODELS } from '#app/domain/models/index.ts';
import { readClasses, RELATIVE_MODELS } from '#app/domain/relative/month-classes.ts';
import type { StoredCutoffs } from '#app/domain/relative/stored.ts';
import { ACTIVITY, readActivity } from '#app/domain/reports/activity.ts';
import {
  codeOf,
  MonthSheet,
  MonthTables,
  type StatedModel,
} from '#app/domain/reports/month-tables.ts';
import type { Settings } from '#app/domain/settings.ts';
import type { Shop } from '#app/store/database.ts';
import type { MonthLife } from '#app/store/month-lives.ts';
import { livesOf } from './lives.ts';

/** Every model that months are kept of. */
const MODELS: readonly StatedModel[] = [...CALENDAR_MODELS, ...RELATIVE_MODELS, ACTIVITY];

/** What to sum customers into. */
export interface Frame {
  /** The last days of months one after the other. */
  ends: readonly Day[];
  /** Index of the first month that is summed. */
  from: number;
  cutoffs: ReadonlyMap<Day, StoredCutoffs>;
  settings: Settings;
}

/** All customers of a shop, summed in one pass; null when this process had to stop. */
export async function tablesOf(
  shop: Shop,
  { ends, from, cutoffs, settings }: Frame,
  dayIn: Calendar,
  stopping: AbortSignal,
): Promise<MonthTables | null> {
  const sheet = new MonthSheet(ends, MODELS);
  const tables = new MonthTables(ends, MODELS, from);
  const cutoffsOfMonths = ends.map((day) => cutoffs.get(day) ?? null);
  const keys = CALENDAR_MODELS.map(({ key }) => key);
  for await (const life of livesOf(shop, dayIn, keys)) {
    if (stopping.aborted) return null;
    sheet.readOrders(life.orders);
    readTimelines(sheet, life);
    readClasses(sheet, life.id, cutoffsOfMonths, settings, CALENDAR_MODELS.length);
    readActivity(sheet, MODELS.indexOf(ACTIVITY));
    tables.add(sheet);
  }
  return tables;
}

/** A model without a timeline says nothing of a buyer. */
function readTimelines(sheet: MonthSheet, { orders, timelines }: MonthLife): void {
  for (const [index, model] of CALENDAR_MODELS.entries()) {
    const stored = timelines.find((timeline) => timeline.model === model.key);
    const starts = stored?.starts ?? orders.slice(0, 1).map(({ day }) => day);
    const states = stored?.states ?? starts.map(() => null);
    sheet.readTimeline(
      index,
      starts,
      states.map((state) => codeOf(model, state)),
    );
  }
}
