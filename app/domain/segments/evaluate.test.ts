import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCondition, anyDay, anyLeaf, anySubject } from '#tests/factories/conditions.ts';
import { addDays, isoOf, type Day } from '../day.ts';
import { Condition } from './condition.ts';
import { evaluate, evaluator } from './evaluate.ts';
import { knownOn, type Subject } from './subject.ts';

/** A subject of whom nothing dated after a day is known. */
function until(subject: Subject, day: Day): Subject {
  return { ...subject, history: knownOn(subject, day).history };
}

function expectSteady(condition: Condition, subject: Subject, day: Day) {
  const { in: now, recheckOn } = evaluate(condition, subject, day);
  const end = Math.min(recheckOn ?? Infinity, day + 450);
  if (recheckOn !== null) expect(recheckOn).toBeGreaterThan(day);
  for (let later = addDays(day, 1); later < end; later = addDays(later, 1)) {
    if (evaluate(condition, subject, later).in !== now) {
      expect.fail(`changes on ${isoOf(later)}, before ${recheckOn}`);
    }
  }
}

describe('the day to look again', () => {
  it('comes before anything changes, whatever the condition', () => {
    fc.assert(
      fc.property(anyCondition, anySubject, anyDay, (condition, subject, day) => {
        expectSteady(condition, until(subject, day), day);
      }),
      { numRuns: 300 },
    );
  });

  it('comes before anything changes, later entries of the history included', () => {
    fc.assert(
      fc.property(anyCondition, anySubject, anyDay, (condition, subject, day) => {
        expectSteady(condition, subject, day);
      }),
      { numRuns: 100 },
    );
  });

  it('of a condition made of no other is the very day of the change', () => {
    fc.assert(
      fc.property(anyLeaf, anySubject, anyDay, (leaf, any, day) => {
        const subject = until(any, day);
        expectSteady(leaf, subject, day);
        const { in: now, recheckOn } = evaluate(leaf, subject, day);
        if (recheckOn !== null) expect(evaluate(leaf, subject, recheckOn).in).toBe(!now);
      }),
      { numRuns: 400 },
    );
  });
});

describe('combinations', () => {
  it('NOT turns the answer around and keeps the day', () => {
    fc.assert(
      fc.property(anyCondition, anySubject, anyDay, (condition, subject, day) => {
        const { in: inside, recheckOn } = evaluate(condition, subject, day);
        const not: Condition = { type: 'not', of: condition };
        expect(evaluate(not, subject, day)).toEqual({ in: !inside, recheckOn });
      }),
    );
  });

  it('AND needs every part, OR one', () => {
    const parts = fc.array(anyCondition, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, anySubject, anyDay, (of, subject, day) => {
        const answers = of.map((part) => evaluate(part, subject, day).in);
        expect(evaluate({ type: 'all', of }, subject, day).in).toBe(answers.every(Boolean));
        expect(evaluate({ type: 'any', of }, subject, day).in).toBe(answers.some(Boolean));
      }),
    );
  });
});

describe('evaluation', () => {
  it('is the same for a condition that was kept as JSON', () => {
    fc.assert(
      fc.property(anyCondition, (condition) => {
        const kept: unknown = JSON.parse(JSON.stringify(condition));
        expect(Condition.parse(kept)).toEqual(condition);
      }),
    );
  });

  it('does not depend on the order in which history is told', () => {
    fc.assert(
      fc.property(anyCondition, anySubject, anyDay, (condition, subject, day) => {
        const { history } = subject;
        const backwards = {
          ...history,
          orders: history.orders.toReversed(),
          returns: (history.returns ?? []).toReversed(),
          events: (history.events ?? []).toReversed(),
          topAmounts: (history.topAmounts ?? []).toReversed(),
        };
        expect(evaluate(condition, { ...subject, history: backwards }, day)).toEqual(
          evaluate(condition, subject, day),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('of several conditions at once is that of each', () => {
    const several = fc.array(anyCondition, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(several, anySubject, anyDay, (conditions, subject, day) => {
        expect(conditions.map(evaluator(subject, day))).toEqual(
          conditions.map((condition) => evaluate(condition, subject, day)),
        );
      }),
    );
  });

  it('knows nothing that is dated later', () => {
    fc.assert(
      fc.property(anyCondition, anySubject, anyDay, (condition, subject, day) => {
        expect(evaluate(condition, subject, day).in).toBe(
          evaluate(condition, until(subject, day), day).in,
        );
      }),
    );
  });
});
