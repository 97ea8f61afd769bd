import type { CustomerId } from '../domain/ids.ts';
import { columnText } from './arrays.ts';
import type { Shop } from './database.ts';

/** A customer and the RFM group that Shopify puts them into; null: into none. */
export interface ShopifyGroup {
  id: CustomerId;
  group: string | null;
}

/**
 * Keeps Shopify's own groups of customers we know. They change without the customer becoming newer
 * in Shopify, so that whatever was read last holds.
 */
export async function saveShopifyGroups(
  shop: Shop,
  groups: readonly ShopifyGroup[],
): Promise<void> {
  if (groups.length === 0) return;
  await shop.db.sql.query(
    `with told as materialized (
       select t.id, t.shopify_rfm
       from unnest($2::bigint[], $3::text[]) as t (id, shopify_rfm)
       cross join lateral (
         select shopify_rfm from customer
         where shop_id = $1 and id = t.id and gone is null offset 0) c
       where c.shopify_rfm is distinct from t.shopify_rfm
     ), held as materialized (
       select c.id, t.shopify_rfm from customer c join told t on t.id = c.id
       where c.shop_id = $1 and c.id = any (array(select id from told))
       order by c.id for update of c
     )
     update customer c set shopify_rfm = h.shopify_rfm
     from held h where c.shop_id = $1 and c.id = h.id and c.gone is null`,
    [shop.id, columnText(groups.map(({ id }) => id)), columnText(groups.map(({ group }) => group))],
  );
}
