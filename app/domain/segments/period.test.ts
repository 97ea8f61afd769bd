import { describe, expect, it } from 'vitest';
import { dayOf, type Day } from '../day.ts';
import { contains, DayCount, leavingDays, NamedDay, Period, PurchasePeriod } from './period.ts';

const TODAY = 20_000 as Day;
const FIRST = 19_990 as Day;

function within(period: PurchasePeriod): number[] {
  const days = [19_989, 19_990, 19_997, 19_998, 19_999, 20_000] as Day[];
  const measuring = { today: TODAY, firstOrderDay: FIRST };
  return days.filter((day) => contains(period, day, measuring));
}

describe('period', () => {
  it('ever contains all', () => {
    expect(within({ kind: 'ever' })).toHaveLength(6);
  });

  it.each([
    ['is half-open', 19_990, 19_998, [19_990, 19_997]],
    ['is open towards the past', null, 19_997, [19_989, 19_990]],
    ['is open towards the future', 19_998, null, [19_998, 19_999, 20_000]],
  ] as const)('between two days %s', (_, from, to, days) => {
    expect(within({ kind: 'between', from: from as Day | null, to: to as Day | null })).toEqual(
      days,
    );
  });

  it('open towards a side is open before 1970 too', () => {
    const measuring = { today: TODAY, firstOrderDay: FIRST };
    const open = { kind: 'between', from: null, to: -3 as Day } as const;
    expect(contains(open, -4 as Day, measuring)).toBe(true);
    expect(contains(open, -3 as Day, measuring)).toBe(false);
    expect(contains({ ...open, to: null }, -4 as Day, measuring)).toBe(true);
  });

  it('of the last 3 days is today and the two days before', () => {
    expect(within({ kind: 'last-days', days: 3 })).toEqual([19_998, 19_999, 20_000]);
    expect(within({ kind: 'last-days', days: 1 })).toEqual([20_000]);
  });

  it('of the first order is its day', () => {
    expect(within({ kind: 'first-order' })).toEqual([FIRST]);
    const measuring = { today: TODAY, firstOrderDay: null };
    expect(contains({ kind: 'first-order' }, FIRST, measuring)).toBe(false);
  });

  it('is left by what grows older than the last days, and by nothing else', () => {
    expect(leavingDays({ kind: 'last-days', days: 30 }, [FIRST, TODAY])).toEqual([20_020, 20_030]);
    expect(leavingDays({ kind: 'between', from: FIRST, to: TODAY }, [FIRST])).toEqual([]);
    expect(leavingDays({ kind: 'ever' }, [FIRST])).toEqual([]);
  });

  it.each([
    [{ kind: 'between', from: 5, to: 6 }, true],
    [{ kind: 'between', from: 5, to: 5 }, false],
    [{ kind: 'between', from: null, to: null }, true],
    [{ kind: 'between', from: null, to: -5 }, true],
    [{ kind: 'between', from: 5, to: null }, true],
    [{ kind: 'between', from: 5 }, false],
    [{ kind: 'last-days', days: 1 }, true],
    [{ kind: 'last-days', days: 0 }, false],
    [{ kind: 'last-days', days: 1.5 }, false],
    [{ kind: 'first-order' }, false],
    [{ kind: 'ever', days: 3 }, false],
  ])('%j is one for events: %s', (given, valid) => {
    expect(Period.safeParse(given).success).toBe(valid);
  });

  it('of a purchase may be the first order, and is not empty either', () => {
    expect(PurchasePeriod.safeParse({ kind: 'first-order' }).success).toBe(true);
    expect(
      PurchasePeriod.safeParse({ kind: 'between', from: 6, to: 5 }).error?.issues,
    ).toMatchObject([{ path: ['to'], message: 'the period is empty: from must lie before to' }]);
  });

  it('is told in days of the calendar and counts up to a century', () => {
    const named = (iso: string, more = 0) => NamedDay.safeParse(dayOf(iso) + more).success;
    expect([named('0001-01-01'), named('0001-01-01', -1)]).toEqual([true, false]);
    expect([named('9999-12-31'), named('9999-12-31', 1)]).toEqual([true, false]);
    const counts = [-1, 0, 36_525, 36_526].map((days) => DayCount.safeParse(days).success);
    expect(counts).toEqual([false, true, true, false]);
  });
});
