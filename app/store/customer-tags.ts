import type { CustomerId } from '../domain/ids.ts';
import { columnText, instantText, textsText } from './arrays.ts';
import type { Shop } from './database.ts';
import { keptReason } from './stale.ts';

/** Tags that came to or went from a customer at an instant (epoch milliseconds). */
export interface TagDelta {
  id: CustomerId;
  added: readonly string[];
  removed: readonly string[];
  at: number;
}

/**
 * Applies what is told of a merchant's tags, in the order of its instants. Whoever's tags changed is
 * to be recomputed; where something newer is known, or nothing at all, Shopify has to be asked.
 */
export async function applyTagDeltas(shop: Shop, deltas: readonly TagDelta[]): Promise<void> {
  let rest = deltas.toSorted((a, b) => a.at - b.at);
  while (rest.length > 0) {
    const round = new Map<CustomerId, TagDelta>();
    const later: TagDelta[] = [];
    for (const delta of rest) {
      if (round.has(delta.id)) later.push(delta);
      else round.set(delta.id, delta);
    }
    await applyRound(shop, [...round.values()]);
    rest = later;
  }
}

/** @param deltas each of another customer. */
async function applyRound(shop: Shop, deltas: readonly TagDelta[]): Promise<void> {
  const columns = [
    shop.id,
    columnText(deltas.map(({ id }) => id)),
    columnText(deltas.map(({ added }) => textsText(added))),
    columnText(deltas.map(({ removed }) => textsText(removed))),
    columnText(deltas.map(({ at }) => instantText(at))),
  ];
  await shop.db.transaction(async (sql) => {
    await sql.query(KNOW, columns.slice(0, 2));
    await sql.query(APPLY, columns);
  });
}

const KNOW = `
insert into customer (shop_id, id, stale) select $1, id, false from unnest($2::bigint[]) as t (id)
order by id on conflict do nothing`;

const APPLY = `
with told as (
  select id, added::text[] as added, removed::text[] as removed, at
  from unnest($2::bigint[], $3::text[], $4::text[], $5::timestamptz[]) as t (id, added, removed, at)
), before as materialized (
  select id, tags, tags_at from customer
  where shop_id = $1 and id in (select id from told) and gone is null
  order by id for update
), after as (
  select id, t.at, coalesce(t.at >= b.tags_at, false) as follows, b.tags as before,
         array(select tag from (
           select tag from unnest(b.tags) as u (tag)
           where lower(tag) <> all (select lower(r) from unnest(t.removed) as r)
           union all
           select tag from unnest(t.added) as u (tag)
           where lower(tag) <> all (select lower(k) from unnest(b.tags) as k)
         ) as kept order by tag collate "C") as tags
  from told t join before b using (id)
)
update customer c set
  tags = case when follows then a.tags else c.tags end,
  tags_at = case when follows then a.at else c.tags_at end,
  stale = c.stale or (follows and a.tags <> a.before),
  stale_because = case when follows and a.tags <> a.before
                       then ${keptReason('c', `'customer'`)} else c.stale_because end,
  doubtful = c.doubtful or not follows,
  doubts = c.doubts + (not follows)::int
from after a where c.shop_id = $1 and c.id = a.id`;

/**
 * Marks customers of whom somebody else took a tag of ours: one that is recorded as written and that
 * no write under way is taking off. Our own removals find nothing to mark.
 */
export async function doubtRemovals(
  shop: Shop,
  removals: readonly Pick<TagDelta, 'id' | 'removed'>[],
): Promise<void> {
  if (removals.length === 0) return;
  await shop.db.sql.query(
    `with told as (
       select id, removed::text[] as removed from unnest($2::bigint[], $3::text[]) as t (id, removed)
     )
     update customer c set doubtful = true, doubts = doubts + 1
     from told t join tag_state s on s.shop_id = $1 and s.customer_id = t.id
     where c.shop_id = $1 and c.id = t.id and c.gone is null
       and exists (select from unnest(s.written) as w (tag)
                   where lower(tag) = any (t.removed)
                     and (s.sending is null or tag = any (s.sending)))`,
    [
      shop.id,
      columnText(removals.map(({ id }) => id)),
      columnText(removals.map(({ removed }) => textsText(removed.map((tag) => tag.toLowerCase())))),
    ],
  );
}

/**
 * Marks customers on whom a tag that is recorded as ours was not seen, unless a write is under way.
 *
 * @param seen all tags that were on the customers.
 */
export async function doubtMissingTags(
  shop: Shop,
  seen: readonly { id: CustomerId; tags: readonly string[] }[],
): Promise<void> {
  await shop.db.sql.query(
    `with told as (
       select id, tags::text[] as tags from unnest($2::bigint[], $3::text[]) as t (id, tags)
     ), lost as materialized (
       select t.id from told t cross join lateral (
         select from tag_state s
         where s.shop_id = $1 and s.customer_id = t.id and s.sending is null and s.chunk_id is null
           and exists (select from unnest(s.written) as w (tag) where lower(tag) <> all (t.tags))
         offset 0) s
     )
     update customer c set doubtful = true, doubts = doubts + 1
     from lost where c.shop_id = $1 and c.id = lost.id and c.gone is null`,
    [
      shop.id,
      columnText(seen.map(({ id }) => id)),
      columnText(seen.map(({ tags }) => textsText(tags.map((tag) => tag.toLowerCase())))),
    ],
  );
}
