import { departure, tenure, type Facts } from '../history.ts';
import type { SettingPath, Settings } from '../settings.ts';

export type Relation = '<' | '<=' | '=' | '>=' | '>';

/** What a rule looks at: a count, days, an amount in minor units, or the name of a state. */
export type Value = number | string | null;

/** One comparison of something known of a customer with a threshold. */
export interface Test {
  measure: string;
  read: (facts: Facts, settings: Settings) => Value;
  relation: Relation;
  /** Where the threshold is set; null where it follows from something else than a setting. */
  setting: SettingPath | null;
  /** Null: there is no threshold, and the test does not hold. */
  threshold: (settings: Settings, facts: Facts) => Value;
}

/** The state of everybody for whom all tests hold and no earlier rule did. */
export interface Rule<State extends string> {
  state: State | null;
  when: readonly Test[];
}

/** A test of one customer, with the numbers that decided it. */
export interface Finding {
  measure: string;
  value: Value;
  relation: Relation;
  threshold: Value;
  setting: SettingPath | null;
  holds: boolean;
}

const MEASURES = {
  orders: (facts: Facts) => facts.orders,
  tenure,
  departure,
  amount: (facts: Facts) => facts.amount,
  /** Days that the last order day lay after the one before it; 0 for the first. */
  gap: (facts: Facts) => facts.intervals.at(-1) ?? 0,
};

/** A test of a measure against the threshold that a setting holds. */
export function test(
  measure: keyof typeof MEASURES,
  relation: Relation,
  setting: SettingPath,
): Test {
  const [model, name] = setting.split('.') as [keyof Settings, string];
  return {
    measure,
    read: MEASURES[measure],
    relation,
    setting,
    threshold: (settings) => (settings[model] as Record<string, number>)[name] ?? null,
  };
}

/** The first rule whose tests all hold; undefined when there is none. */
export function ruleFor<State extends string>(
  rules: readonly Rule<State>[],
  facts: Facts,
  settings: Settings,
): Rule<State> | undefined {
  for (const rule of rules) if (allHold(rule.when, facts, settings)) return rule;
  return undefined;
}

/**
 * Why a customer falls under a rule: its own tests, and of each rule before it the first test that
 * failed; nothing twice.
 */
export function findingsOf<State extends string>(
  rules: readonly Rule<State>[],
  facts: Facts,
  settings: Settings,
): Finding[] {
  const chosen = ruleFor(rules, facts, settings);
  const before = rules.slice(0, chosen ? rules.indexOf(chosen) : rules.length);
  const failed = before.flatMap(({ when }) =>
    when.filter((each) => !holds(each, facts, settings)).slice(0, 1),
  );
  const decisive = new Set([...failed, ...(chosen?.when ?? [])]);
  return [...decisive].map((each) => findingOf(each, facts, settings));
}

/** The tests of a rule that do not hold yet. */
export function missingOf(rule: Rule<string>, facts: Facts, settings: Settings): Finding[] {
  return rule.when
    .map((each) => findingOf(each, facts, settings))
    .filter((finding) => !finding.holds);
}

/**
 * What stands in the way of a rule: of every rule that is read before it and holds, the tests that
 * the rule itself does not ask. As long as all of these hold, it does not decide.
 */
export function inTheWayOf<State extends string>(
  rules: readonly Rule<State>[],
  rule: Rule<State>,
  facts: Facts,
  settings: Settings,
): Finding[] {
  const before = rules
    .slice(0, rules.indexOf(rule))
    .filter(({ when }) => when.every((each) => holds(each, facts, settings)));
  const others = before.flatMap(({ when }) => when.filter((each) => !rule.when.includes(each)));
  return [...new Set(others)].map((each) => findingOf(each, facts, settings));
}

function findingOf(test: Test, facts: Facts, settings: Settings): Finding {
  return {
    measure: test.measure,
    value: test.read(facts, settings),
    relation: test.relation,
    threshold: test.threshold(settings, facts),
    setting: test.setting,
    holds: holds(test, facts, settings),
  };
}

function allHold(tests: readonly Test[], facts: Facts, settings: Settings): boolean {
  for (const each of tests) if (!holds(each, facts, settings)) return false;
  return true;
}

function holds(test: Test, facts: Facts, settings: Settings): boolean {
  return compares(test.read(facts, settings), test.relation, test.threshold(settings, facts));
}

function compares(value: Value, relation: Relation, threshold: Value): boolean {
  if (value === null || threshold === null) return false;
  switch (relation) {
    case '<':
      return value < threshold;
    case '<=':
      return value <= threshold;
    case '=':
      return value === threshold;
    case '>=':
      return value >= threshold;
    case '>':
      return value > threshold;
  }
}
