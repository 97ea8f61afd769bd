import type { Settings } from '../settings.ts';

/**
 * The amount from which a customer belongs to the top 1 % (contracts.md, VIP): the ceil(1 %)
 * highest, ties in. Null among fewer than 100 customers, and when ties would make it more than 2 %.
 *
 * @param ascending amounts of all customers, sorted.
 */
export function topAmountOf(ascending: Float64Array, settings: Settings): number | null {
  const { topShare, topFromCustomers, topShareWithTies } = settings.vip;
  if (ascending.length < topFromCustomers) return null;
  const amount = highest(ascending, topShare);
  const within = ascending.length - ascending.indexOf(amount);
  const most = Math.max(part(topShareWithTies, ascending), Math.ceil(part(topShare, ascending)));
  return within > most ? null : amount;
}

/**
 * The lowest amount among the ceil(share) highest.
 *
 * @param ascending sorted, not empty.
 */
export function highest(ascending: Float64Array, share: number): number {
  return ascending.at(-Math.ceil(part(share, ascending))) ?? -Infinity;
}

/** So many customers; 7 % of 100 are 7, not 7.000000000000001. */
function part(share: number, of: Float64Array): number {
  return Number((share * of.length).toPrecision(12));
}
