import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, anySettings, historyOf } from '#tests/factories/history.ts';
import { addDays, dayOf, type Day } from '../day.ts';
import { factsAt } from '../history.ts';
import { defaultSettings } from '../settings.ts';
import { CPM_STAGES, cpm, cpmParts } from './cpm.ts';

const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });
const LAST = dayOf('2026-03-01');

function classify(orders: number, tenure: number, departure: number, amount: number) {
  const facts = factsAt(
    historyOf({ orders, tenure, amount, lastDay: LAST }),
    addDays(LAST, departure),
  );
  return facts && cpm.classify(facts, settings);
}

describe('CPM, test vectors of domain.md A1 (orders, tenure, departure, amount)', () => {
  it.each([
    [1, 0, 239, 5_000, 'first-active'],
    [1, 0, 240, 5_000, 'first-lapsed'],
    [1, 0, 0, 90_000, 'first-active'],
    [2, 89, 0, 100_000, 'toddler-active'],
    [2, 90, 0, 69_999, 'steady-active'],
    [3, 90, 0, 70_000, 'trendy-active'],
    [5, 209, 239, 70_000, 'trendy-active'],
    [5, 210, 239, 70_000, 'excellent-active'],
    [5, 210, 240, 70_000, 'excellent-lapsed'],
    [30, 900, 10, 69_999, 'steady-active'],
  ])('%i orders, %i days, %i days ago, ¥%i: %s', (orders, tenure, departure, amount, state) => {
    expect(classify(orders, tenure, departure, amount)).toBe(state);
  });

  it('counts orders, not days: two on the first day are よちよち (contracts.md)', () => {
    expect(classify(2, 0, 0, 5_000)).toBe('toddler-active');
  });
});

describe('CPM', () => {
  it.each([
    ['first', 1, 0, 5_000],
    ['toddler', 2, 89, 100_000],
    ['steady', 2, 90, 69_999],
    ['trendy', 3, 209, 70_000],
    ['excellent', 5, 210, 70_000],
  ])('%s is 離脱 from day 240 on', (stage, orders, tenure, amount) => {
    expect(classify(orders, tenure, 239, amount)).toBe(`${stage}-active`);
    expect(classify(orders, tenure, 240, amount)).toBe(`${stage}-lapsed`);
  });

  it('lists its states from the first stage up, 現役 before 離脱, and takes them apart', () => {
    const parts = cpm.states.map(cpmParts);
    expect(parts.map(({ stage }) => stage)).toEqual(CPM_STAGES.flatMap((each) => [each, each]));
    expect(parts.map(({ active }) => active)).toEqual(CPM_STAGES.flatMap(() => [true, false]));
    expect(cpm.states.slice(0, 2)).toEqual(['first-active', 'first-lapsed']);
  });

  it('puts every buyer into exactly one of its ten groups, whatever the thresholds', () => {
    expect(new Set(cpm.states).size).toBe(10);
    const days = fc.integer({ min: 18_990, max: 20_200 });
    fc.assert(
      fc.property(anyHistory, anySettings, days, (history, any, day) => {
        const facts = factsAt(history, day as Day);
        const buyers = history.orders.some((order) => order.day <= day);
        expect(facts !== null).toBe(buyers);
        if (facts) expect(cpm.states).toContain(cpm.classify(facts, any));
      }),
    );
  });
});
