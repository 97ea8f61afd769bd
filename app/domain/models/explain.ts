import type { Facts } from '../history.ts';
import type { Settings } from '../settings.ts';
import type { CalendarModel } from './model.ts';
import { inTheWayOf, missingOf, type Finding, type Rule } from './rules.ts';
import { scheduledChange, type ScheduledChange } from './scheduled-change.ts';
import { stepsOf, type Step } from './steps.ts';

/** Why a customer is where a model puts them, and what would move them. */
export interface Explanation<State extends string = string> {
  state: State | null;
  /** The comparisons that decided. */
  because: Finding[];
  /** What the calendar will do by itself. */
  scheduled: ScheduledChange<State> | null;
  /** What one more order would do. */
  steps: Step<State>[];
  /** What keeps the customer from each other state, rule by rule as the model reads them. */
  lacking: Lack<State>[];
}

/** What keeps a customer from a state by one of its rules; never nothing. */
export interface Lack<State extends string = string> {
  state: State;
  /** What the rule asks and is not so. */
  findings: Finding[];
  /** What is so, and decides for another state as long as all of it is. */
  inTheWay: Finding[];
}

/**
 * Explains one model at the end of `facts.day`.
 *
 * @param days how far to look for what an order would do.
 */
export function explain<State extends string>(
  model: CalendarModel<string, State>,
  facts: Facts,
  settings: Settings,
  days = 366,
): Explanation<State> {
  const state = model.classify(facts, settings);
  const lackOf = (rule: Rule<State>, other: State): Lack<State> => ({
    state: other,
    findings: missingOf(rule, facts, settings),
    inTheWay: inTheWayOf(model.rules, rule, facts, settings),
  });
  return {
    state,
    because: model.explain(facts, settings),
    scheduled: scheduledChange(model, facts, settings),
    steps: stepsOf(model, facts, settings, days),
    lacking: model.rules.flatMap((rule) =>
      rule.state === null || rule.state === state ? [] : [lackOf(rule, rule.state)],
    ),
  };
}
