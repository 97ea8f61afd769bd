import fc from 'fast-check';
import { dayOf, type Day } from '#app/domain/day.ts';
import type { CountedOrder, History, OrderLine } from '#app/domain/history.ts';
import { cpm, type CpmState } from '#app/domain/models/cpm.ts';
import type { TrackedCustomer } from '#app/domain/reports/place.ts';
import { defaultSettings } from '#app/domain/settings.ts';
import { timelineOf } from '#app/domain/timeline.ts';
import { anyHistory } from './history.ts';

/** The settings of a Japanese shop. */
export const JPY = defaultSettings('JPY', { sum: 0n, orders: 0n });

/** A customer with the CPM timeline of the default settings. */
export function trackedByCpm(history: History): TrackedCustomer<CpmState> {
  return { history, timeline: timelineOf(cpm, history, JPY) };
}

/** Some customers of a shop; their orders lie on two years from day 19,000 on. */
export const anyShop: fc.Arbitrary<TrackedCustomer<CpmState>[]> = fc
  .array(anyHistory, { maxLength: 12 })
  .map((histories) => histories.map(trackedByCpm));

/** A day before, among or up to three years after the orders of {@link anyShop}. */
export const anyDay: fc.Arbitrary<Day> = fc
  .integer({ min: 18_990, max: 20_900 })
  .map((day) => day as Day);

/** A history of orders on ISO dates, each of a value. */
export function bought(...orders: [date: string, value: number][]): History {
  return { orders: orders.map(([date, value]) => ({ day: dayOf(date), value })) };
}

const line: fc.Arbitrary<OrderLine> = fc.record({
  product: fc.constantFrom('soap', 'tea', 'oil', 'rice'),
  quantity: fc.integer({ min: 1, max: 5 }),
  sales: fc.integer({ min: 0, max: 9_000 }),
  cost: fc.option(fc.integer({ min: 0, max: 9_000 }), { nil: null }),
});

const orderWithLines: fc.Arbitrary<CountedOrder> = fc.record({
  day: fc.integer({ min: 19_000, max: 19_730 }).map((day) => day as Day),
  value: fc.integer({ min: 1, max: 40_000 }),
  channel: fc.constantFrom('web', 'pos', null),
  lines: fc.array(line, { maxLength: 3 }),
});

/** A customer whose orders have lines and a channel, and who may live somewhere. */
export const anyHistoryWithLines: fc.Arbitrary<History> = fc.record({
  orders: fc.array(orderWithLines, { maxLength: 8 }),
  returns: fc.constant([]),
  region: fc.constantFrom('Tokyo', 'Osaka', null),
});
