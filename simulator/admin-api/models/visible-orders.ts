import type { Order } from '../../records.ts';
import type { ApiContext } from '../context.ts';

const SIXTY_DAYS_MS = 60 * 86_400_000;

/** The orders an app sees: those of the last 60 days unless it may read all. */
export function visibleOrders(
  orders: readonly Order[],
  { world, access }: ApiContext,
): readonly Order[] {
  if (access.has('read_all_orders')) return orders;
  const since = Date.parse(world.clock.now()) - SIXTY_DAYS_MS;
  return orders.filter(({ createdAt }) => Date.parse(createdAt) >= since);
}
