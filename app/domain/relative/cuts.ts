import { quantile } from 'd3-array';
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
export function measuresOf(customers: readonly Facts[]): Measures {
  return {
    departure: Float64Array.from(customers, departure),
    orders: Float64Array.from(customers, (facts) => facts.orders),
    amount: Float64Array.from(customers, (facts) => facts.amount),
  };
}

/**
 * The cuts of a shop: its own quintiles, or what the merchant has set.
 * Null for a shop without customers that is to be cut by its own.
 */
export function rfmCutsOf(
  { departure, orders, amount }: Measures,
  settings: Settings,
): RfmCuts | null {
  if (settings.rfm.cuts === 'fixed') {
    return { r: settings.rfm.recencyDays, f: settings.rfm.orders, m: settings.rfm.amounts };
  }
  if (orders.length === 0) return null;
  return { r: quintilesOf(departure), f: quintilesOf(orders), m: quintilesOf(amount) };
}

/** Type-7 quantiles at 20, 40, 60 and 80 %. */
function quintilesOf(values: Float64Array): Cuts {
  return [0.2, 0.4, 0.6, 0.8].map((share) => quantile(values, share)) as unknown as Cuts;
}

/** How many of the cuts lie strictly below a value: 0 to 4. */
export function cutsBelow(cuts: Cuts, value: number): number {
  return cuts.filter((cut) => cut < value).length;
}
