import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { dismissSetAside, redoSetAside } from '../store/set-aside.ts';

/** Tries deliveries again that were set aside: one, or all (null). @returns how many. */
export async function redoDeliveries(
  shop: Shop,
  enqueue: Enqueue,
  id: bigint | null,
): Promise<number> {
  const redone = await redoSetAside(shop, id);
  if (redone > 0) await enqueue('ingest', { shopId: shop.id });
  return redone;
}

/** Gives deliveries up that were set aside: one, or all (null). @returns how many. */
export function dismissDeliveries(shop: Shop, id: bigint | null): Promise<number> {
  return dismissSetAside(shop, id);
}
