import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, anySettings } from '#tests/factories/history.ts';
import { anyDay } from '#tests/factories/structure.ts';
import { factsAt } from '../history.ts';
import { vip } from '../models/vip.ts';
import { timelineOf } from '../timeline.ts';
import { placeReader } from './place.ts';

describe('place of a customer', () => {
  it('is the state, none for a buyer without one, not-yet before the first order', () => {
    const ascending = fc.tuple(anyDay, anyDay).map((days) => days.sort((a, b) => a - b));
    fc.assert(
      fc.property(anyHistory, anySettings, ascending, (history, settings, days) => {
        const placeOn = placeReader(timelineOf(vip, history, settings));
        for (const day of days) {
          const facts = factsAt(history, day);
          const expected = facts ? (vip.classify(facts, settings) ?? 'none') : 'not-yet';
          expect(placeOn(day)).toBe(expected);
        }
      }),
    );
  });
});
