import { describe, expect, it } from 'vitest';
import { JPY } from '#tests/factories/structure.ts';
import { addDays, dayOf } from '../day.ts';
import { factsAt, type Facts } from '../history.ts';
import { findingsOf, missingOf, ruleFor, test, type Rule, type Test } from './rules.ts';

const FIRST = dayOf('2026-01-01');
/** Orders on days 0, 10 and 30; asked on day 37. */
const FACTS = factsAt(
  { orders: [0, 10, 30].map((after) => ({ day: addDays(FIRST, after), value: 700 })) },
  addDays(FIRST, 37),
)!;

/** A test of a number that is given. */
function given(value: Test['read'], relation: Test['relation'], threshold: unknown): Test {
  const limit = threshold as number | string | null;
  return { measure: 'given', read: value, relation, setting: null, threshold: () => limit };
}
const holds = (each: Test, facts: Facts = FACTS) =>
  missingOf({ state: 'any', when: [each] }, facts, JPY).length === 0;

describe('a comparison', () => {
  it.each([
    ['<', [true, false, false]],
    ['<=', [true, true, false]],
    ['=', [false, true, false]],
    ['>=', [false, true, true]],
    ['>', [false, false, true]],
  ] as const)('%s of one less, as many and one more: %j', (relation, expected) => {
    expect([4, 5, 6].map((value) => holds(given(() => value, relation, 5)))).toEqual(expected);
  });

  it.each(['<', '<=', '=', '>=', '>'] as const)('%s with nothing never holds', (relation) => {
    expect(holds(given(() => null, relation, 5))).toBe(false);
    expect(holds(given(() => 5, relation, null))).toBe(false);
    expect(holds(given(() => null, relation, null))).toBe(false);
    expect(holds(given(() => -1, relation, null))).toBe(false);
    expect(holds(given(() => null, relation, -1))).toBe(false);
  });

  it('of names asks for the same name', () => {
    expect(holds(given(() => 'paused', '=', 'paused'))).toBe(true);
    expect(holds(given(() => 'paused', '=', 'cancelled'))).toBe(false);
  });
});

describe('a measure', () => {
  it.each([
    ['orders', 3],
    ['tenure', 30],
    ['departure', 7],
    ['amount', 2_100],
    ['gap', 20],
  ] as const)('%s of the customer is %i', (measure, value) => {
    const rule = { state: 'any', when: [test(measure, '<', 'vip.topFromCustomers')] };
    const [finding] = findingsOf([rule], FACTS, JPY);
    const threshold = JPY.vip.topFromCustomers;
    expect(finding).toEqual({
      measure,
      value,
      relation: '<',
      threshold,
      setting: 'vip.topFromCustomers',
      holds: value < threshold,
    });
  });

  it('gap is 0 for whoever has one order day only', () => {
    const once = factsAt({ orders: [{ day: FIRST, value: 1 }] }, addDays(FIRST, 90))!;
    expect(holds(test('gap', '<', 'vip.topFromCustomers'), once)).toBe(true);
    expect(holds(test('gap', '>=', 'vip.minimumPoints'), once)).toBe(true);
    expect(holds(test('gap', '>', 'vip.minimumPoints'), once)).toBe(false);
  });

  it('is held against a setting, and never holds where the setting is not asked for', () => {
    expect(holds(test('departure', '<=', 'lifecycle.atRiskAfterDays'))).toBe(true);
    expect(holds(test('departure', '>', 'lifecycle.atRiskAfterDays'))).toBe(false);
    expect(holds(test('departure', '>=', 'vip.bulkBuyerDays'))).toBe(false);
    expect(holds(test('departure', '<=', 'vip.bulkBuyerDays'))).toBe(false);
  });
});

describe('rules', () => {
  const few = given((facts) => facts.orders, '<', 3);
  const some = given((facts) => facts.orders, '>=', 3);
  const recent = given((facts) => facts.day - facts.lastDay, '<', 7);
  const early = given((facts) => facts.firstDay, '=', FIRST);
  const state = (rules: Rule<string>[]) => ruleFor(rules, FACTS, JPY)?.state;

  it('are read from the top: the first whose tests all hold decides', () => {
    const rules = [
      { state: 'a', when: [some, recent] },
      { state: 'b', when: [some, early] },
      { state: 'c', when: [] },
    ];
    expect(state(rules)).toBe('b');
    expect(state(rules.toReversed())).toBe('c');
    expect(state([rules[0]!])).toBeUndefined();
    expect(state([])).toBeUndefined();
    expect(state([{ state: 'd', when: [] }])).toBe('d');
  });

  it('explain: all tests of the rule that decides, of each before it the first that failed', () => {
    const rules = [
      { state: 'a', when: [some, recent, few] },
      { state: 'b', when: [recent, early] },
      { state: 'c', when: [some, early] },
      { state: 'd', when: [few] },
    ];
    const found = findingsOf(rules, FACTS, JPY);
    expect(found.map(({ value, relation, threshold }) => [value, relation, threshold])).toEqual([
      [7, '<', 7],
      [3, '>=', 3],
      [FIRST, '=', FIRST],
    ]);
    expect(found.map(({ holds: does }) => does)).toEqual([false, true, true]);
  });

  it('explain a customer under no rule by what failed in each', () => {
    const found = findingsOf([{ state: 'a', when: [some, recent] }], FACTS, JPY);
    expect(found.map(({ value, holds: does }) => [value, does])).toEqual([[7, false]]);
  });

  it('are missing the tests that do not hold, and only those', () => {
    const missing = missingOf({ state: 'a', when: [some, recent, early, few] }, FACTS, JPY);
    expect(missing.map(({ value, threshold }) => [value, threshold])).toEqual([
      [7, 7],
      [3, 3],
    ]);
  });
});
