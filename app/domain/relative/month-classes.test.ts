import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory } from '#tests/factories/history.ts';
import { JPY } from '#tests/factories/structure.ts';
import type { Day } from '../day.ts';
import { departure, factsAt, type History } from '../history.ts';
import type { CustomerId } from '../ids.ts';
import { monthEnds } from '../reports/calendar-months.ts';
import { codeOf, MonthSheet } from '../reports/month-tables.ts';
import { relativeClassesOf } from './classes.ts';
import { measuresOf } from './cuts.ts';
import { readClasses, RELATIVE_MODELS } from './month-classes.ts';
import { OrderBook } from './order-book.ts';
import { storedCutoffsOf } from './stored.ts';

const ENDS = monthEnds(19_800 as Day, 20);

const anyShop = fc.array(
  anyHistory.map(({ orders }): History => ({ orders: orders.toSorted((a, b) => a.day - b.day) })),
  { maxLength: 15 },
);

function bookOf(shop: readonly History[]): OrderBook {
  const book = new OrderBook();
  for (const [index, { orders }] of shop.entries()) book.add(BigInt(index) as CustomerId, orders);
  return book;
}

describe('an order book', () => {
  it('gives the measures of everybody who had bought by any day', () => {
    fc.assert(
      fc.property(anyShop, fc.constantFrom(...ENDS), (shop, day) => {
        const buyers = shop.flatMap((history, index) => {
          const facts = factsAt(history, day);
          return facts ? [{ facts, index }] : [];
        });
        expect(bookOf(shop).measuresOn(day)).toEqual({
          ids: BigInt64Array.from(buyers, ({ index }) => BigInt(index)),
          measures: measuresOf(buyers.map(({ facts }) => facts)),
        });
      }),
    );
  });

  it('holds more customers and orders than it was made for', () => {
    const book = new OrderBook();
    const orders = Array.from({ length: 3 }, (_, day) => ({ day, value: 1 }));
    for (let id = 0n; id < 3_000n; id += 1n) book.add(id as CustomerId, orders);
    const { ids, measures } = book.measuresOn(1 as Day);
    expect(ids.at(-1)).toBe(2_999n);
    expect(measures.orders).toEqual(new Float64Array(3_000).fill(2));
  });
});

describe('classes at the ends of months', () => {
  it('are those among all customers of that day', () => {
    fc.assert(
      fc.property(anyShop, (shop) => {
        const book = bookOf(shop);
        const cutoffs = ENDS.map((day) => {
          const { measures, ids } = book.measuresOn(day);
          return storedCutoffsOf(measures, ids, JPY);
        });
        const sheet = new MonthSheet(ENDS, RELATIVE_MODELS);
        const placed = shop.map(({ orders }, index) => {
          sheet.readOrders(orders);
          readClasses(sheet, BigInt(index) as CustomerId, cutoffs, JPY, 0);
          return sheet.places.map((places) => [...places]);
        });
        for (const [month, day] of ENDS.entries()) {
          const facts = shop.map((history) => factsAt(history, day));
          const buyers = facts.flatMap((each) => each ?? []);
          const all = relativeClassesOf(measuresOf(buyers), JPY);
          let buyer = 0;
          for (const [index, each] of facts.entries()) {
            const classes = each && all?.of(buyer++);
            if (each) expect(departure(each)).toBeGreaterThanOrEqual(0);
            expect(RELATIVE_MODELS.map((_, model) => placed[index]?.[model]?.[month])).toEqual(
              RELATIVE_MODELS.map((model) => (classes ? codeOf(model, model.read(classes)) : 0)),
            );
          }
        }
      }),
    );
  });

  it('are none for a buyer of a month without cutoffs', () => {
    const sheet = new MonthSheet([40 as Day], RELATIVE_MODELS);
    sheet.readOrders([{ day: 3, value: 5 }]);
    readClasses(sheet, 1n as CustomerId, [null], JPY, 0);
    expect(sheet.places.map(([code]) => code)).toEqual(
      RELATIVE_MODELS.map((model) => codeOf(model, null)),
    );
  });
});
