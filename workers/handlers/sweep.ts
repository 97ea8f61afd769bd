import { calendarOf } from '#app/domain/day.ts';
import type { Shop } from '#app/store/database.ts';
import { readKnownShop } from '#app/store/shops.ts';
import { markDue } from '#app/store/sweep.ts';
import type { Context } from '../context.ts';

const BATCH = 2_000;

/** Ages customers: since the shop's last midnight, or since as many as were missed. */
export async function sweep(shop: Shop, context: Context): Promise<void> {
  const known = await readKnownShop(shop);
  if (!known) return;
  const today = calendarOf(known.timezone)(await context.now());
  while (!context.stopping.aborted && (await markDue(shop, today, BATCH)) > 0);
  await context.enqueue('rebuild', { shopId: shop.id });
}
