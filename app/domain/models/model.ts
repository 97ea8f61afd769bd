import type { Day } from '../day.ts';
import { factsAt, type Facts, type History } from '../history.ts';
import type { Settings } from '../settings.ts';
import { findingsOf, ruleFor, type Finding, type Rule } from './rules.ts';

/** A model whose state follows from a customer's facts and the settings alone. */
export interface CalendarModel<Key extends string = string, State extends string = string> {
  key: Key;
  states: readonly State[];
  /** Read from the top: the first rule whose tests all hold decides; none: no state. */
  rules: readonly Rule<State>[];
  /**
   * Days after an order day on which the state can change if nothing else happens, given the facts
   * of that order day; with the days of orders, returns and events these are all the days on which
   * it can.
   */
  offsets: (facts: Facts, settings: Settings) => readonly number[];
  /** The state of a buyer at the end of `facts.day`; null where the model has nothing to say. */
  classify: (facts: Facts, settings: Settings) => State | null;
  /** The comparisons that put a buyer there, with their numbers. */
  explain: (facts: Facts, settings: Settings) => Finding[];
}

/** Makes a model of its rules. */
export function calendarModel<Key extends string, State extends string>(
  parts: Pick<CalendarModel<Key, State>, 'key' | 'states' | 'rules' | 'offsets'>,
): CalendarModel<Key, State> {
  return {
    ...parts,
    classify: (facts, settings) => ruleFor(parts.rules, facts, settings)?.state ?? null,
    explain: (facts, settings) => findingsOf(parts.rules, facts, settings),
  };
}

/** The state of a customer at the end of a day; null before the first order too. */
export function stateAt<State extends string>(
  model: CalendarModel<string, State>,
  history: History,
  settings: Settings,
  day: Day,
): State | null {
  const facts = factsAt(history, day);
  return facts && model.classify(facts, settings);
}
