import { moneyReader } from '#app/domain/money.ts';
import { orderFactsOf } from '#app/shopify/order-fields.ts';
import { ordersUpdated } from '#app/shopify/operations/orders-updated.ts';
import type { Shop } from '#app/store/database.ts';
import { saveOrders } from '#app/store/orders.ts';
import {
  currentReconciliation,
  finishReconciliation,
  notePage,
} from '#app/store/reconciliations.ts';
import { readKnownShop } from '#app/store/shops.ts';
import type { Context } from '../context.ts';

/**
 * Looks at every order that changed since the last look, and keeps what no delivery told. Killed
 * anywhere, it goes on with the page it was at.
 */
export async function reconcile(shop: Shop, context: Context): Promise<void> {
  const known = await readKnownShop(shop);
  if (!known) return;
  const read = moneyReader(known.currency);
  const admin = await context.admin(shop);
  const { id, updatedFrom, cursor } = await currentReconciliation(shop, await context.now());
  let next: string | null = cursor;
  let mended = 0;
  do {
    const { orders } = await admin.run(ordersUpdated(updatedFrom, next));
    const facts = orders.nodes.map((order) => orderFactsOf(order, read));
    const saved = await saveOrders(shop, facts, { because: 'order', asked: true });
    next = orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null;
    mended += saved.changed;
    await notePage(shop, id, { cursor: next, seen: facts.length, mended: saved.changed });
  } while (next !== null && !context.stopping.aborted);
  if (next === null) await finishReconciliation(shop, id);
  if (mended > 0) await context.enqueue('recompute', { shopId: shop.id });
}
