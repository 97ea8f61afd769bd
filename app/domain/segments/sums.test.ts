import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anySubject } from '#tests/factories/conditions.ts';
import { addDays, dayOf, isoOf, type Day } from '../day.ts';
import { factsAt, type CountedOrder, type CustomerEvent } from '../history.ts';
import { defaultSettings } from '../settings.ts';
import { Condition } from './condition.ts';
import { evaluate } from './evaluate.ts';
import type { PurchasePeriod } from './period.ts';
import type { Subject } from './subject.ts';

const TODAY = dayOf('2026-06-30');
const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });

function line(product: string, quantity: number, sales: number) {
  return { product, quantity, sales, cost: null };
}
function order(daysAgo: number, value: number, more: Partial<CountedOrder> = {}): CountedOrder {
  return { day: addDays(TODAY, -daysAgo), value, ...more };
}

const subject: Subject = {
  settings,
  history: {
    orders: [
      order(10, 4_000, { channel: 'web', lines: [line('tea', 2, 3_000), line('soap', 1, 500)] }),
      order(100, 2_000, { channel: 'shop', lines: [line('tea', 1, 1_500), line('tea', 3, 400)] }),
      order(100, 900, { channel: 'web', lines: [line('soap', 1, 900)] }),
      order(5, 700, { lines: [line('oil', 0, 0)] }),
    ],
    returns: [{ day: addDays(TODAY, -3), value: -600 }],
    events: (['review', 'review', 'survey', 'contract:paused'] as const).map(
      (kind, index): CustomerEvent => ({ kind, day: addDays(TODAY, -20 * index), at: -index }),
    ),
  },
};

/** Whether a sum is exactly `value`. */
function sumIs(asked: object, value: number, day = TODAY): boolean {
  const condition = Condition.parse({ ...asked, compare: { is: '=', value } });
  return evaluate(condition, subject, day).in;
}
function between(from: number | null, to: number | null): PurchasePeriod {
  const day = (ago: number | null) => (ago === null ? null : addDays(TODAY, -ago));
  return { kind: 'between', from: day(from), to: day(to) };
}

describe('totals', () => {
  it.each([
    [{ total: 'orders' }, 4],
    [{ total: 'amount' }, 7_000],
    [{ total: 'orders', period: { kind: 'last-days', days: 11 } }, 2],
    [{ total: 'orders', period: { kind: 'last-days', days: 10 } }, 1],
    [{ total: 'amount', period: { kind: 'last-days', days: 11 } }, 4_100],
    [{ total: 'amount', period: { kind: 'last-days', days: 5 } }, -600],
    [{ total: 'orders', period: between(100, 10) }, 2],
    [{ total: 'orders', period: between(null, 9) }, 3],
    [{ total: 'amount', period: between(99, null) }, 4_100],
  ])('%j is %i', (total, value) => {
    expect(sumIs({ type: 'total', ...total }, value)).toBe(true);
    expect(sumIs({ type: 'total', ...total }, value + 1)).toBe(false);
  });

  it('are nothing before the first order', () => {
    expect(sumIs({ type: 'total', total: 'orders' }, 0, addDays(TODAY, -101))).toBe(true);
    expect(sumIs({ type: 'total', total: 'orders' }, 2, addDays(TODAY, -100))).toBe(true);
  });

  it('of all time are what the models see', () => {
    fc.assert(
      fc.property(anySubject, anyDay, (any, day) => {
        const facts = factsAt(any.history, day);
        fc.pre(facts !== null);
        const is = (total: 'orders' | 'amount', value: number): Condition => ({
          type: 'total',
          total,
          period: { kind: 'ever' },
          compare: { is: '=', value },
        });
        expect(evaluate(is('orders', facts.orders), any, day).in).toBe(true);
        expect(evaluate(is('amount', facts.amount), any, day).in).toBe(true);
      }),
    );
  });

  it('of the last days change when an order leaves them', () => {
    const twice = Condition.parse({
      type: 'total',
      total: 'orders',
      period: { kind: 'last-days', days: 30 },
      compare: { is: '>=', value: 2 },
    });
    const { in: inside, recheckOn } = evaluate(twice, subject, TODAY);
    expect([inside, recheckOn && isoOf(recheckOn)]).toEqual([true, '2026-07-20']);
    expect(evaluate(twice, subject, recheckOn ?? TODAY)).toEqual({ in: false, recheckOn: null });
  });
});

describe('bought', () => {
  const tea = { type: 'bought', products: ['tea'] };
  it.each([
    ['orders with tea', tea, 2],
    ['pieces of tea', { ...tea, measure: 'units' }, 6],
    ['sales of tea', { ...tea, measure: 'value' }, 4_900],
    ['orders with tea or soap', { ...tea, products: ['tea', 'soap'] }, 3],
    ['pieces of tea or soap', { ...tea, products: ['tea', 'soap'], measure: 'units' }, 8],
    ['orders with oil, all of it returned', { ...tea, products: ['oil'] }, 0],
    ['orders with rice', { ...tea, products: ['rice'] }, 0],
    ['orders with tea in the shop', { ...tea, channels: ['shop'] }, 1],
    ['orders on the web (対象店舗: seed 003 #19)', { type: 'bought', channels: ['web'] }, 2],
    ['orders on the web or in the shop', { type: 'bought', channels: ['web', 'shop'] }, 3],
    ['value of web orders', { type: 'bought', channels: ['web'], measure: 'value' }, 4_900],
    ['pieces of web orders', { type: 'bought', channels: ['web'], measure: 'units' }, 4],
    ['orders with tea in the last 10 days', { ...tea, period: { kind: 'last-days', days: 10 } }, 0],
    ['orders with tea in the last 11 days', { ...tea, period: { kind: 'last-days', days: 11 } }, 1],
    ['pieces of tea in a period', { ...tea, period: between(100, 10), measure: 'units' }, 4],
    ['soap in the first order', { ...tea, products: ['soap'], period: { kind: 'first-order' } }, 1],
  ])('%s', (_, asked, value) => {
    expect(sumIs(asked, value)).toBe(true);
    expect(sumIs(asked, value + 1)).toBe(false);
  });

  it('the first order is not another one as days pass or orders follow', () => {
    const first = { ...tea, period: { kind: 'first-order' }, measure: 'units' };
    expect(sumIs(first, 4, addDays(TODAY, -100))).toBe(true);
    expect(sumIs(first, 4, addDays(TODAY, 500))).toBe(true);
    expect(sumIs(first, 0, addDays(TODAY, -101))).toBe(true);
  });
});

