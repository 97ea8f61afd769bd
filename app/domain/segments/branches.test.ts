import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../day.ts';
import { anyCondition, anyDay, anySubject } from '#tests/factories/conditions.ts';
import { branchesOf } from './branches.ts';
import type { Condition } from './condition.ts';
import { evaluator } from './evaluate.ts';
import { lastOrderMoreThan, ordersEver } from './phrases.ts';

const once = ordersEver({ is: '=', value: 1 });
const often = ordersEver({ is: '>=', value: 4 });
const gone = lastOrderMoreThan(60);

describe('the ways into a segment', () => {
  it.each<[string, Condition, Condition[]]>([
    ['none where everything has to hold', { type: 'all', of: [once, gone] }, []],
    ['each part of which one is enough', { type: 'any', of: [once, often] }, [once, often]],
    [
      'those beside what has to hold anyway',
      { type: 'all', of: [gone, { type: 'any', of: [once, often] }] },
      [once, often],
    ],
    ['none in what must not hold', { type: 'not', of: { type: 'any', of: [once, often] } }, []],
    [
      'those below a choice of one',
      { type: 'any', of: [{ type: 'any', of: [once, often] }] },
      [once, often],
    ],
  ])('are %s', (_, condition, branches) => {
    expect(branchesOf(condition)).toEqual(branches);
  });

  it('name at least one that holds for whoever is in', () => {
    fc.assert(
      fc.property(anyCondition, anySubject, anyDay, (condition, subject, day: Day) => {
        const judge = evaluator(subject, day);
        const branches = branchesOf(condition);
        fc.pre(judge(condition).in && branches.length > 0);
        expect(branches.some((branch) => judge(branch).in)).toBe(true);
      }),
    );
  });
});
