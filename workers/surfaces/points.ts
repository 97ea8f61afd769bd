import { setTimeout as sleep } from 'node:timers/promises';
import { waiting } from '#app/domain/failure.ts';
import { urgentReserve } from '#app/domain/tag-work.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { readBudget } from '#app/store/api-budgets.ts';
import type { Shop } from '#app/store/database.ts';

/** Such work waits so long for points; when they are farther away, the job comes back later. */
const LONGEST_WAIT_MS = 1_000;
/** Mass tagging leaves the urgent reserve; what is written here leaves more, so that tags go first. */
const RESERVES = 2;

/**
 * Reserves points for a call before anybody is claimed, and leaves enough for tags.
 *
 * @throws Failure when points are far away: the job waits.
 */
export async function reservePoints(shop: Shop, admin: AdminClient, points: number): Promise<void> {
  const { maximumAvailable } = await readBudget(shop);
  const keep = Math.min(RESERVES * urgentReserve(maximumAvailable), maximumAvailable - points);
  for (;;) {
    const wait = await admin.reserve(points, Math.max(0, keep));
    if (wait === 0) return;
    if (wait > LONGEST_WAIT_MS) throw waiting('no points left', wait);
    await sleep(wait);
  }
}
