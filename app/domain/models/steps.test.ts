import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, anySettings, until } from '#tests/factories/history.ts';
import { bought, JPY } from '#tests/factories/structure.ts';
import { addDays, dayOf, isoOf, type Day } from '../day.ts';
import { factsAt, type History } from '../history.ts';
import { Settings } from '../settings.ts';
import { cpm } from './cpm.ts';
import { CALENDAR_MODELS } from './index.ts';
import { lifecycle } from './lifecycle.ts';
import { stateAt, type CalendarModel } from './model.ts';
import { next } from './next.ts';
import { stage } from './stage.ts';
import { stepsOf, type Step } from './steps.ts';
import { vip } from './vip.ts';

const MODELS: readonly CalendarModel[] = CALENDAR_MODELS;

/** A buyer, thresholds, a day on or after the first order and how far to look. */
const anyQuestion = fc
  .record({
    history: anyHistory,
    settings: anySettings,
    today: fc.integer({ min: 19_000, max: 19_900 }).map((day) => day as Day),
    days: fc.integer({ min: 1, max: 90 }),
    spends: fc.array(fc.integer({ min: 1, max: 250_000 }), { minLength: 2, maxLength: 4 }),
  })
  .filter(({ history, today }) => history.orders.some(({ day }) => day <= today))
  .map(({ history, today, ...rest }) => ({ ...rest, today, history: until(history, today) }));

function withOrder(history: History, day: Day, value: number): History {
  return { ...history, orders: [...history.orders, { day, value }] };
}

const holdsOn = ({ from, before }: Step, day: Day) =>
  from <= day && (before === null || day < before);

/** What the steps say about an order of `spend` on a day: the dearest step that it pays for. */
function told(steps: Step[], day: Day, spend: number): string | null {
  const paid = steps.filter((step) => holdsOn(step, day) && step.spend <= spend);
  return paid.sort((a, b) => b.spend - a.spend)[0]?.to ?? null;
}

describe.each(MODELS.map((model) => [model.key, model] as const))('steps of %s', (_, model) => {
  it('say of every day and every spend what trying that order says', () => {
    fc.assert(
      fc.property(anyQuestion, ({ history, settings, today, days, spends }) => {
        const facts = factsAt(history, today)!;
        const steps = stepsOf(model, facts, settings, days);
        const near = [settings.cpm.amount, facts.topAmount ?? 1].flatMap((amount) =>
          [-1, 0].map((off) => amount - facts.amount + off),
        );
        const tried = [1, ...spends, ...near.filter((spend) => spend >= 1)];
        for (let day = today; day < today + days; day = addDays(day, 1)) {
          const without = stateAt(model, history, settings, day);
          for (const spend of tried) {
            const reached = stateAt(model, withOrder(history, day, spend), settings, day);
            const expected = reached === without ? null : reached;
            if (told(steps, day, spend) !== expected) {
              expect.fail(`${isoOf(day)}, ${spend}: ${expected}, not ${told(steps, day, spend)}`);
            }
          }
        }
      }),
    );
  });

  it('are as few, as long, as cheap and as early as they can be', () => {
    fc.assert(
      fc.property(anyQuestion, ({ history, settings, today, days }) => {
        const steps = stepsOf(model, factsAt(history, today)!, settings, days);
        for (const step of steps) {
          expect(step.spend).toBeGreaterThanOrEqual(1);
          expect(step.from).toBeGreaterThanOrEqual(today);
          expect(step.before ?? today + days).toBeGreaterThan(step.from);
          expect(step.before ?? -Infinity).toBeLessThan(today + days);
          const { from, spend, to } = step;
          const cheaper = withOrder(history, from, spend - 1);
          if (spend > 1) expect(stateAt(model, cheaper, settings, from)).not.toBe(to);
          const touching = steps.filter((other) => other.spend === spend && other.before === from);
          for (const other of touching) expect(other.to).not.toBe(to);
        }
        expect(steps.map(({ spend }) => spend)).toEqual(
          steps.map(({ spend }) => spend).sort((a, b) => a - b),
        );
      }),
    );
  });
});

const NO_CONDITION = Settings.parse({ cpm: { amount: 70_000 }, vip: { minimumEvents: {} } });

describe('one more order', () => {
  function stepsFrom(model: CalendarModel, history: History, day: string, settings = JPY) {
    const today = dayOf(day);
    return stepsOf(model, factsAt(history, today)!, settings, 120).map(
      ({ to, spend, from, before }) => [to, spend, isoOf(from), before && isoOf(before)],
    );
  }

  it('of ¥3,000 before 14 December makes this customer 流行, later 優良', () => {
    const history = bought(['2026-05-18', 40_000], ['2026-09-20', 27_000]);
    expect(stepsFrom(cpm, history, '2026-11-20')).toEqual([
      ['trendy-active', 3_000, '2026-11-20', '2026-12-14'],
      ['excellent-active', 3_000, '2026-12-14', null],
    ]);
  });

  it('of any value makes a first buyer よちよち, from day 90 コツコツ, or 流行 with what is missing', () => {
    const history = bought(['2026-01-01', 10_000]);
    expect(stepsFrom(cpm, history, '2026-03-01')).toEqual([
      ['toddler-active', 1, '2026-03-01', '2026-04-01'],
      ['steady-active', 1, '2026-04-01', null],
      ['trendy-active', 60_000, '2026-04-01', null],
    ]);
  });

  it('brings a lapsed customer back, but does nothing while they are active', () => {
    const history = bought(['2024-01-01', 50_000], ['2026-01-01', 50_000]);
    expect(stepsFrom(cpm, history, '2026-08-25')).toEqual([
      ['excellent-active', 1, '2026-08-29', null],
    ]);
  });

  it('makes a candidate for top customers by its value, a step of the next kind with it', () => {
    const topAmounts = [{ from: dayOf('2026-01-01'), amount: 9_000 }];
    const history = { ...bought(['2026-01-01', 4_000]), topAmounts };
    expect(stepsFrom(vip, history, '2026-03-01')).toEqual([
      ['candidate', 5_000, '2026-03-01', null],
    ]);
    expect(stepsFrom(vip, history, '2026-03-01', NO_CONDITION)).toEqual([
      ['vip', 5_000, '2026-03-01', null],
    ]);
    expect(stepsFrom(next, history, '2026-03-01')).toEqual([
      ['continuation', 1, '2026-03-01', null],
      ['spreading', 5_000, '2026-03-01', null],
    ]);
  });

  it('wins back whoever stayed away longer than 60 days', () => {
    const history = bought(['2026-01-01', 1], ['2026-01-10', 1], ['2026-01-20', 1]);
    expect(stepsFrom(lifecycle, history, '2026-02-01')).toEqual([
      ['active', 1, '2026-02-20', '2026-03-22'],
      ['winback', 1, '2026-03-22', null],
    ]);
  });

  it('does not move a settled customer any further', () => {
    const often = bought(...Array.from({ length: 4 }, (): [string, number] => ['2026-01-01', 1]));
    expect(stepsFrom(stage, often, '2026-01-02')).toEqual([]);
  });

  it('is looked for as many days ahead as asked, today included', () => {
    const facts = factsAt(bought(['2026-01-01', 1]), dayOf('2026-03-31'))!;
    const to = (days: number) => stepsOf(cpm, facts, JPY, days).map((step) => step.to);
    expect(to(0)).toEqual([]);
    expect(to(1)).toEqual(['toddler-active']);
    expect(to(2)).toEqual(['toddler-active', 'steady-active', 'trendy-active']);
  });
});
