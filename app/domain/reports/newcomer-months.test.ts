import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anyShop, bought } from '#tests/factories/structure.ts';
import { addDays, dayOf } from '../day.ts';
import { f2Within } from './repeat-rates.ts';
import { monthCalendar } from './month-calendar.ts';
import { COHORT_DAYS, newcomerMonths } from './newcomer-months.ts';
import { orderDaysOf } from './order-days.ts';
import { isoMonth, isOver, lastDayOfMonth } from './order-month.ts';
import { rateTally } from './rate.ts';
import { tally } from './tally.ts';

const ASOF = dayOf('2026-03-15');
const buyer = (...days: string[]) => ({
  orderDays: orderDaysOf(bought(...days.map((day): [string, number] => [day, 1])), ASOF),
});

describe('newcomers by month', () => {
  const months = tally(newcomerMonths(ASOF), [
    buyer('2025-10-10', '2025-10-10', '2026-01-08'),
    buyer('2025-10-31', '2026-01-30'),
    buyer('2025-12-20', '2026-01-02'),
    buyer('2026-03-16', '2026-03-17'),
  ]);
  const month = (iso: string) => months.find((each) => isoMonth(each.month) === iso);

  it('are told from the first order to the last month that is over', () => {
    expect(months.map((each) => isoMonth(each.month))).toEqual([
      ...['2025-10', '2025-11', '2025-12', '2026-01', '2026-02'],
    ]);
  });

  it('count a second order on the day of the first, but another day within 90 days', () => {
    expect(month('2025-10')).toMatchObject({
      secondOrder: { numerator: 1, denominator: 2 },
      within90: { numerator: 1, denominator: 2, value: 0.5 },
    });
    expect(month('2026-01')?.secondOrder).toEqual({ numerator: 3, denominator: 3, value: 1 });
  });

  it('say nothing of who has not had 90 days, and of a month without newcomers', () => {
    expect(month('2025-12')?.within90).toEqual({ numerator: 1, denominator: 1, value: null });
    expect(month('2025-11')?.within90).toEqual({ numerator: 0, denominator: 0, value: null });
  });

  it('are nobody in a shop without orders', () => {
    expect(tally(newcomerMonths(ASOF), [])).toEqual([]);
  });

  it('agree with the calendar and with F2 of each cohort', () => {
    fc.assert(
      fc.property(anyShop, anyDay, (shop, asOf) => {
        const buyers = shop.map(({ history }) => ({ orderDays: orderDaysOf(history, asOf) }));
        const found = tally(newcomerMonths(asOf), buyers);
        const rates = new Map(
          tally(monthCalendar(asOf, 36), shop).map(({ lastDay, secondOrder }) => [
            lastDay,
            secondOrder,
          ]),
        );
        for (const { month: each, secondOrder, within90 } of found) {
          const last = lastDayOfMonth(each);
          expect(isOver(each, asOf)).toBe(true);
          if (rates.has(last)) expect(secondOrder).toEqual(rates.get(last));
          const cohort = { from: dayOf(`${isoMonth(each)}-01`), to: addDays(last, 1) };
          if (last + COHORT_DAYS > asOf) continue;
          const [rate] = tally(rateTally([f2Within(COHORT_DAYS, asOf, cohort)]), buyers);
          expect(within90).toEqual({
            numerator: rate?.numerator,
            denominator: rate?.denominator,
            value: rate?.value,
          });
        }
      }),
    );
  });
});
