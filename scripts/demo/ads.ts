import { enterAdCosts, type AdCostChanges } from '#app/commands/ad-costs.ts';
import { listAdCosts } from '#app/store/ad-costs.ts';
import type { Shop } from '#app/store/database.ts';
import type { StoreApi } from './store-api.ts';

/** What the ads of a made-up shop cost in yen for a newcomer, and how many of the newcomers they bring. */
const ADS = [
  { source: 'instagram', cost: 4_900, share: 0.34 },
  { source: 'google', cost: 2_900, share: 0.2 },
  { source: 'yahoo', cost: 3_400, share: 0.1 },
  { source: 'a8', cost: 2_200, share: 0.08 },
];
/** A campaign costs more in the months in which everybody advertises. */
const DEAR_MONTHS = ['03', '07', '12'];
const DEARER = 1.25;
const ROUNDED_TO = 1_000;

/** Types in what the ads of a made-up store cost, once. */
export async function tellAdCosts(shop: Shop, store: StoreApi): Promise<void> {
  if ((await listAdCosts(shop)).length > 0) return;
  const newcomers = await newcomersByMonth(store);
  const changes = [...newcomers].flatMap(([month, count]): AdCostChanges =>
    ADS.map(({ source, cost, share }) => {
      const dear = DEAR_MONTHS.includes(month.slice(-2)) ? DEARER : 1;
      const spent = Math.ceil((count * share * cost * dear) / ROUNDED_TO) * ROUNDED_TO;
      return { source, month, cost: spent };
    }),
  );
  await enterAdCosts(shop, changes, null);
}

async function newcomersByMonth(store: StoreApi): Promise<Map<string, number>> {
  const first = new Map<string, string>();
  for await (const { customer, processedAt, cancelledAt, test } of store.orders()) {
    if (!customer || cancelledAt !== null || test) continue;
    const month = processedAt.slice(0, 'YYYY-MM'.length);
    const known = first.get(customer.id);
    if (known === undefined || month < known) first.set(customer.id, month);
  }
  const months = new Map<string, number>();
  for (const month of first.values()) months.set(month, (months.get(month) ?? 0) + 1);
  return months;
}
