import { describe, expect, it } from 'vitest';
import { dayOf, isoOf, type Day } from '../day.ts';
import { isIn, isRipe, lastDays } from './day-range.ts';

const AS_OF = dayOf('2026-03-26');

describe('lastDays', () => {
  it('ends with the as-of day: 365 days are asOf − 364 … asOf (contracts.md)', () => {
    const { from, to } = lastDays(365, AS_OF);
    expect([isoOf(from), isoOf(to)]).toEqual(['2025-03-27', '2026-03-27']);
  });
});

describe('isIn', () => {
  const range = { from: 100 as Day, to: 103 as Day };
  it.each([
    [99, false],
    [100, true],
    [102, true],
    [103, false],
  ])('day %i of [100, 103): %s', (day, inside) => {
    expect(isIn(range, day as Day)).toBe(inside);
  });
});

describe('isRipe', () => {
  it.each([
    [89, false],
    [90, true],
    [91, true],
  ])('90 days after %i days: %s', (passed, ripe) => {
    expect(isRipe(AS_OF, 90, (AS_OF + passed) as Day)).toBe(ripe);
  });
});
