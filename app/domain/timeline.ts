import { addDays, type Day } from './day.ts';
import { factsReader, type History } from './history.ts';
import type { CalendarModel } from './models/model.ts';
import type { Settings } from './settings.ts';

/** From `from` on (until the next period begins, the last one for ever) the state holds. */
export interface Period<State extends string = string> {
  from: Day;
  state: State | null;
}

/**
 * A customer's whole life in one model: past, present and scheduled future, without gap or
 * overlap, from the first counted order's day on. Empty for a customer without one.
 */
export type Timeline<State extends string = string> = readonly Period<State>[];

/** Where a customer stands on a day, and what comes next if nothing happens. */
export interface Standing {
  state: string | null;
  since: Day | null;
  nextOn: Day | null;
  nextState: string | null;
}

/**
 * The timeline of a history: the model is asked on every day on which its state can change, and
 * equal neighbours are merged.
 */
export function timelineOf<State extends string>(
  model: CalendarModel<string, State>,
  history: History,
  settings: Settings,
): Timeline<State> {
  const factsOn = factsReader(history);
  const periods: Period<State>[] = [];
  for (const day of daysOfChange(model, history, settings)) {
    const facts = factsOn(day);
    if (!facts) continue;
    const state = model.classify(facts, settings);
    if (periods.at(-1)?.state !== state) periods.push({ from: day, state });
  }
  return periods;
}

function daysOfChange(model: CalendarModel, history: History, settings: Settings): Day[] {
  const factsOn = factsReader(history);
  const orderDays = [...new Set(history.orders.map(({ day }) => day))].sort((a, b) => a - b);
  const days = new Set<Day>();
  for (const day of orderDays) {
    days.add(day);
    const facts = factsOn(day);
    for (const offset of facts ? model.offsets(facts, settings) : [])
      days.add(addDays(day, offset));
  }
  for (const { day } of history.returns ?? []) days.add(day);
  for (const { day } of history.events ?? []) days.add(day);
  for (const { from } of history.topAmounts ?? []) days.add(from);
  return [...days].sort((a, b) => a - b);
}

/** Reads a timeline on a day; all null before it begins (but for what comes next). */
export function standingOn(timeline: Timeline, day: Day): Standing {
  const current = timeline.findLast((period) => period.from <= day);
  const next = timeline.find((period) => period.from > day);
  return {
    state: current?.state ?? null,
    since: current?.from ?? null,
    nextOn: next?.from ?? null,
    nextState: next?.state ?? null,
  };
}
