import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, anySettings } from '#tests/factories/history.ts';
import { anyDay, JPY } from '#tests/factories/structure.ts';
import { addDays, dayOf } from '../day.ts';
import { factsAt, type CustomerEvent, type History } from '../history.ts';
import { lifecycle } from './lifecycle.ts';
import { stateAt } from './model.ts';
import { next } from './next.ts';
import { stage } from './stage.ts';
import { vip } from './vip.ts';

const TODAY = dayOf('2026-06-30');
const ordered = (...daysAgo: number[]): History => ({
  orders: daysAgo.map((ago) => ({ day: addDays(TODAY, -ago), value: 3_000 })),
});
const top = { topAmounts: [{ from: dayOf('2026-01-01'), amount: 3_000 }] };
const paused: CustomerEvent[] = [
  { kind: 'contract:paused', day: addDays(TODAY, -1), at: addDays(TODAY, -1) * 86_400_000 },
];

describe('次の一歩 (seed 002 §13, domain.md A3)', () => {
  it.each([
    ['one order', ordered(10), 'experience'],
    ['one order long ago', ordered(900), 'experience'],
    ['two orders', ordered(50, 10), 'continuation'],
    ['three orders', ordered(90, 50, 10), 'continuation'],
    ['four orders, too long ago for a candidate', ordered(90, 80, 70, 46), 'co-creation'],
    ['four orders, candidate', ordered(90, 80, 70, 45), 'spreading'],
    ['top amount with one order', { ...ordered(60), ...top }, 'spreading'],
    ['top amount, but dormant', { ...ordered(61), ...top }, 'experience'],
    [
      'candidate with a paused contract',
      { ...ordered(90, 80, 70, 45), events: paused },
      'co-creation',
    ],
  ])('%s', (_, history, step) => {
    expect(stateAt(next, history, JPY, TODAY)).toBe(step);
  });

  it('is exactly one for every buyer, and follows from stage, vip and lifecycle', () => {
    const byStage = { first: 'experience', growing: 'continuation', settled: 'co-creation' };
    fc.assert(
      fc.property(anyHistory, anySettings, anyDay, (history, settings, day) => {
        const facts = factsAt(history, day);
        if (!facts) return;
        const dormant = lifecycle.classify(facts, settings) === 'dormant';
        const spreading = vip.classify(facts, settings) !== null && !dormant;
        const expected = spreading ? 'spreading' : byStage[stage.classify(facts, settings)!];
        expect(next.classify(facts, settings)).toBe(expected);
      }),
    );
  });

  it('has four steps in the order of the phases', () => {
    expect(next.states).toEqual(['experience', 'continuation', 'co-creation', 'spreading']);
  });
});
