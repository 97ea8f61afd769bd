import { liveModelsOf } from '#app/domain/customer.ts';
import { calendarOf } from '#app/domain/day.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { wantedTags } from '#app/domain/tags.ts';
import { readBackfill } from '#app/store/readings.ts';
import type { Shop } from '#app/store/database.ts';
import type { StoredOrder } from '#app/store/orders.ts';
import { recomputeStale } from '#app/store/recompute.ts';
import { currentSettings } from '#app/store/settings.ts';
import { readKnownShop } from '#app/store/shops.ts';
import type { Context } from '../context.ts';

const BATCH = 250;

/** Brings the timelines and wanted tags of every customer with a changed history up to date. */
export async function recompute(shop: Shop, context: Context): Promise<void> {
  const known = await readKnownShop(shop);
  const current = await currentSettings(shop);
  if (!known || !current || (await readBackfill(shop))?.status !== 'done') return;
  const dayIn = calendarOf(known.timezone);
  const now = await context.now();
  const today = dayIn(now);
  const compute = (customerId: CustomerId, orders: StoredOrder[]) => {
    const history = {
      orders: orders.map(({ processedAt, value }) => ({ day: dayIn(processedAt), value })),
    };
    const models = liveModelsOf(history, current.settings, today);
    const states = Object.fromEntries(models.map(({ model, standing }) => [model, standing.state]));
    return { customerId, models, wantedTags: wantedTags(states, known.tagPrefix) };
  };
  let done: number;
  do {
    done = await recomputeStale(shop, BATCH, current.version, compute, new Date(now));
  } while (done > 0 && !context.stopping.aborted);
  await context.enqueue('write-tags', { shopId: shop.id });
}
