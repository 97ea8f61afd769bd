import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyBuyer, anyRange, AS_OF, buyer } from '#tests/factories/buyers.ts';
import type { Day } from '../day.ts';
import { isIn } from './day-range.ts';
import { daysToSecond } from './order-days.ts';
import { REPEAT_AGES, repeatByAge, repeatOfRipe } from './repeat-by-age.ts';
import { rateTally } from './rate.ts';
import { f2Within } from './repeat-rates.ts';
import { tally } from './tally.ts';

const cohort = { from: (AS_OF - 100) as Day, to: (AS_OF - 59) as Day };

describe('初回リピート率 by age (domain.md A4.1)', () => {
  it('has the ages 30, 60 … 360 and 720', () => {
    expect(REPEAT_AGES).toEqual([30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330, 360, 720]);
    expect(
      repeatByAge(cohort, AS_OF)
        .result()
        .map(({ days }) => days),
    ).toEqual(REPEAT_AGES);
  });

  it('counts a second order day on the very last day of the age, and only the cohort', () => {
    const rows = [
      buyer(100, 70),
      buyer(100, 69),
      buyer(60),
      buyer(101, 90),
      buyer(59, 50),
      buyer(),
    ];
    const [at30, at60, at61] = tally(repeatByAge(cohort, AS_OF, [30, 60, 61]), rows);
    expect(at30).toEqual({ days: 30, numerator: 1, denominator: 3, value: 1 / 3 });
    expect(at60).toEqual({ days: 60, numerator: 2, denominator: 3, value: 2 / 3 });
    expect(at61).toEqual({ days: 61, numerator: 2, denominator: 3, value: null });
  });

  it('has no value for an empty cohort', () => {
    expect(repeatByAge(cohort, AS_OF, [30]).result()[0]?.value).toBeNull();
  });

  it('never falls with age, and agrees with counting anew', () => {
    fc.assert(
      fc.property(fc.array(anyBuyer), anyRange, (rows, range) => {
        const ages = tally(repeatByAge(range, AS_OF), rows);
        const members = rows.filter(({ orderDays: [first] }) => first && isIn(range, first));
        for (const { days, numerator, denominator } of ages) {
          expect(denominator).toBe(members.length);
          const early = members.filter((row) => (daysToSecond(row.orderDays) ?? Infinity) <= days);
          expect(numerator).toBe(early.length);
        }
        const counts = ages.map(({ numerator }) => numerator);
        expect(counts).toEqual(counts.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('repeat after the first purchase of a growing cohort (seed 003 §7)', () => {
  it('counts each age of those who are that old, as F2 within so many days does', () => {
    fc.assert(
      fc.property(fc.array(anyBuyer), anyRange, (rows, range) => {
        const rates = tally(
          rateTally(REPEAT_AGES.map((days) => f2Within(days, AS_OF, range))),
          rows,
        );
        expect(tally(repeatOfRipe(range, AS_OF), rows)).toEqual(
          rates.map(({ numerator, denominator, value }, index) => ({
            ...{ days: REPEAT_AGES[index], numerator, denominator, value },
          })),
        );
      }),
    );
  });

  it('is what it always was once the cohort is old enough', () => {
    const rows = [buyer(100, 70), buyer(80, 30), buyer(70)];
    const ages = [30, 50];
    expect(tally(repeatOfRipe(cohort, AS_OF, ages), rows)).toEqual(
      tally(repeatByAge(cohort, AS_OF, ages), rows),
    );
  });
});
