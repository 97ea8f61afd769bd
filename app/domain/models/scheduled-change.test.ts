import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, anySettings, until } from '#tests/factories/history.ts';
import { anyDay, bought, JPY } from '#tests/factories/structure.ts';
import { dayOf, isoOf } from '../day.ts';
import { factsAt } from '../history.ts';
import { standingOn, timelineOf } from '../timeline.ts';
import { cpm } from './cpm.ts';
import { CALENDAR_MODELS } from './index.ts';
import { lifecycle } from './lifecycle.ts';
import type { CalendarModel } from './model.ts';
import { scheduledChange } from './scheduled-change.ts';
import { stage } from './stage.ts';
import { vip } from './vip.ts';

const MODELS: readonly CalendarModel[] = CALENDAR_MODELS;

describe.each(MODELS.map((model) => [model.key, model] as const))(
  'what comes for %s',
  (_, model) => {
    it('is the next period of the timeline if nothing more happens', () => {
      fc.assert(
        fc.property(anyHistory, anySettings, anyDay, (history, settings, day) => {
          const known = until(history, day);
          const facts = factsAt(known, day);
          fc.pre(facts !== null);
          const { state, nextOn, nextState } = standingOn(timelineOf(model, known, settings), day);
          const expected = nextOn === null ? null : { on: nextOn, to: nextState };
          expect(model.classify(facts, settings)).toBe(state);
          expect(scheduledChange(model, facts, settings)).toEqual(expected);
        }),
      );
    });
  },
);

describe('what comes', () => {
  const four = bought(
    ['2026-01-01', 1_000],
    ['2026-02-01', 1_000],
    ['2026-03-01', 1_000],
    ['2026-03-31', 1_000],
  );
  it.each<[string, string, CalendarModel, string, string | null]>([
    ['離脱 on day 240', 'cpm', cpm, '2026-11-26', 'toddler-lapsed'],
    ['休眠予備軍 on day 31, first of two', 'lifecycle', lifecycle, '2026-05-01', 'at-risk'],
    ['no candidate from day 46: the state ends', 'vip', vip, '2026-05-16', null],
  ])('of a customer who bought last on 31 March: %s', (_, __, model, on, to) => {
    const change = scheduledChange(model, factsAt(four, dayOf('2026-04-10'))!, JPY);
    expect(change && [isoOf(change.on), change.to]).toEqual([on, to]);
  });

  it.each([
    ['2026-04-30', ['2026-05-01', 'at-risk']],
    ['2026-05-01', ['2026-05-31', 'dormant']],
    ['2026-05-30', ['2026-05-31', 'dormant']],
    ['2026-05-31', null],
  ])('asked on %s, is later than that day: %j', (day, expected) => {
    const change = scheduledChange(lifecycle, factsAt(four, dayOf(day))!, JPY);
    expect(change && [isoOf(change.on), change.to]).toEqual(expected);
  });

  it('is nothing where only orders change the state', () => {
    expect(scheduledChange(stage, factsAt(four, dayOf('2026-04-10'))!, JPY)).toBeNull();
  });
});
