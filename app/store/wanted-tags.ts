import type { CustomerId } from '../domain/ids.ts';
import { isUrgent } from '../domain/tag-work.ts';
import type { Shop, Sql } from './database.ts';

/** The tags that the models want on a customer, and why they are asked for now. */
export interface TagWish {
  customerId: CustomerId;
  wantedTags: readonly string[];
  because: string;
}

/** What is wanted of a new wish: not what somebody took off and the merchant wants left off. */
const WANTED = `case when s.respected = '{}' then excluded.wanted else array(
  select tag from unnest(excluded.wanted) with ordinality as w (tag, n)
  where lower(tag) <> all (select lower(r) from unnest(s.respected) as r) order by n) end`;

/** A tag that is no longer wanted is not held against later wishes. */
const RESPECTED = `case when s.respected = '{}' then s.respected else array(
  select r from unnest(s.respected) as r
  where lower(r) = any (select lower(w) from unnest(excluded.wanted) as w)) end`;

/** What became of the tags that are wanted on a customer, and why. */
export interface TagChange {
  customerId: CustomerId;
  added: string[];
  removed: string[];
  because: string;
}

/**
 * Saves wishes; a changed one is written down with its reason in the same transaction. One that
 * changes because somebody did something is urgent until it is written.
 *
 * @returns what has changed.
 */
export async function saveWantedTags(
  shop: Shop,
  sql: Sql,
  wishes: readonly TagWish[],
  at: Date,
): Promise<TagChange[]> {
  return sql.query<TagChange>(
    `with computed as (
       select customer_id, string_to_array(wanted, ',') as wanted, because, urgent
       from unnest($2::bigint[], $3::text[], $4::text[], $6::bool[])
         as t (customer_id, wanted, because, urgent)
     ), before as materialized (
       select customer_id, wanted from tag_state
       where shop_id = $1 and customer_id = any($2::bigint[])
     ), saved as (
       insert into tag_state as s (shop_id, customer_id, wanted, urgent)
       select $1, customer_id, wanted, urgent from computed
       on conflict (shop_id, customer_id) do update set
         wanted = ${WANTED}, respected = ${RESPECTED},
         urgent = s.urgent or (excluded.urgent and s.wanted <> ${WANTED}),
         changed_at = case when s.wanted <> ${WANTED} then now() else s.changed_at end,
         exception = case when s.wanted <> ${WANTED} then null else s.exception end
       where s.wanted <> excluded.wanted or s.respected <> '{}'
       returning customer_id, wanted
     )
     insert into tag_change (shop_id, customer_id, added, removed, because, at)
     select $1, customer_id,
            array(select unnest(s.wanted) except select unnest(b.wanted) order by 1),
            array(select unnest(b.wanted) except select unnest(s.wanted) order by 1),
            because, $5::timestamptz
     from saved s join computed c using (customer_id) left join before b using (customer_id)
     where s.wanted is distinct from coalesce(b.wanted, '{}')
     returning customer_id as "customerId", added, removed, because`,
    [
      shop.id,
      wishes.map((row) => row.customerId),
      wishes.map((row) => row.wantedTags.join(',')),
      wishes.map((row) => row.because),
      at.toISOString(),
      wishes.map((row) => isUrgent(row.because)),
    ],
  );
}

/**
 * Wants the tags again that were left off because somebody took them off: for a merchant who has
 * them repaired from now on.
 *
 * @returns of how many customers.
 */
export async function wantRespectedAgain(shop: Shop): Promise<number> {
  const rows = await shop.db.sql.query(
    `update tag_state set respected = '{}', changed_at = now(), exception = null,
       wanted = array(select tag from unnest(wanted || respected) as t (tag) order by tag collate "C")
     where shop_id = $1 and respected <> '{}'
     returning customer_id`,
    [shop.id],
  );
  return rows.length;
}
