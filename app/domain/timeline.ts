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

/** The timeline of a history in one model. */
export function timelineOf<State extends string>(
  model: CalendarModel<string, State>,
  history: History,
  settings: Settings,
): Timeline<State> {
  return (timelinesOf([model], history, settings)[0] ?? []) as Timeline<State>;
}

/**
 * The timelines of a history, model by model: each is asked on every day on which one of them can
 * change, and equal neighbours are merged.
 */
export function timelinesOf(
  models: readonly CalendarModel[],
  history: History,
  settings: Settings,
): Timeline[] {
  const factsOn = factsReader(history);
  const timelines = models.map((): Period[] => []);
  for (const day of daysOfChange(models, history, settings)) {
    const facts = factsOn(day);
    if (!facts) continue;
    for (const [index, model] of models.entries()) {
      const state = model.classify(facts, settings);
      const periods = timelines[index];
      if (periods && periods.at(-1)?.state !== state) periods.push({ from: day, state });
    }
  }
  return timelines;
}

/** An order ends what the one before it had set going: only changes up to the next order are asked for. */
function daysOfChange(
  models: readonly CalendarModel[],
  history: History,
  settings: Settings,
): Day[] {
  const factsOn = factsReader(history);
  const orderDays = [...new Set(history.orders.map(({ day }) => day))].sort((a, b) => a - b);
  const days = new Set<Day>();
  for (const [index, day] of orderDays.entries()) {
    days.add(day);
    const facts = factsOn(day);
    if (!facts) continue;
    const end = orderDays[index + 1] ?? Infinity;
    for (const model of models) {
      for (const offset of model.offsets(facts, settings)) {
        if (day + offset < end) days.add(addDays(day, offset));
      }
    }
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
