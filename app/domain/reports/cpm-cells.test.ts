import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../day.ts';
import { factsAt } from '../history.ts';
import { cpm } from '../models/cpm.ts';
import { defaultSettings } from '../settings.ts';
import { cpmCuts, stocksOfCells, type CpmCell } from './cpm-cells.ts';

const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });
const TODAY = 20_000 as Day;

const person = fc.record({
  orders: fc.integer({ min: 1, max: 5 }),
  tenure: fc.constantFrom(0, 1, 89, 90, 150, 209, 210, 900),
  amount: fc.constantFrom(1, 69_999, 70_000, 500_000),
  departure: fc.constantFrom(0, 239, 240, 900),
});
type Person = ReturnType<(typeof person)['generate']>['value'];

/** As the store sums customers: everybody on the same side of every cut. */
function cellsOf(people: readonly Person[]): CpmCell[] {
  const cuts = cpmCuts(settings);
  const sides = ({ orders, tenure, amount, departure }: Person) =>
    [
      orders >= cuts.orders,
      cuts.tenureDays.filter((days) => tenure >= days).length,
      amount >= cuts.amount,
      departure >= cuts.departureDays,
    ].join();
  return [...Map.groupBy(people, sides).values()].map((cell) => {
    const least = (of: (one: Person) => number) => Math.min(...cell.map(of));
    const sum = (of: (one: Person) => number) => cell.reduce((all, one) => all + of(one), 0);
    return {
      customers: cell.length,
      active: cell.filter(({ departure }) => departure < 365).length,
      orders: sum(({ orders }) => orders),
      amount: BigInt(sum(({ amount }) => amount)),
      firstDays: sum(({ tenure, departure }) => TODAY - departure - tenure),
      lastDays: sum(({ departure }) => TODAY - departure),
      leastOrders: least(({ orders }) => orders),
      leastTenure: least(({ tenure }) => tenure),
      leastAmount: least(({ amount }) => amount),
      leastDeparture: least(({ departure }) => departure),
    };
  });
}

function stateOf({ orders, tenure, amount, departure }: Person) {
  const last = addDays(TODAY, -departure);
  const rest = Array.from({ length: orders - 1 }, () => ({ day: last, value: 0 }));
  const facts = factsAt(
    { orders: [{ day: addDays(last, -tenure), value: amount }, ...rest] },
    TODAY,
  );
  return facts && cpm.classify(facts, settings);
}

describe('the present stock of CPM groups', () => {
  it('is that of customers placed one by one', () => {
    const one = person.filter(({ orders, tenure }) => orders > 1 || tenure === 0);
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (people) => {
        const stocks = stocksOfCells(cellsOf(people), settings, TODAY);
        expect(stocks.map(({ state }) => state)).toEqual(cpm.states);
        for (const { state, customers, orders, amount } of stocks) {
          const group = people.filter((each) => stateOf(each) === state);
          expect(customers).toBe(group.length);
          expect(orders).toBe(group.reduce((sum, each) => sum + each.orders, 0));
          expect(amount).toBe(BigInt(group.reduce((sum, each) => sum + each.amount, 0)));
        }
      }),
    );
  });
});
