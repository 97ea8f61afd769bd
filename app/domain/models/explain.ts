import type { Facts } from '../history.ts';
import type { Settings } from '../settings.ts';
import type { CalendarModel } from './model.ts';
import { missingOf, type Finding } from './rules.ts';
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
  /** What each other state still asks for, rule by rule as the model reads them. */
  lacking: { state: State; findings: Finding[] }[];
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
  const lacking = model.rules.flatMap((rule) =>
    rule.state === null || rule.state === state
      ? []
      : [{ state: rule.state, findings: missingOf(rule, facts, settings) }],
  );
  return {
    state,
    because: model.explain(facts, settings),
    scheduled: scheduledChange(model, facts, settings),
    steps: stepsOf(model, facts, settings, days),
    lacking: lacking.filter(({ findings }) => findings.length > 0),
  };
}
