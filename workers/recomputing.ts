import { hasSegments, NO_STANDINGS, standingsOf, type Basis } from '#app/domain/customer.ts';
import { calendarOf, type Calendar, type Day } from '#app/domain/day.ts';
import type { History } from '#app/domain/history.ts';
import { readsProducts } from '#app/domain/segments/saved.ts';
import { readBasis, type StoredBasis } from '#app/store/basis.ts';
import type { Shop } from '#app/store/database.ts';
import type { StoredOrder } from '#app/store/orders.ts';
import type { Computing, Known } from '#app/store/recompute.ts';
import { readKnownShop } from '#app/store/shops.ts';
import type { Context } from './context.ts';

/** How a shop's customers are computed at this moment; null before it was read and compared. */
export async function computingOf(shop: Shop, { now }: Context): Promise<Computing | null> {
  const [known, basis] = await Promise.all([readKnownShop(shop), readBasis(shop)]);
  return known && basis && computingWith(basis, known.timezone, await now());
}

function computingWith(basis: StoredBasis, timezone: string, now: number): Computing {
  const dayIn = calendarOf(timezone);
  const today = dayIn(now);
  const { settings, settingsVersion, cutoffId, stamp } = basis;
  return {
    settingsVersion,
    cutoffId,
    basisStamp: stamp,
    today,
    now: new Date(now),
    prefix: settings.tagging.prefix,
    withLines: readsProducts(settings.segments),
    compute: computeUnder(basis, dayIn, today),
  };
}

/** What follows from a customer's orders and events, held against a basis. */
export function computeUnder(basis: Basis, dayIn: Calendar, today: Day): Computing['compute'] {
  return (customerId, orders, known) =>
    hasSegments(known, basis.settings.counting)
      ? { customerId, ...standingsOf(customerId, historyOf(orders, known, dayIn), basis, today) }
      : { customerId, ...NO_STANDINGS };
}

function historyOf(
  orders: readonly StoredOrder[],
  { events, region }: Known,
  dayIn: Calendar,
): History {
  return {
    orders: orders.map(({ processedAt, ...order }) => ({ ...order, day: dayIn(processedAt) })),
    events: events.map(({ kind, at }) => ({ kind, at, day: dayIn(at) })),
    region,
  };
}
