import fc from 'fast-check';
import type { Day } from '#app/domain/day.ts';
import type { CountedOrder, History } from '#app/domain/history.ts';
import type { DayRange } from '#app/domain/reports/day-range.ts';
import type { Buyer } from '#app/domain/reports/order-days.ts';

/** The as-of day of the reports under test; histories reach three years back from it. */
export const AS_OF = 20_000 as Day;

/** Any day before or on the as-of day, recent ones more often, so that orders meet and windows are crossed. */
export const pastDay: fc.Arbitrary<Day> = fc
  .oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 1_100 }))
  .map((ago) => (AS_OF - ago) as Day);

/** Order days of a customer, ascending; none included. */
export const anyBuyer: fc.Arbitrary<Buyer> = fc
  .array(pastDay, { maxLength: 8 })
  .map((days) => ({ orderDays: days.toSorted((a, b) => a - b) }));

/** A buyer who ordered so many days before the as-of day, the oldest first. */
export function buyer(...daysAgo: number[]): Buyer {
  return { orderDays: daysAgo.map((ago) => (AS_OF - ago) as Day) };
}

/** Any range of days around the as-of day, empty ones included. */
export const anyRange: fc.Arbitrary<DayRange> = fc
  .tuple(pastDay, fc.integer({ min: 0, max: 500 }))
  .map(([from, days]) => ({ from, to: (from + days) as Day }));

export const PRODUCTS = ['soap', 'cream', 'serum', 'set'];
export const CHANNELS = ['web', 'shop', null];

const line = fc.record({
  product: fc.constantFrom(...PRODUCTS),
  quantity: fc.integer({ min: 0, max: 3 }),
  sales: fc.integer({ min: 0, max: 9_000 }),
  cost: fc.option(fc.integer({ min: 0, max: 5_000 }), { nil: null, freq: 8 }),
});

const order: fc.Arbitrary<CountedOrder> = fc
  .record({
    day: fc.oneof({ weight: 9, arbitrary: pastDay }, fc.constant((AS_OF + 1) as Day)),
    value: fc.integer({ min: 1, max: 40_000 }),
    channel: fc.constantFrom(...CHANNELS),
    lines: fc.option(fc.array(line, { maxLength: 3 }), { nil: undefined, freq: 8 }),
  })
  .map(({ lines, ...rest }) => (lines ? { ...rest, lines } : rest));

/** Any customer with products and channels; orders in any order, now and then one after the as-of day. */
export const anyShopper: fc.Arbitrary<History> = fc.record({
  orders: fc.array(order, { maxLength: 7 }),
  returns: fc.array(fc.record({ day: pastDay, value: fc.integer({ min: -9_000, max: 0 }) }), {
    maxLength: 2,
  }),
});

/** An order of some products, so many days before the as-of day. */
export function bought(daysAgo: number, ...products: string[]): CountedOrder {
  const lines = products.map((product) => ({ product, quantity: 1, sales: 1_000, cost: 400 }));
  return { day: (AS_OF - daysAgo) as Day, value: 1_000 * Math.max(products.length, 1), lines };
}
