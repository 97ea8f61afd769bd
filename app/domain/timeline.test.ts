import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, anySettings } from '#tests/factories/history.ts';
import { addDays, dayOf, isoOf, type Day } from './day.ts';
import { factsAt } from './history.ts';
import { CALENDAR_MODELS } from './models/index.ts';
import { lifecycle } from './models/lifecycle.ts';
import type { CalendarModel } from './models/model.ts';
import { defaultSettings } from './settings.ts';
import { standingOn, timelineOf, type Timeline } from './timeline.ts';

const MODELS: readonly CalendarModel[] = CALENDAR_MODELS;
const FIRST = 18_990 as Day;
const LAST = 20_250;

function stateOn(timeline: Timeline, day: Day): string | null {
  return timeline.findLast((period) => period.from <= day)?.state ?? null;
}

describe.each(MODELS.map((model) => [model.key, model] as const))('timeline of %s', (_, model) => {
  it('read at a day equals classifying at that day, for every day', () => {
    fc.assert(
      fc.property(anyHistory, anySettings, (history, settings) => {
        const timeline = timelineOf(model, history, settings);
        for (let day = FIRST; day < LAST; day = addDays(day, 1)) {
          const facts = factsAt(history, day);
          const expected = facts ? model.classify(facts, settings) : null;
          if (stateOn(timeline, day) !== expected) expect.fail(`differs on ${isoOf(day)}`);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('begins with the first order, has neither gap nor overlap, and says nothing twice', () => {
    fc.assert(
      fc.property(anyHistory, anySettings, (history, settings) => {
        const timeline = timelineOf(model, history, settings);
        const firstOrder = Math.min(...history.orders.map((order) => order.day));
        expect(timeline[0]?.from ?? Infinity).toBe(firstOrder);
        for (const [index, period] of timeline.entries()) {
          const next = timeline[index + 1];
          if (!next) continue;
          expect(next.from).toBeGreaterThan(period.from);
          expect(next.state).not.toBe(period.state);
        }
      }),
    );
  });

  it('does not depend on the order in which history is told', () => {
    const shuffled = fc
      .tuple(anyHistory, fc.infiniteStream(fc.integer()))
      .map(([history, keys]) => {
        const shuffle = <T>(items: readonly T[] = []) =>
          items
            .map((item) => ({ item, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const { orders, returns, events, topAmounts } = history;
        const other = {
          orders: shuffle(orders),
          returns: shuffle(returns),
          events: shuffle(events),
          topAmounts: shuffle(topAmounts),
        };
        return [history, other] as const;
      });
    fc.assert(
      fc.property(shuffled, anySettings, ([one, other], settings) => {
        expect(timelineOf(model, other, settings)).toEqual(timelineOf(model, one, settings));
      }),
    );
  });
});

describe('standing', () => {
  const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });
  const one = timelineOf(
    lifecycle,
    { orders: [{ day: dayOf('2026-01-10'), value: 500 }] },
    settings,
  );

  it.each([
    ['2026-01-09', null, null, '2026-01-10', 'new'],
    ['2026-01-10', 'new', '2026-01-10', '2026-02-10', 'at-risk'],
    ['2026-02-09', 'new', '2026-01-10', '2026-02-10', 'at-risk'],
    ['2026-02-10', 'at-risk', '2026-02-10', '2026-03-12', 'dormant'],
    ['2026-03-12', 'dormant', '2026-03-12', null, null],
  ])('on %s: %s since %s, from %s on %s', (day, state, since, nextOn, nextState) => {
    const standing = standingOn(one, dayOf(day));
    expect(standing).toEqual({
      state,
      since: since && dayOf(since),
      nextOn: nextOn && dayOf(nextOn),
      nextState,
    });
  });

  it('of an empty timeline is nothing', () => {
    expect(standingOn([], dayOf('2026-01-01'))).toEqual({
      state: null,
      since: null,
      nextOn: null,
      nextState: null,
    });
  });
});
