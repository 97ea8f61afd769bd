import type { CustomerId } from '#app/domain/ids.ts';
import { readRules, rulesOf, type Sighting } from '#app/domain/mapped-events.ts';
import { shopClock } from '#app/files/shop-clock.ts';
import type { Shop } from '#app/store/database.ts';
import { hasMappedEvents, mapEvents } from '#app/store/mapped-events.ts';
import { currentSettings } from '#app/store/settings.ts';
import { readKnownShop } from '#app/store/shops.ts';

/** What was just learnt of a customer, whose tags are stored already. */
export interface SeenCustomer extends Omit<Sighting, 'tags'> {
  customerId: CustomerId;
}

/**
 * Lets tags and metafields stand for events, as the merchant has set. Call it once the customers'
 * tags are stored; a second time changes nothing.
 */
export async function saveMappedEvents(shop: Shop, seen: readonly SeenCustomer[]): Promise<void> {
  if (seen.length === 0) return;
  const known = await readKnownShop(shop);
  const sources = (await currentSettings(shop))?.settings.sources ?? [];
  if (!known || (sources.length === 0 && !(await hasMappedEvents(shop)))) return;
  const clock = shopClock(known.timezone);
  const byId = new Map(seen.map((customer) => [customer.customerId, customer]));
  await mapEvents(shop, [...byId.keys()], rulesOf(sources), (customerId, tags) => {
    const customer = byId.get(customerId);
    if (!customer) return [];
    return readRules(sources, { ...customer, tags }, (day) => clock.startOf(day));
  });
}