describe('events', () => {
  const happened = (kinds: string[], period?: object) => ({
    type: 'event',
    kinds,
    ...(period && { period }),
  });
  it.each([
    ['reviews', happened(['review']), 2],
    ['reviews and surveys', happened(['review', 'survey']), 3],
    ['referrals', happened(['referral']), 0],
    ['pauses of the contract', happened(['contract:paused']), 1],
    ['reviews in the last 20 days', happened(['review'], { kind: 'last-days', days: 20 }), 1],
    ['reviews in the last 21 days', happened(['review'], { kind: 'last-days', days: 21 }), 2],
  ])('%s', (_, asked, value) => {
    expect(sumIs(asked, value)).toBe(true);
    expect(sumIs(asked, value + 1)).toBe(false);
  });

  it('of somebody who never ordered count too', () => {
    const nobody = { ...subject, history: { ...subject.history, orders: [] } };
    const reviewed = Condition.parse({ type: 'event', kinds: ['review'] });
    expect(evaluate(reviewed, nobody, TODAY).in).toBe(true);
    const bare = { settings, history: { orders: [] } };
    expect(evaluate(reviewed, bare, TODAY)).toEqual({ in: false, recheckOn: null });
  });
});

describe('region and stored classes', () => {
  const inFukuoka = Condition.parse({ type: 'region', regions: ['福岡県', '佐賀県'] });
  it.each([
    ['佐賀県', true],
    ['東京都', false],
    [null, false],
    [undefined, false],
  ])('%s', (region, expected) => {
    const history = { ...subject.history, ...(region === undefined ? {} : { region }) };
    expect(evaluate(inFukuoka, { ...subject, history }, TODAY)).toEqual({
      in: expected,
      recheckOn: null,
    });
  });

  it.each([
    ['A now', { now: 'A' }, true, true],
    ['A in the past', { now: 'B', past: new Set(['C', 'A']) }, false, true],
    ['never A', { now: 'B', past: new Set(['C']) }, false, false],
    ['no class now', { now: null, past: new Set(['A']) }, false, true],
    ['nothing stored', undefined, false, false],
  ])('%s', (_, abc, now, ever) => {
    const stored: Subject = { ...subject, relative: abc ? { abc } : {} };
    const asked = (when: 'now' | 'ever') =>
      evaluate({ type: 'class', in: { model: 'abc', states: ['A'] }, when }, stored, TODAY).in;
    expect([asked('now'), asked('ever')]).toEqual([now, ever]);
    const bare = evaluate(
      { type: 'class', in: { model: 'abc', states: ['A'] }, when: 'ever' },
      subject,
      TODAY,
    );
    expect(bare.in).toBe(false);
  });
});

it('looks again on the next day on which anything is entered', () => {
  const later = (days: number): Day => addDays(TODAY, days);
  const anything = Condition.parse({ type: 'region', regions: ['福岡県'] });
  const asked = (more: Partial<Subject['history']>) =>
    evaluate(anything, { ...subject, history: { ...subject.history, ...more } }, TODAY).recheckOn;
  expect(asked({})).toBeNull();
  expect(asked({ orders: [order(0, 1), order(-4, 1), order(-2, 1)] })).toBe(later(2));
  expect(asked({ returns: [{ day: later(1), value: -1 }] })).toBe(later(1));
  expect(asked({ events: [{ kind: 'review', day: later(3), at: 0 }] })).toBe(later(3));
  expect(asked({ topAmounts: [{ from: later(5), amount: 1 }] })).toBe(later(5));
});

it('an order of whose products nothing is known counts where no product is asked for', () => {
  const history = { orders: [order(10, 4_000, { channel: 'web' })] };
  const isIn = (asked: object) =>
    evaluate(Condition.parse({ type: 'bought', ...asked }), { settings, history }, TODAY).in;
  expect(isIn({ channels: ['web'] })).toBe(true);
  expect(isIn({ channels: ['shop'] })).toBe(false);
  expect(isIn({ channels: ['web'], products: ['tea'] })).toBe(false);
});

it('one of several classes is enough', () => {
  const isIn = (...states: string[]) => {
    const condition = Condition.parse({ type: 'class', in: { model: 'abc', states } });
    return evaluate(condition, { ...subject, relative: { abc: { now: 'B' } } }, TODAY).in;
  };
  expect([isIn('A', 'B'), isIn('B'), isIn('A', 'C')]).toEqual([true, true, false]);
});
