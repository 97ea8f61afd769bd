import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyComparison, anyDay, anySubject } from '#tests/factories/conditions.ts';
import { addDays, dayOf, isoOf } from '../day.ts';
import { departure, factsAt, medianInterval, tenure, type Facts } from '../history.ts';
import { defaultSettings } from '../settings.ts';
import { meets } from './comparison.ts';
import type { Condition } from './condition.ts';
import { evaluate } from './evaluate.ts';
import type { DateComparison, Fact, OrderDate } from './leaf.ts';
import type { Subject } from './subject.ts';

const FIRST = dayOf('2026-01-01');
const LAST = dayOf('2026-01-31');
const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });
const subject: Subject = {
  history: {
    orders: [
      { day: LAST, value: 1_000 },
      { day: FIRST, value: 2_500 },
    ],
  },
  settings,
};
const nobody: Subject = { history: { orders: [] }, settings };

function asked(condition: Condition, days: number, of = subject) {
  const { in: inside, recheckOn } = evaluate(condition, of, addDays(LAST, days));
  return [inside, recheckOn && isoOf(recheckOn)];
}

describe('facts', () => {
  const is = (fact: Fact['fact'], value: number): Fact => ({
    type: 'fact',
    fact,
    compare: { is: '=', value },
  });

  it('are those of the models, and the mean value of an order in whole minor units', () => {
    expect(asked(is('tenure', 30), 5)).toEqual([true, null]);
    expect(asked(is('medianInterval', 30), 5)).toEqual([true, null]);
    expect(asked(is('daysToSecond', 30), 5)).toEqual([true, null]);
    expect(asked(is('averageOrderValue', 1_750), 5)).toEqual([true, null]);
    expect(asked(is('departure', 5), 5)).toEqual([true, '2026-02-06']);
    expect(asked(is('departure', 5), 4)).toEqual([false, '2026-02-05']);
    expect(asked(is('departure', 5), 6)).toEqual([false, null]);
  });

  it('rounds the mean value half up, as lists of customers do', () => {
    const orders = [3, 4].map((value) => ({ day: FIRST, value }));
    expect(asked(is('averageOrderValue', 4), 0, { ...subject, history: { orders } })[0]).toBe(true);
    const third = [...orders, { day: FIRST, value: 3 }];
    expect(
      asked(is('averageOrderValue', 3), 0, { ...subject, history: { orders: third } })[0],
    ).toBe(true);
  });

  it('has no median interval after one order day, and nothing at all before the first', () => {
    const once = { ...subject, history: { orders: [{ day: FIRST, value: 1 }] } };
    const anything = { is: '>=', value: -1_000 } as const;
    const facts = [
      'tenure',
      'departure',
      'averageOrderValue',
      'medianInterval',
      'daysToSecond',
    ] as const;
    const known = (of: Subject) =>
      facts.map((fact) => asked({ type: 'fact', fact, compare: anything }, 0, of)[0]);
    expect(known(once)).toEqual([true, true, true, false, false]);
    expect(known(nobody)).toEqual([false, false, false, false, false]);
  });

  it('agree with what the models see', () => {
    const facts = fc.constantFrom(
      'tenure' as const,
      'departure' as const,
      'medianInterval' as const,
      'daysToSecond' as const,
    );
    const daysToSecond = ({ intervals }: Facts) => intervals[0] ?? null;
    const readers = { tenure, departure, medianInterval, daysToSecond };
    fc.assert(
      fc.property(facts, anyComparison(250), anySubject, anyDay, (fact, compare, any, day) => {
        const seen = factsAt(any.history, day);
        const expected = seen !== null && meets(readers[fact](seen), compare);
        expect(evaluate({ type: 'fact', fact, compare }, any, day).in).toBe(expected);
      }),
    );
  });
});

describe('date of an order', () => {
  const dated = (order: OrderDate['order'], compare: DateComparison): OrderDate => ({
    type: 'date',
    order,
    compare,
  });

  it.each([
    ['before', [false, false, true]],
    ['on', [false, true, false]],
    ['after', [true, false, false]],
  ] as const)('%s the day before, that day, the day after', (is, answers) => {
    const asks = (date: typeof LAST, order: OrderDate['order']) =>
      [-1, 0, 1].map((days) => asked(dated(order, { is, day: addDays(date, days) }), 9)[0]);
    expect(asks(LAST, 'last')).toEqual(answers);
    expect(asks(FIRST, 'first')).toEqual(answers);
  });

  it('is within the last 30 days until the 29th day after it', () => {
    const recent = dated('last', { is: 'within-last-days', days: 30 });
    expect(asked(recent, 0)).toEqual([true, '2026-03-02']);
    expect(asked(recent, 29)).toEqual([true, '2026-03-02']);
    expect(asked(recent, 30)).toEqual([false, null]);
  });

  it('is more than 30 days ago from the 31st day after it', () => {
    const long = dated('last', { is: 'more-than-days-ago', days: 30 });
    expect(asked(long, 30)).toEqual([false, '2026-03-03']);
    expect(asked(long, 31)).toEqual([true, null]);
  });

  it('of the first order is the first, whatever the order they are told in', () => {
    const exactly = dated('first', { is: 'more-than-days-ago', days: 34 });
    expect(asked(exactly, 4)).toEqual([false, '2026-02-05']);
    expect(asked(exactly, 5)).toEqual([true, null]);
  });

  it('does not exist for somebody who never ordered', () => {
    expect(asked(dated('last', { is: 'more-than-days-ago', days: 0 }), 9, nobody)).toEqual([
      false,
      null,
    ]);
    expect(asked(dated('first', { is: 'before', day: addDays(LAST, 9) }), 9, nobody)[0]).toBe(
      false,
    );
  });

  it('within the last N days means the same as an order in the last N days', () => {
    const days = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(days, anySubject, anyDay, (last, any, day) => {
        const bought: Condition = {
          type: 'total',
          total: 'orders',
          period: { kind: 'last-days', days: last },
          compare: { is: '>=', value: 1 },
        };
        const recent = dated('last', { is: 'within-last-days', days: last });
        expect(evaluate(recent, any, day)).toEqual(evaluate(bought, any, day));
      }),
    );
  });
});
