import { addDays, type Day } from '../day.ts';
import type { Facts } from '../history.ts';
import type { Settings } from '../settings.ts';
import type { CalendarModel } from './model.ts';

/** What the calendar alone will do to a state; `to` is null where the state ends. */
export interface ScheduledChange<State extends string = string> {
  on: Day;
  to: State | null;
}

/** The first change after `facts.day` if nothing more happens; null when there is none. */
export function scheduledChange<State extends string>(
  model: CalendarModel<string, State>,
  facts: Facts,
  settings: Settings,
): ScheduledChange<State> | null {
  const now = model.classify(facts, settings);
  const days = model
    .offsets(facts, settings)
    .map((offset) => addDays(facts.lastDay, offset))
    .filter((day) => day > facts.day)
    .sort((a, b) => a - b);
  for (const on of days) {
    const to = model.classify({ ...facts, day: on }, settings);
    if (to !== now) return { on, to };
  }
  return null;
}
