import { NO_STANDINGS } from '#app/domain/customer.ts';
import { recomputeSome } from '#tests/setup/recompute.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { Shop } from '#app/store/database.ts';
import { claimTags, confirmTags } from '#app/store/tag-states.ts';

/** What the store keeps of a customer. */
export interface StoredCustomer {
  id: bigint;
  stale: boolean;
  stale_because: string | null;
  updated_at: Date | null;
  locale: string | null;
  country: string | null;
  account: string | null;
  tags: string[];
  tags_at: Date | null;
  doubtful: boolean;
  doubts: number;
  gone: string | null;
  merged_into: bigint | null;
  opted_out: boolean;
  left_tags: string[];
}

/** A customer's row; undefined without one. */
export async function storedCustomer(shop: Shop, id: bigint): Promise<StoredCustomer | undefined> {
  const [row] = await shop.db.sql.query<StoredCustomer>(
    'select * from customer where shop_id = $1 and id = $2',
    [shop.id, id],
  );
  return row;
}

/** The tags of ours that are recorded as being on a customer; undefined without a row. */
export async function writtenTags(shop: Shop, id: bigint): Promise<string[] | undefined> {
  const [row] = await shop.db.sql.query<{ written: string[] }>(
    'select written from tag_state where shop_id = $1 and customer_id = $2',
    [shop.id, id],
  );
  return row?.written;
}

/** How many rows of a table a customer has. */
export async function rowsOf(shop: Shop, table: string, id: bigint): Promise<number> {
  const rows = await shop.db.sql.query(
    `select from ${table} where shop_id = $1 and customer_id = $2`,
    [shop.id, id],
  );
  return rows.length;
}

/** Computes everybody who is to be, the tags as the test says. */
export async function compute(shop: Shop, tags: (id: CustomerId) => string[]): Promise<void> {
  const standing = { state: 'first', since: 0, nextOn: null, nextState: null };
  const models = [{ model: 'stage', timeline: [{ from: 0, state: 'first' }], standing }] as never;
  const as = (customerId: CustomerId) => ({
    customerId,
    ...NO_STANDINGS,
    models,
    tags: tags(customerId),
  });
  while ((await recomputeSome(shop, 50, 1, as)) > 0);
}

/** As if every wanted tag had been written. */
export async function writeAll(shop: Shop): Promise<void> {
  const claim = await claimTags(shop, 1_000, 60);
  await confirmTags(
    shop,
    claim.id,
    claim.customers.map(({ customerId }) => customerId),
  );
}
