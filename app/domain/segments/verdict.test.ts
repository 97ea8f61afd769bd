import { describe, expect, it } from 'vitest';
import type { Day } from '../day.ts';
import { LAST_DAY } from './period.ts';
import { allOf, anyOf, earliest, opposite, verdictOf, type Verdict } from './verdict.ts';

function inside(recheckOn: number | null): Verdict {
  return { in: true, recheckOn: recheckOn as Day | null };
}
function outside(recheckOn: number | null): Verdict {
  return { in: false, recheckOn: recheckOn as Day | null };
}

describe('AND', () => {
  it.each([
    ['all in: until the first leaves', [inside(7), inside(3), inside(null)], inside(3)],
    ['all in for ever', [inside(null), inside(null)], inside(null)],
    ['one out: as long as it stays out', [inside(3), outside(5)], outside(5)],
    ['some out: as long as any of them stays out', [outside(5), inside(3), outside(9)], outside(9)],
    ['some out, the later told first', [outside(9), outside(5)], outside(9)],
    ['one out for ever', [outside(null), outside(5)], outside(null)],
    ['one out for ever, told last', [outside(5), outside(null)], outside(null)],
    ['one alone', [inside(4)], inside(4)],
  ])('%s', (_, verdicts, expected) => {
    expect(allOf(verdicts)).toEqual(expected);
  });
});

describe('OR', () => {
  it.each([
    ['all out: until the first enters', [outside(7), outside(3)], outside(3)],
    ['some in: as long as any of them stays in', [inside(5), outside(3), inside(9)], inside(9)],
    ['one in for ever', [inside(null), outside(5)], inside(null)],
  ])('%s', (_, verdicts, expected) => {
    expect(anyOf(verdicts)).toEqual(expected);
  });
});

it('NOT keeps the day', () => {
  expect(opposite(inside(4))).toEqual(outside(4));
  expect(opposite(outside(null))).toEqual(inside(null));
});

it('the earliest of no days is never', () => {
  expect(earliest([])).toBeNull();
  expect(earliest([null, 5 as Day, 3 as Day, null, 4 as Day])).toBe(3);
});

describe('a step', () => {
  const between = (from: number, to: number) => (day: Day) => from <= day && day < to;

  it.each([
    ['before', 1, outside(5)],
    ['the day before', 4, outside(5)],
    ['on its first day', 5, inside(9)],
    ['on its last day', 8, inside(9)],
    ['after', 9, outside(null)],
  ])('from 5 to before 9, asked %s', (_, day, expected) => {
    const step = { holds: between(5, 9), turns: [9, 7, 5] as Day[] };
    expect(verdictOf(step, day as Day)).toEqual(expected);
  });

  it('does not look beyond the last day of the calendar', () => {
    const turning = (on: number) => ({ holds: between(on, Infinity), turns: [on as Day] });
    expect(verdictOf(turning(LAST_DAY), 0 as Day)).toEqual(outside(LAST_DAY));
    expect(verdictOf(turning(LAST_DAY + 1), 0 as Day)).toEqual(outside(null));
  });
});
