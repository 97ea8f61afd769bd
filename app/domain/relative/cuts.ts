import { departure, type Facts } from '../history.ts';
import type { Settings } from '../settings.ts';

/** Four values that divide customers into five classes. */
export type Cuts = readonly [number, number, number, number];

/** The cuts of departure (days), orders and amount (minor units) that scores are held against. */
export interface RfmCuts {
  r: Cuts;
  f: Cuts;
  m: Cuts;
}

/** What the relative models look at, a value for every customer of the shop. */
export interface Measures {
  departure: Float64Array;
  orders: Float64Array;
  /** Minor units. */
  amount: Float64Array;
}

/** The measures of all customers, in their order. */
export function measuresOf(customers: Iterable<Facts>): Measures {
  const departures: number[] = [];
  const orders: number[] = [];
  const amounts: number[] = [];
  for (const facts of customers) {
    departures.push(departure(facts));
    orders.push(facts.orders);
    amounts.push(facts.amount);
  }
  return {
    departure: Float64Array.from(departures),
    orders: Float64Array.from(orders),
    amount: Float64Array.from(amounts),
  };
}

/** The cuts of a shop that has customers: its own quintiles, or what the merchant has set. */
export function rfmCutsOf({ departure, orders, amount }: Measures, settings: Settings): RfmCuts {
  if (settings.rfm.cuts === 'fixed') {
    return { r: settings.rfm.recencyDays, f: settings.rfm.orders, m: settings.rfm.amounts };
  }
  return { r: quintilesOf(departure), f: quintilesOf(orders), m: quintilesOf(amount) };
}

/**
 * Type-7 quantiles at 20, 40, 60 and 80 %, counted in fifths: a cut that is a whole number is one
 * exactly, so that whoever has that value is not above it.
 */
function quintilesOf(values: Float64Array): Cuts {
  const ascending = values.toSorted();
  const cutAt = (fifths: number) => {
    const place = (ascending.length - 1) * fifths;
    const low = ascending[Math.floor(place / 5)] ?? NaN;
    const high = ascending[Math.ceil(place / 5)] ?? NaN;
    return low + ((high - low) * (place % 5)) / 5;
  };
  return [cutAt(1), cutAt(2), cutAt(3), cutAt(4)];
}

/** How many of the cuts lie strictly below a value: 0 to 4. */
export function cutsBelow(cuts: Cuts, value: number): number {
  let below = 0;
  for (const cut of cuts) if (cut < value) below += 1;
  return below;
}
