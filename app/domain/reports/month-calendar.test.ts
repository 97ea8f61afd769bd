import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anyShop, bought, JPY, trackedByCpm } from '#tests/factories/structure.ts';
import { dayOf, isoOf, type Day } from '../day.ts';
import { factsAt, type History } from '../history.ts';
import { cpm } from '../models/cpm.ts';
import { buyingYearsOf, outcomeOf } from './buying-years.ts';
import { monthCalendar } from './month-calendar.ts';
import { ratioOf, tally } from './tally.ts';

const isActive = (history: History, day: Day) =>
  history.orders.some((order) => order.day <= day && order.day > day - 365);

describe('カレンダー診断表 (domain.md A5)', () => {
  const months = tally(monthCalendar(dayOf('2026-03-15'), 14), [
    trackedByCpm(bought(['2025-02-10', 1_000])),
    trackedByCpm(bought(['2024-01-05', 2_000], ['2026-03-15', 4_000])),
    trackedByCpm(bought(['2026-01-31', 500], ['2026-02-01', 600])),
    trackedByCpm(bought(['2026-03-16', 9_000])),
  ]);
  const month = (last: string) => months.find(({ lastDay }) => lastDay === dayOf(last))!;

  it('lists the months up to the running one', () => {
    expect(months).toHaveLength(14);
    expect(isoOf(months[0]!.after)).toBe('2025-01-31');
    expect(isoOf(months[0]!.lastDay)).toBe('2025-02-28');
    expect(isoOf(months.at(-1)!.after)).toBe('2026-02-28');
    expect(isoOf(months.at(-1)!.lastDay)).toBe('2026-03-15');
  });

  it('tells new, revived and lapsed', () => {
    expect(month('2025-02-28')).toMatchObject({ start: 0, new: 1, revived: 0, lapsed: 0, end: 1 });
    expect(month('2026-01-31')).toMatchObject({ start: 1, new: 1, revived: 0, lapsed: 0, end: 2 });
    expect(month('2026-02-28')).toMatchObject({ start: 2, new: 0, revived: 0, lapsed: 1, end: 1 });
    expect(month('2026-03-15')).toMatchObject({ start: 1, new: 0, revived: 1, lapsed: 0, end: 2 });
  });

  it('rates the 365 days up to the end of the month', () => {
    expect(month('2026-03-15').retention).toEqual({ numerator: 0, denominator: 1, value: 0 });
    expect(month('2026-03-15').revival).toEqual({ numerator: 1, denominator: 1, value: 1 });
    expect(month('2025-02-28').revival.value).toBeNull();
    expect(month('2025-02-28').retention).toEqual({ numerator: 0, denominator: 1, value: 0 });
    expect(month('2026-01-31').secondOrder).toEqual({ numerator: 0, denominator: 2, value: 0 });
    expect(month('2026-02-28').secondOrder).toEqual({ numerator: 1, denominator: 1, value: 1 });
  });

  it('sums sales of the month and of the year', () => {
    expect(month('2026-02-28').sales).toBe(600n);
    expect(month('2026-03-15').sales).toBe(4_000n);
    expect(month('2026-03-15').annualLtv).toEqual({
      numerator: 5_100,
      denominator: 2,
      value: 2_550,
    });
  });

  it('counts CPM groups at the end', () => {
    expect(month('2026-03-15').groups).toMatchObject({
      'toddler-active': 1,
      'first-lapsed': 1,
      'steady-active': 1,
      'first-active': 0,
    });
  });

  it('of an empty shop says nothing', () => {
    const [only] = tally(monthCalendar(dayOf('2026-03-15'), 1), []);
    expect(only).toMatchObject({ start: 0, end: 0, sales: 0n });
    expect([only?.retention.value, only?.secondOrder.value, only?.annualLtv.value]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('start + new + revived − lapsed = end = the next start; groups are the buyers to date', () => {
    fc.assert(
      fc.property(anyShop, anyDay, fc.integer({ min: 1, max: 36 }), (shop, asOf, count) => {
        const all = tally(monthCalendar(asOf, count), shop);
        for (const [index, each] of all.entries()) {
          expect(each.start + each.new + each.revived - each.lapsed).toBe(each.end);
          if (all[index + 1]) expect(all[index + 1]!.start).toBe(each.end);
          const buyers = shop.filter(({ history }) => factsAt(history, each.lastDay));
          const grouped = Object.values(each.groups).reduce((sum, heads) => sum + heads, 0);
          expect(grouped).toBe(buyers.length);
          expect(each.end).toBe(
            shop.filter(({ history }) => isActive(history, each.lastDay)).length,
          );
        }
      }),
      { numRuns: 50 },
    );
  });

  it('equals counting each month by itself', () => {
    fc.assert(
      fc.property(anyShop, anyDay, (shop, asOf) => {
        for (const each of tally(monthCalendar(asOf, 3), shop)) {
          const within = (day: Day) => day > each.after && day <= each.lastDay;
          const ordered = ({ history }: (typeof shop)[number]) =>
            history.orders.some(({ day }) => day <= each.after);
          const was = shop.filter(({ history }) => isActive(history, each.after));
          const is = shop.filter(({ history }) => isActive(history, each.lastDay));
          const years = shop.flatMap(({ history }) => buyingYearsOf(history, each.lastDay) ?? []);
          const count = (...outcomes: string[]) =>
            years.filter((year) => outcomes.includes(outcomeOf(year))).length;
          const sales = shop
            .flatMap(({ history }) => [...history.orders, ...(history.returns ?? [])])
            .filter(({ day }) => within(day))
            .reduce((sum, { value }) => sum + value, 0);
          const newAgain = years.filter((year) => outcomeOf(year) === 'new' && year.orders >= 2);
          const yearSales = shop
            .flatMap(({ history }) => [...history.orders, ...(history.returns ?? [])])
            .filter(({ day }) => day > each.lastDay - 365 && day <= each.lastDay)
            .reduce((sum, { value }) => sum + value, 0);
          expect(each).toMatchObject({
            start: was.length,
            new: is.filter((customer) => !ordered(customer)).length,
            revived: is.filter((one) => ordered(one) && !was.includes(one)).length,
            lapsed: was.filter((one) => !is.includes(one)).length,
            retention: ratioOf(count('retained'), count('retained', 'lost')),
            revival: ratioOf(count('revived'), count('revived', 'departed')),
            secondOrder: ratioOf(newAgain.length, count('new')),
            annualLtv: ratioOf(yearSales, is.length),
            sales: BigInt(sales),
          });
          for (const state of cpm.states) {
            const members = shop.filter(({ history }) => {
              const facts = factsAt(history, each.lastDay);
              return facts && cpm.classify(facts, JPY) === state;
            });
            expect(each.groups[state]).toBe(members.length);
          }
        }
      }),
    );
  });
});
