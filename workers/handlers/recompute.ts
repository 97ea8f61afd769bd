import { hasSegments, liveModelsOf } from '#app/domain/customer.ts';
import { calendarOf, type Calendar } from '#app/domain/day.ts';
import type { History } from '#app/domain/history.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { wantedTags } from '#app/domain/tags.ts';
import { readBackfill } from '#app/store/readings.ts';
import type { Shop } from '#app/store/database.ts';
import type { StoredOrder } from '#app/store/orders.ts';
import { recomputeStale, type Computed, type Known } from '#app/store/recompute.ts';
import { currentSettings, type SettingsVersion } from '#app/store/settings.ts';
import { readKnownShop, type KnownShop } from '#app/store/shops.ts';
import type { Context } from '../context.ts';

const BATCH = 250;

/**
 * Brings the timelines and wanted tags of every customer with a changed history up to date. New
 * settings hold from the next batch on.
 */
export async function recompute(shop: Shop, context: Context): Promise<void> {
  const known = await readKnownShop(shop);
  if (!known || (await readBackfill(shop))?.status !== 'done') return;
  const now = await context.now();
  let done: number;
  do {
    const current = await currentSettings(shop);
    if (!current) return;
    const compute = computeWith(known, current, now);
    done = await recomputeStale(shop, BATCH, current.version, compute, new Date(now));
  } while (done > 0 && !context.stopping.aborted);
  await context.enqueue('write-tags', { shopId: shop.id });
}

function computeWith(shop: KnownShop, { settings }: SettingsVersion, now: number) {
  const dayIn = calendarOf(shop.timezone);
  const today = dayIn(now);
  return (customerId: CustomerId, orders: readonly StoredOrder[], known: Known): Computed => {
    if (!hasSegments(known, settings.counting)) return { customerId, models: [], wantedTags: [] };
    const models = liveModelsOf(historyOf(orders, known, dayIn), settings, today);
    const states = Object.fromEntries(models.map(({ model, standing }) => [model, standing.state]));
    return { customerId, models, wantedTags: wantedTags(states, shop.tagPrefix) };
  };
}

function historyOf(orders: readonly StoredOrder[], { events }: Known, dayIn: Calendar): History {
  return {
    orders: orders.map(({ processedAt, value }) => ({ day: dayIn(processedAt), value })),
    events: events.map(({ kind, at }) => ({ kind, at, day: dayIn(at) })),
  };
}
