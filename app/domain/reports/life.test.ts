import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory } from '#tests/factories/history.ts';
import { anyDay, bought } from '#tests/factories/structure.ts';
import { addDays, dayOf } from '../day.ts';
import { factsAt } from '../history.ts';
import { isActive, lifeReader, salesReader, yearAccountReader, yearBefore } from './life.ts';

const days = fc.array(anyDay, { maxLength: 6 }).map((some) => some.sort((a, b) => a - b));

describe('life of a customer', () => {
  it('says what the facts say, on any days', () => {
    fc.assert(
      fc.property(anyHistory, days, (history, ascending) => {
        const lifeOn = lifeReader(history);
        for (const day of ascending) {
          const facts = factsAt(history, day);
          const expected = facts && {
            orders: facts.orders,
            firstDay: facts.firstDay,
            lastDay: facts.lastDay,
            amount: facts.amount,
          };
          expect(lifeOn(day)).toEqual(expected);
        }
      }),
    );
  });

  it('sums sales up to a day and of the 365 days before its end', () => {
    fc.assert(
      fc.property(anyHistory, days, (history, ascending) => {
        const until = salesReader(history);
        const yearOn = yearAccountReader(history);
        const entries = [...history.orders, ...(history.returns ?? [])];
        const sum = (from: number, to: number) =>
          entries
            .filter((entry) => entry.day > from && entry.day <= to)
            .reduce((total, { value }) => total + value, 0);
        for (const day of ascending) {
          expect(until(day)).toBe(sum(-Infinity, day));
          expect(yearOn(day).yearSales).toBe(sum(day - 365, day));
        }
      }),
    );
  });
});

describe('稼働', () => {
  const today = dayOf('2022-03-26');
  it.each([
    ['2022-03-26', true],
    ['2021-03-27', true],
    ['2021-03-26', false],
  ])('last order on %s: %s (domain.md A5, base date 2022-03-26)', (date, active) => {
    expect(isActive(lifeReader(bought([date, 100]))(today), today)).toBe(active);
  });
  it('is nobody who has not bought', () => {
    expect(isActive(null, today)).toBe(false);
  });
  it('ends last year 365 days before', () => {
    expect(yearBefore(today)).toBe(dayOf('2021-03-26'));
    expect(yearBefore(today)).toBe(addDays(today, -365));
  });
});
