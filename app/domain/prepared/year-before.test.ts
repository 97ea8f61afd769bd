import { describe, expect, it } from 'vitest';
import { JPY, trackedByCpm } from '#tests/factories/structure.ts';
import { addDays, dayOf, type Day } from '../day.ts';
import type { History } from '../history.ts';
import type { CustomerId } from '../ids.ts';
import { tally } from '../reports/tally.ts';
import { ShopSettings } from '../shop-settings.ts';
import { products } from './products.ts';
import { repeat } from './repeat.ts';
import type { ReportFrame } from './report.ts';
import { worth } from './worth.ts';

const AS_OF = dayOf('2026-06-30');
/** The first of the 365 days before the last 365. */
const BEGIN = addDays(AS_OF, -729);
const line = { product: 'soap', quantity: 1, sales: 1_000, cost: null };
/** Bought soap in both years. */
const HISTORY: History = {
  orders: [-500, -400, -10].map((ago) => ({
    day: addDays(AS_OF, ago),
    value: 1_000,
    lines: [line],
  })),
};

/** What the reports on the last 365 days hold them against, in a shop that began on a day. */
function yearsBefore(firstOrderDay: Day) {
  const frame: ReportFrame = {
    ...{ asOf: AS_OF, firstOrderDay, currency: 'JPY', cuts: null, products: new Map() },
    settings: ShopSettings.parse(JPY),
  };
  const customers = [{ ...trackedByCpm(HISTORY), id: 1n as CustomerId, classes: null }];
  const asked = { period: '365d' };
  const sold = tally(products.collect(products.params.parse(asked), frame), customers);
  const came = tally(repeat.collect(repeat.params.parse(asked), frame), customers);
  const { total } = tally(worth.collect(worth.params.parse({}), frame), customers);
  return {
    product: sold.products[0]?.before,
    buyers: came.buyers.before?.buyers ?? null,
    again: came.again.before?.numerator ?? null,
    orders: came.year.before?.buyers ?? null,
    worth: total.annualBefore.value,
  };
}

describe('a year before', () => {
  it('is said by a shop that sold from its beginning', () => {
    expect(yearsBefore(BEGIN)).toEqual({
      product: { buyers: 1, again: 1, sales: 2_000 },
      ...{ buyers: 1, again: 0, orders: 1, worth: 2_000 },
    });
  });

  it('is not said by a shop that began later: a part is no measure for a whole', () => {
    expect(yearsBefore(addDays(BEGIN, 1))).toEqual({
      product: null,
      ...{ buyers: null, again: null, orders: null, worth: null },
    });
  });
});
