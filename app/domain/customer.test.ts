import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyHistory, anySettings } from '#tests/factories/history.ts';
import { anyDay, bought, JPY } from '#tests/factories/structure.ts';
import { liveModelsOf } from './customer.ts';
import { dayOf } from './day.ts';
import { CALENDAR_MODELS } from './models/index.ts';
import { stateAt, type CalendarModel } from './models/model.ts';

const MODELS: readonly CalendarModel[] = CALENDAR_MODELS;

it('keeps CPM, stage and lifecycle of whoever has bought', () => {
  const kept = liveModelsOf(bought(['2026-01-10', 500]), JPY, dayOf('2026-03-01'));
  expect(kept.map(({ model, standing }) => [model, standing.state, standing.nextState])).toEqual([
    ['cpm', 'first-active', 'first-lapsed'],
    ['stage', 'first', null],
    ['lifecycle', 'at-risk', 'dormant'],
  ]);
  expect(kept.map(({ timeline }) => timeline.length)).toEqual([2, 1, 3]);
});

it('keeps nothing of whoever has not', () => {
  const day = dayOf('2026-03-01');
  const returns = [{ day, value: -500 }];
  expect(liveModelsOf({ orders: [], returns }, JPY, day)).toEqual([]);
});

it('stands where classifying today puts the customer', () => {
  fc.assert(
    fc.property(anyHistory, anySettings, anyDay, (history, settings, today) => {
      for (const { model: key, standing } of liveModelsOf(history, settings, today)) {
        const model = MODELS.find((each) => each.key === key)!;
        expect(standing.state).toBe(stateAt(model, history, settings, today));
      }
    }),
  );
});
