import { addDays, type Day } from '../day.ts';
import type { Facts } from '../history.ts';
import type { Settings } from '../settings.ts';
import { afterOrder } from './after-order.ts';
import type { CalendarModel } from './model.ts';

/**
 * What one more order would do: placed on a day of `[from, before)` and worth `spend` or more
 * (minor units), it puts the customer into `to`, where they would not be without it.
 */
export interface Step<State extends string = string> {
  to: State;
  spend: number;
  from: Day;
  /** Null: as far as was looked. */
  before: Day | null;
}

/**
 * Every state that one more order can bring about from `facts.day` on, exactly: each day is asked,
 * with each amount at which the answer can change.
 *
 * @param days how far to look.
 */
export function stepsOf<State extends string>(
  model: CalendarModel<string, State>,
  facts: Facts,
  settings: Settings,
  days: number,
): Step<State>[] {
  return spendsOf(facts, settings).flatMap((spend, level, spends) => {
    const cheaper = spends[level - 1];
    return stretchesOf(facts.day, days, (day) => {
      const reach = (value: number) => model.classify(afterOrder(facts, day, value), settings);
      const to = reach(spend);
      const anyway = model.classify({ ...facts, day }, settings);
      const forLess = cheaper !== undefined && reach(cheaper) === to;
      return to === anyway || forLess ? null : to;
    }).map((stretch) => ({ ...stretch, spend }));
  });
}

/** The values of an order at which a model can answer differently, smallest first. */
function spendsOf(facts: Facts, settings: Settings): number[] {
  const missing = [settings.cpm.amount, facts.topAmount ?? 0].map((from) => from - facts.amount);
  return [...new Set([1, ...missing.map((value) => Math.max(1, value))])].sort((a, b) => a - b);
}

function stretchesOf<State extends string>(
  today: Day,
  days: number,
  stateOn: (day: Day) => State | null,
): Omit<Step<State>, 'spend'>[] {
  const states = Array.from({ length: days }, (_, ahead) => stateOn(addDays(today, ahead)));
  return states.flatMap((to, ahead) => {
    if (to === null || to === states[ahead - 1]) return [];
    const length = states.slice(ahead).findIndex((state) => state !== to);
    const from = addDays(today, ahead);
    return [{ to, from, before: length === -1 ? null : addDays(from, length) }];
  });
}
