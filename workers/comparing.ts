import type { DatedCutoffs } from '#app/domain/customer.ts';
import type { Day } from '#app/domain/day.ts';
import { storedCutoffsOf } from '#app/domain/relative/stored.ts';
import type { ShopSettings } from '#app/domain/shop-settings.ts';
import { comparedCustomers } from '#app/store/cutoffs.ts';
import type { Shop } from '#app/store/database.ts';

/** Compares all customers of a shop with one another, as they are today; nothing is kept. */
export async function newCutoffs(
  shop: Shop,
  { settings, timezone, today: day }: { settings: ShopSettings; timezone: string; today: Day },
): Promise<DatedCutoffs & { customers: number }> {
  const { ids, measures } = await comparedCustomers(shop, settings.counting, { day, timezone });
  return { day, cutoffs: storedCutoffsOf(measures, ids, settings), customers: ids.length };
}
