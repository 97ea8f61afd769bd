import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anySubject } from '#tests/factories/conditions.ts';
import { addDays, dayOf, isoOf, type Day } from '../day.ts';
import { CALENDAR_MODELS } from '../models/index.ts';
import { stateAt, type CalendarModel } from '../models/model.ts';
import { defaultSettings } from '../settings.ts';
import type { InState, When } from './leaf.ts';
import { evaluate } from './evaluate.ts';
import { knownOn, type Subject } from './subject.ts';

const FIRST = 18_900 as Day;
const LENGTH = 1_200;

/** Whether a customer is in the states, day by day from FIRST on, as far as is known on `day`. */
function daily(leaf: InState, subject: Subject, day: Day): boolean[] {
  const { history } = knownOn(subject, day);
  const models: readonly CalendarModel[] = CALENDAR_MODELS;
  const model = models.find(({ key }) => key === leaf.in.model)!;
  const states: readonly (string | null)[] = leaf.in.states;
  return Array.from({ length: LENGTH }, (_, index) =>
    states.includes(stateAt(model, history, subject.settings, addDays(FIRST, index))),
  );
}

function bruteForce(when: When, inside: boolean[], day: Day): boolean {
  const today = day - FIRST;
  const now = inside[today]!;
  switch (when.is) {
    case 'now':
      return now;
    case 'ever':
      return inside.slice(0, today + 1).includes(true);
    case 'for-at-least':
      return inside.slice(today - when.days, today + 1).every(Boolean);
    case 'entering-within':
      return !now && inside.slice(today + 1, today + 1 + when.days).includes(true);
  }
}

const anyStates = fc.constantFrom(...CALENDAR_MODELS).chain(({ key, states }) =>
  fc.record({
    model: fc.constant(key),
    states: fc.subarray<string>([...states], { minLength: 1 }),
  }),
) as fc.Arbitrary<InState['in']>;

const few = fc.integer({ min: 1, max: 60 });
const whens: Record<string, fc.Arbitrary<When>> = {
  now: fc.constant({ is: 'now' }),
  ever: fc.constant({ is: 'ever' }),
  'for at least so many days': few.map((days) => ({ is: 'for-at-least', days })),
  'within so many days': few.map((days) => ({ is: 'entering-within', days })),
};

describe('in a state', () => {
  it.each(Object.entries(whens))('%s, equals looking at every day', (_, anyWhen) => {
    fc.assert(
      fc.property(anyStates, anyWhen, anySubject, anyDay, (states, when, subject, day) => {
        const leaf: InState = { type: 'state', in: states, when };
        const expected = bruteForce(when, daily(leaf, subject, day), day);
        expect(evaluate(leaf, subject, day).in).toBe(expected);
      }),
      { numRuns: 80 },
    );
  });
});

describe('one order on 10 January, lifecycle 30 / 60', () => {
  const subject: Subject = {
    history: { orders: [{ day: dayOf('2026-01-10'), value: 500 }] },
    settings: defaultSettings('JPY', { sum: 0n, orders: 0n }),
  };
  type LifecycleStates = Extract<InState['in'], { model: 'lifecycle' }>['states'];

  function asked(states: LifecycleStates, when: When, on: string) {
    const leaf: InState = { type: 'state', in: { model: 'lifecycle', states }, when };
    const { in: inside, recheckOn } = evaluate(leaf, subject, dayOf(on));
    return [inside, recheckOn && isoOf(recheckOn)];
  }

  it.each([
    ['2026-02-25', [false, '2026-02-26']],
    ['2026-02-26', [true, '2026-03-12']],
    ['2026-03-11', [true, '2026-03-12']],
    ['2026-03-12', [false, null]],
  ])('falls asleep within 14 days, asked on %s', (on, expected) => {
    expect(asked(['dormant'], { is: 'entering-within', days: 14 }, on)).toEqual(expected);
  });

  it.each([
    ['2026-02-13', [false, '2026-02-14']],
    ['2026-02-14', [true, '2026-03-12']],
    ['2026-03-12', [false, null]],
  ])('at risk for 4 days, asked on %s', (on, expected) => {
    expect(asked(['at-risk'], { is: 'for-at-least', days: 4 }, on)).toEqual(expected);
  });

  it('stays inside while it moves from one of the states to another', () => {
    expect(asked(['at-risk', 'dormant'], { is: 'for-at-least', days: 30 }, '2026-03-11')).toEqual([
      false,
      '2026-03-12',
    ]);
    expect(asked(['at-risk', 'dormant'], { is: 'now' }, '2026-02-09')).toEqual([
      false,
      '2026-02-10',
    ]);
    expect(asked(['at-risk', 'dormant'], { is: 'now' }, '2026-02-10')).toEqual([true, null]);
  });

  it('does not enter while it is inside: new, then at risk, then dormant', () => {
    const entering: When = { is: 'entering-within', days: 90 };
    expect(asked(['new', 'dormant'], entering, '2026-02-09')).toEqual([false, '2026-02-10']);
    expect(asked(['new', 'dormant'], entering, '2026-02-10')).toEqual([true, '2026-03-12']);
  });

  it('was new, whatever it is now', () => {
    expect(asked(['new'], { is: 'ever' }, '2026-01-09')).toEqual([false, '2026-01-10']);
    expect(asked(['new'], { is: 'ever' }, '2026-01-10')).toEqual([true, null]);
    expect(asked(['new'], { is: 'ever' }, '2027-01-10')).toEqual([true, null]);
  });
});
