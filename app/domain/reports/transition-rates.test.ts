import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../day.ts';
import { cpm, type CpmState } from '../models/cpm.ts';
import { tally } from './tally.ts';
import {
  leftBehind,
  transitionRates,
  transitionStart,
  type CpmChange,
} from './transition-rates.ts';

function rates(changes: Iterable<CpmChange>) {
  return tally(transitionRates(), changes);
}

const state = fc.constantFrom(...cpm.states);
const change: fc.Arbitrary<CpmChange> = fc.record({
  then: fc.option(state, { nil: null }),
  now: state,
});

describe('人数推移率 (domain.md A4.2)', () => {
  it('has three keys with targets 50 / 80 / 50 % and one sentence each', () => {
    const all = rates([]);
    expect(all.map(({ key, target }) => [key, target])).toEqual([
      ['transition_first', 0.5],
      ['transition_toddler', 0.8],
      ['transition_steady', 0.5],
    ]);
    const stages = ['first-time active', 'toddler active', 'steady active'];
    for (const [index, { definition }] of all.entries()) {
      expect(definition).toContain(`${stages[index]} six months ago`);
      expect(definition.match(/\./g)).toHaveLength(1);
    }
  });

  it('says nothing of a stage that was empty then, instead of 0 or 100 %', () => {
    expect(rates([{ then: null, now: 'toddler-active' }])).toMatchObject([
      { numerator: 0, denominator: 0, value: null },
      { numerator: 0, denominator: 0, value: null },
      { numerator: 0, denominator: 0, value: null },
    ]);
  });

  it.each<[CpmState, readonly CpmState[]]>([
    ['first-active', ['toddler-active', 'steady-active', 'trendy-active', 'excellent-active']],
    ['toddler-active', ['steady-active', 'trendy-active', 'excellent-active']],
    ['steady-active', ['trendy-active', 'excellent-active']],
  ])('from %s only to a stage above and 現役: %s', (then, above) => {
    for (const now of cpm.states) {
      const rate = rates([{ then, now }]).find(({ denominator }) => denominator === 1);
      expect(rate?.key).toBe(`transition_${then.split('-')[0]}`);
      expect([now, rate?.value]).toEqual([now, above.includes(now) ? 1 : 0]);
    }
  });

  it('does not count those who were 離脱 then, 流行 or 優良', () => {
    const others = cpm.states.filter(
      (then) => !['first-active', 'toddler-active', 'steady-active'].includes(then),
    );
    const all = rates(others.map((then) => ({ then, now: 'excellent-active' })));
    expect(all.map(({ denominator }) => denominator)).toEqual([0, 0, 0]);
  });

  it('equals counting by hand', () => {
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const [first] = rates(changes);
        const then = changes.filter((each) => each.then === 'first-active');
        const advanced = then.filter(
          ({ now }) => now.endsWith('-active') && !now.startsWith('first'),
        );
        expect(first).toMatchObject({ numerator: advanced.length, denominator: then.length });
        expect(first?.value).toBe(then.length === 0 ? null : advanced.length / then.length);
      }),
    );
  });

  it('counts many who took one way at once', () => {
    const [first] = rates([
      { then: 'first-active', now: 'steady-active', customers: 3 },
      { then: 'first-active', now: 'first-lapsed', customers: 5 },
    ]);
    expect(first).toMatchObject({ numerator: 3, denominator: 8 });
  });

  it('names whom it leaves behind: exactly those it does not count as advanced', () => {
    const keys = ['transition_first', 'transition_toddler', 'transition_steady'] as const;
    for (const key of keys) {
      const { then, now } = leftBehind(key);
      for (const state of cpm.states) {
        const rate = rates([{ then, now: state }]).find((each) => each.key === key);
        expect([state, rate?.numerator]).toEqual([state, now.includes(state) ? 0 : 1]);
      }
    }
  });

  it('meets the published goal when each arrow meets its target: 20 % of new customers 優良', () => {
    const [first = 0, toddler = 0, steady = 0] = rates([]).map(({ target }) => target);
    expect(first * toddler * steady).toBeCloseTo(0.2, 12);
  });

  it('looks back six calendar months', () => {
    expect(transitionStart(dayOf('2026-08-31'))).toBe(dayOf('2026-02-28'));
    expect(transitionStart(dayOf('2026-12-15'))).toBe(dayOf('2026-06-15'));
  });
});
