import type { Day } from '../day.ts';
import type { CountedOrder, History } from '../history.ts';

/**
 * The first counted order up to a day. Orders of one day cannot be told apart: of several, one whose
 * source is known goes first, and among sources the first by name, in whatever order they are told.
 */
export function firstOrderOf({ orders }: History, asOf: Day): CountedOrder | null {
  let first: CountedOrder | null = null;
  for (const order of orders) {
    if (order.day <= asOf && (first === null || isBefore(order, first))) first = order;
  }
  return first;
}

function isBefore(one: CountedOrder, other: CountedOrder): boolean {
  if (one.day !== other.day) return one.day < other.day;
  const [own, others] = [sourceOf(one), sourceOf(other)];
  return own !== null && (others === null || own < others);
}

/** Where the visit came from that led to an order (`utm_source`); null where its link named nothing. */
export function sourceOf({ source }: CountedOrder): string | null {
  return source === '' ? null : (source ?? null);
}
