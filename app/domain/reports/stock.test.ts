import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anyShop, JPY } from '#tests/factories/structure.ts';
import { factsAt, type History } from '../history.ts';
import { cpm } from '../models/cpm.ts';
import { stockTally, sumOfStocks } from './stock.ts';
import { tally } from './tally.ts';

const ascending = fc
  .uniqueArray(anyDay, { minLength: 1, maxLength: 4 })
  .map((days) => days.sort((a, b) => a - b));

describe('stock of customers', () => {
  it('equals summing the facts of everybody in a state', () => {
    fc.assert(
      fc.property(anyShop, ascending, (shop, days) => {
        const rows = tally(stockTally(cpm.states, days), shop);
        expect(rows).toHaveLength(days.length * 11);
        for (const row of rows) {
          const members = shop
            .map(({ history }) => ({ history, facts: factsAt(history, row.day)! }))
            .filter(({ facts }) => (facts as unknown) && cpm.classify(facts, JPY) === row.state);
          const notYet = shop.filter(({ history }) => !factsAt(history, row.day));
          const inYear = row.state === 'none' ? notYet : members;
          const sum = (of: (member: (typeof members)[number]) => number) =>
            members.reduce((total, member) => total + of(member), 0);
          const yearSales = ({ history }: { history: History }) =>
            [...history.orders, ...(history.returns ?? [])]
              .filter(({ day }) => day <= row.day && day > row.day - 365)
              .reduce((total, { value }) => total + value, 0);
          expect(row).toEqual({
            day: row.day,
            state: row.state,
            customers: members.length,
            active: members.filter(({ facts }) => row.day - facts.lastDay < 365).length,
            orders: sum(({ facts }) => facts.orders),
            amount: BigInt(sum(({ facts }) => facts.amount)),
            yearSales: BigInt(inYear.reduce((total, member) => total + yearSales(member), 0)),
            firstDays: sum(({ facts }) => facts.firstDay),
            lastDays: sum(({ facts }) => facts.lastDay),
          });
        }
      }),
    );
  });

  it('lists the days in order, in each the states in order and none last', () => {
    const rows = tally(stockTally(['a', 'b'], [7 as never, 9 as never]), []);
    expect(rows.map(({ day, state }) => `${day} ${state}`)).toEqual([
      '7 a',
      '7 b',
      '7 none',
      '9 a',
      '9 b',
      '9 none',
    ]);
  });

  it('sums every part', () => {
    const one = {
      customers: 1,
      active: 2,
      orders: 3,
      amount: 4n,
      yearSales: 5n,
      firstDays: 6,
      lastDays: 7,
    };
    expect(sumOfStocks([one, one])).toEqual({
      customers: 2,
      active: 4,
      orders: 6,
      amount: 8n,
      yearSales: 10n,
      firstDays: 12,
      lastDays: 14,
    });
  });
});
