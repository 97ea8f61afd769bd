import { readBasis } from '#app/store/basis.ts';
import type { Shop } from '#app/store/database.ts';
import type { StoredEvent } from '#app/store/events.ts';
import { customerGid } from '#app/shopify/gid.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { Beside } from '#scripts/demo/verify-tags.ts';

/** What the app knows and the store does not, as it stands in the database. */
export async function besideOf(shop: Shop): Promise<Beside> {
  const basis = await readBasis(shop);
  if (!basis) throw new Error('the shop was not compared yet');
  const rows = await shop.db.sql.query<StoredEvent & { customerId: CustomerId }>(
    `select customer_id as "customerId", kind, (extract(epoch from at) * 1000)::float8 as at
     from customer_event where shop_id = $1 order by at, id`,
    [shop.id],
  );
  return { basis, events: Map.groupBy(rows, ({ customerId }) => customerGid(customerId)) };
}
