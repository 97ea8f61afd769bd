import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyHistory, anySettings } from '#tests/factories/history.ts';
import { anyDay, bought, JPY } from '#tests/factories/structure.ts';
import { liveModelsOf } from './customer.ts';
import { addDays, dayOf, type Day } from './day.ts';
import { CALENDAR_MODELS } from './models/index.ts';
import { stateAt, type CalendarModel } from './models/model.ts';
import { standingOn } from './timeline.ts';

const MODELS: readonly CalendarModel[] = CALENDAR_MODELS;

it('keeps every model that ever says anything of whoever has bought', () => {
  const kept = liveModelsOf(bought(['2026-01-10', 500]), JPY, dayOf('2026-03-01'));
  expect(kept.map(({ model, standing }) => [model, standing.state, standing.nextState])).toEqual([
    ['cpm', 'first-active', 'first-lapsed'],
    ['stage', 'first', null],
    ['lifecycle', 'at-risk', 'dormant'],
    ['next', 'experience', null],
  ]);
  expect(kept.map(({ timeline }) => timeline.length)).toEqual([2, 1, 3, 1]);
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

it('stands every day where classifying that day puts the customer, top amounts included', () => {
  const months = fc.array(fc.option(fc.integer({ min: 500, max: 60_000 }), { nil: null }), {
    maxLength: 24,
  });
  fc.assert(
    fc.property(anyHistory, anySettings, months, anyDay, (any, settings, amounts, today) => {
      const start = 19_000;
      const topAmounts = amounts.map((amount, index) => ({
        from: (start + index * 30) as Day,
        amount,
      }));
      const history = { ...any, topAmounts };
      for (const { model: key, timeline } of liveModelsOf(history, settings, today)) {
        const model = MODELS.find((each) => each.key === key)!;
        const day = addDays(today, -(today % 7));
        expect(standingOn(timeline, day).state).toBe(stateAt(model, history, settings, day));
      }
    }),
  );
});
