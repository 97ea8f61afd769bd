import type { CustomerId } from '../domain/ids.ts';
import type { Shop, Sql } from './database.ts';
import { eraseWithin } from './erasures.ts';
import { DERIVED, dropRows, NOTHING } from './gone-customers.ts';
import { inheritMetafields } from './metafield-states.ts';
import { firstOrderOf, markMonthsAt } from './month-marks.ts';
import { underOrderLock } from './orders.ts';
import { keptReason } from './stale.ts';

/** Two customers who turned out to be one person. */
export interface Merge {
  kept: CustomerId;
  deleted: CustomerId;
}

interface Known {
  id: CustomerId;
  gone: string | null;
  merged_into: CustomerId | null;
  left_tags: string[];
  opted_out: boolean;
}

/**
 * Makes one person of two, known to us or not: orders, events and wishes go to the one who is kept,
 * who is to be recomputed and asked for. Who was merged before into the one that goes now is merged
 * into the one who is kept, and the other way round, so that merges may be told in any order. Who
 * is merged into somebody erased is erased.
 */
export function mergeCustomers(shop: Shop, { kept, deleted }: Merge): Promise<void> {
  return underOrderLock(shop, async (sql) => {
    const final = await whoStandsFor(shop, sql, kept);
    if (final === deleted) return;
    const [other, going] = await locked(shop, sql, final, deleted);
    if (going.gone === 'merged' || going.gone === 'erased') return;
    if (other.gone === 'erased') {
      await eraseWithin(shop, sql, { customers: [deleted], orders: [], contacts: [] });
      return;
    }
    const tags = await takeTags(shop, sql, going);
    const firstMoved = await firstOrderOf(shop, sql, [deleted]);
    await moveRows(shop, sql, final, deleted);
    await inheritMetafields(shop, sql, final, deleted);
    await dropRows(shop, sql, [...DERIVED, 'customer_key'], [deleted]);
    await markMonthsAt(shop, sql, firstMoved);
    await sql.query(
      `update customer set ${NOTHING}, opted_out = false, gone = 'merged', merged_into = $3
       where shop_id = $1 and id = $2`,
      [shop.id, deleted, final],
    );
    await sql.query(
      'update customer set merged_into = $3 where shop_id = $1 and merged_into = $2',
      [shop.id, deleted, final],
    );
    const left = { tags, optedOut: going.opted_out };
    if (other.gone === null) await take(shop, sql, final, left);
    else await leave(shop, sql, final, left);
  });
}

async function whoStandsFor(shop: Shop, sql: Sql, id: CustomerId): Promise<CustomerId> {
  const [row] = await sql.query<{ merged_into: CustomerId | null }>(
    'select merged_into from customer where shop_id = $1 and id = $2',
    [shop.id, id],
  );
  return row?.merged_into ?? id;
}

/** Both rows, made if they are new, under their locks. */
async function locked(
  shop: Shop,
  sql: Sql,
  kept: CustomerId,
  deleted: CustomerId,
): Promise<[kept: Known, deleted: Known]> {
  await sql.query(
    `insert into customer (shop_id, id, stale)
     select $1, id, false from unnest($2::bigint[]) as t (id) order by id on conflict do nothing`,
    [shop.id, [kept, deleted]],
  );
  const rows = await sql.query<Known>(
    `select id, gone, merged_into, left_tags, opted_out from customer
     where shop_id = $1 and id = any($2::bigint[]) order by id for update`,
    [shop.id, [kept, deleted]],
  );
  const of = (id: CustomerId) => {
    const row = rows.find((candidate) => candidate.id === id);
    if (!row) throw new Error(`customer ${id} was to be there`);
    return row;
  };
  return [of(kept), of(deleted)];
}

/** All tags of ours that are, or may be, on the one who goes: Shopify puts them on the other. */
async function takeTags(shop: Shop, sql: Sql, going: Known): Promise<string[]> {
  const [state] = await sql.query<{ tags: string[] }>(
    `delete from tag_state where shop_id = $1 and customer_id = $2
     returning written || coalesce(sending, '{}') || coalesce(chunk_adds, '{}') as tags`,
    [shop.id, going.id],
  );
  return [...(state?.tags ?? []), ...going.left_tags];
}

/** A fact that both have told stays one fact. */
async function moveRows(
  shop: Shop,
  sql: Sql,
  kept: CustomerId,
  deleted: CustomerId,
): Promise<void> {
  for (const table of ['orders', 'data_request']) {
    await sql.query(
      `update ${table} set customer_id = $3 where shop_id = $1 and customer_id = $2`,
      [shop.id, deleted, kept],
    );
  }
  await sql.query(
    `update customer_event e set customer_id = $3
     where shop_id = $1 and customer_id = $2
       and not exists (select from customer_event k
                       where k.shop_id = $1 and k.customer_id = $3
                         and (k.kind, k.at, k.source, k.source_key)
                           = (e.kind, e.at, e.source, e.source_key))`,
    [shop.id, deleted, kept],
  );
  await dropRows(shop, sql, ['customer_event'], [deleted]);
}

/** What a customer who goes hands on. */
interface Left {
  tags: readonly string[];
  optedOut: boolean;
}

/** Who is kept is gone too: whoever that one was merged into will be told of it later. */
async function leave(
  shop: Shop,
  sql: Sql,
  kept: CustomerId,
  { tags, optedOut }: Left,
): Promise<void> {
  await sql.query(
    `update customer set opted_out = opted_out or $3,
       left_tags = array(select distinct unnest(left_tags || $4::text[]) order by 1)
     where shop_id = $1 and id = $2`,
    [shop.id, kept, optedOut, tags],
  );
}

/** A write that is under way cannot be confirmed any more: it does not know of these tags. */
async function take(
  shop: Shop,
  sql: Sql,
  kept: CustomerId,
  { tags, optedOut }: Left,
): Promise<void> {
  await sql.query(
    `update customer set opted_out = opted_out or $3, doubtful = true, doubts = doubts + 1,
       stale = true, stale_because = ${keptReason('customer', `'customer'`)}
     where shop_id = $1 and id = $2`,
    [shop.id, kept, optedOut],
  );
  if (tags.length === 0) return;
  await sql.query(
    `insert into tag_state as s (shop_id, customer_id, written, presumed)
     values ($1, $2, array(select distinct unnest($3::text[]) order by 1), true)
     on conflict (shop_id, customer_id) do update set
       written = array(select distinct unnest(s.written || coalesce(s.sending, '{}') || excluded.written)
                       order by 1),
       claim = case when s.sending is null then s.claim else gen_random_uuid() end,
       writes = s.writes + 1, presumed = true, exception = null, changed_at = now()`,
    [shop.id, kept, tags],
  );
}
