import type { Enqueue } from '../queues/enqueue.ts';
import { readBackfill, updateBackfill } from '../store/backfills.ts';
import type { Shop } from '../store/database.ts';

/** Reads the shop's past again after that has failed; anything else is left as it is. */
export async function retryBackfill(shop: Shop, enqueue: Enqueue): Promise<void> {
  if ((await readBackfill(shop))?.status !== 'failed') return;
  await updateBackfill(shop, {
    status: 'requested',
    operationId: null,
    rowsExpected: null,
    rowsRead: 0,
    reason: null,
  });
  await enqueue('backfill', { shopId: shop.id });
}
