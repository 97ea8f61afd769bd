import type { OrderId } from '#app/domain/ids.ts';
import { askOrders } from '#app/shopify/ask-orders.ts';
import { saveOrders } from '#app/store/orders.ts';
import { savePlaces } from '#app/store/places.ts';
import type { ReadingContext } from './reading/sink.ts';

/** What came of asking Shopify. */
export interface Asked {
  /** Orders that were other than we had them. */
  changed: number;
  /** Orders that Shopify does not have, or does not show. */
  missing: OrderId[];
}

/** Asks Shopify for orders and keeps its word. */
export async function askAndSave(
  { shop, admin, scopes, money }: Pick<ReadingContext, 'shop' | 'admin' | 'scopes' | 'money'>,
  ids: readonly OrderId[],
): Promise<Asked> {
  const asked: Asked = { changed: 0, missing: [] };
  for await (const { orders, missing, places } of askOrders(admin, ids, scopes, money)) {
    const { changed } = await saveOrders(shop, orders, { because: 'order', asked: true });
    await savePlaces(shop, places);
    asked.changed += changed;
    asked.missing.push(...missing);
  }
  return asked;
}
