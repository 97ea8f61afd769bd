import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory } from '#tests/factories/history.ts';
import { anyDay, bought } from '#tests/factories/structure.ts';
import { dayOf } from '../day.ts';
import { buyingYearsOf, outcomeOf } from './buying-years.ts';

const AS_OF = dayOf('2022-03-26');

describe('buying years, base date 2022-03-26 (domain.md A5, 前年稼働 2020-03-27 … 2021-03-26)', () => {
  it.each([
    ['2022-03-27', null],
    ['2022-03-26', 'new'],
    ['2021-03-27', 'new'],
    ['2021-03-26', 'lost'],
    ['2020-03-27', 'lost'],
    ['2020-03-26', 'departed'],
  ])('one order on %s: %s', (date, outcome) => {
    const years = buyingYearsOf(bought([date, 100]), AS_OF);
    expect(years && outcomeOf(years)).toBe(outcome);
  });

  it.each([
    [['2020-03-27', '2021-03-27'], 'retained'],
    [['2019-01-01', '2021-03-26', '2022-03-26'], 'retained'],
    [['2019-01-01', '2021-03-26'], 'lost'],
    [['2020-03-26', '2021-03-27'], 'revived'],
    [['2018-03-26', '2020-03-26'], 'departed'],
    [['2021-03-27', '2022-03-26'], 'new'],
  ])('orders on %j: %s', (dates, outcome) => {
    const years = buyingYearsOf(bought(...dates.map((date): [string, number] => [date, 1])), AS_OF);
    expect(years && outcomeOf(years)).toBe(outcome);
  });

  it('counts orders to both ends of this year, and its sales less returns', () => {
    const history = bought(['2021-03-26', 1_000], ['2021-03-27', 400], ['2022-03-26', 70]);
    const returns = [
      { day: dayOf('2021-03-26'), value: -5 },
      { day: dayOf('2022-01-01'), value: -20 },
      { day: dayOf('2022-03-27'), value: -3 },
    ];
    expect(buyingYearsOf({ ...history, returns }, AS_OF)).toEqual({
      thisYear: true,
      lastYear: true,
      earlier: false,
      orders: 3,
      ordersBefore: 1,
      sales: 450,
    });
  });

  it('equals looking for orders in each year', () => {
    fc.assert(
      fc.property(anyHistory, anyDay, (history, asOf) => {
        const orders = history.orders.filter(({ day }) => day <= asOf);
        const ago = orders.map(({ day }) => asOf - day);
        const years = buyingYearsOf(history, asOf);
        if (orders.length === 0) expect(years).toBeNull();
        else {
          expect(years).toMatchObject({
            thisYear: ago.some((days) => days < 365),
            lastYear: ago.some((days) => days >= 365 && days < 730),
            earlier: ago.some((days) => days >= 730),
            orders: orders.length,
            ordersBefore: ago.filter((days) => days >= 365).length,
          });
        }
      }),
    );
  });
});
