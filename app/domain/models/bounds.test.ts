import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay } from '#tests/factories/conditions.ts';
import { anyHistory, anySettings } from '#tests/factories/history.ts';
import { departure, factsAt } from '../history.ts';
import { defaultSettings } from '../settings.ts';
import { boundsOf } from './bounds.ts';
import { cpm } from './cpm.ts';
import { CALENDAR_MODELS } from './index.ts';
import { lifecycle } from './lifecycle.ts';
import { stage } from './stage.ts';

const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });

describe('the bounds of states', () => {
  it.each([
    [lifecycle, ['dormant'], 'departure', 61, Infinity],
    [lifecycle, ['at-risk'], 'departure', 0, 60],
    [lifecycle, ['active'], 'departure', 0, 30],
    [lifecycle, ['new', 'dormant'], 'departure', 0, Infinity],
    [cpm, ['first-lapsed'], 'departure', 240, Infinity],
    [cpm, ['first-active'], 'orders', 1, 1],
    [cpm, ['first-active'], 'tenure', 0, 0],
    [cpm, ['toddler-active', 'excellent-lapsed'], 'orders', 2, Infinity],
    [cpm, ['excellent-lapsed'], 'tenure', 210, Infinity],
    [cpm, ['trendy-active'], 'tenure', 90, 209],
    [cpm, ['steady-active'], 'amount', 0, 69_999],
    [stage, ['growing'], 'orders', 2, 3],
  ] as const)('of %o %j: %s from %s to %s', (model, states, measure, least, most) => {
    expect(boundsOf(model, states, settings)[measure]).toEqual({ least, most });
  });

  it('hold for everybody in it, in every model', () => {
    fc.assert(
      fc.property(anyHistory, anySettings, anyDay, (history, any, day) => {
        const facts = factsAt({ ...history, returns: [] }, day);
        if (!facts) return;
        const known = {
          orders: facts.orders,
          amount: facts.amount,
          departure: departure(facts),
          tenure: facts.lastDay - facts.firstDay,
        };
        for (const model of CALENDAR_MODELS) {
          const state = model.classify(facts, any);
          if (state === null) continue;
          const bounds = boundsOf(model, [state], any);
          for (const measure of ['departure', 'tenure', 'orders', 'amount'] as const) {
            expect(known[measure]).toBeGreaterThanOrEqual(bounds[measure].least);
            expect(known[measure]).toBeLessThanOrEqual(bounds[measure].most);
          }
        }
      }),
    );
  });
});
