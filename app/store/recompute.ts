import type { CustomerId } from '../domain/ids.ts';
import type { LiveModel, Person } from '../domain/customer.ts';
import type { Shop, Sql } from './database.ts';
import { eventsOf, type StoredEvent } from './events.ts';
import type { StoredOrder } from './orders.ts';
import { isNewestVersion } from './settings.ts';

/** What is known of one customer beside the orders. */
export interface Known extends Person {
  /** In the order in which they happened. */
  events: readonly StoredEvent[];
}

/** What follows from one customer's history. */
export interface Computed {
  customerId: CustomerId;
  models: readonly LiveModel[];
  wantedTags: readonly string[];
}

/**
 * Recomputes up to `limit` customers whose history has changed, under their locks: whoever changes
 * a history meanwhile waits and marks its customer again.
 *
 * @param settingsVersion what `compute` follows; whoever saves a newer one asks for this again.
 * @param compute gets a customer's counted orders, in no order.
 * @param at the shop's present, for the record of changes.
 * @returns how many customers were recomputed; 0 when nobody is left, all are being worked on, or
 *   newer settings are there.
 */
export function recomputeStale(
  shop: Shop,
  limit: number,
  settingsVersion: number,
  compute: (customerId: CustomerId, orders: StoredOrder[], known: Known) => Computed,
  at: Date = new Date(),
): Promise<number> {
  return shop.db.transaction(async (sql) => {
    const stale = await claimStale(shop, sql, limit);
    if (stale.length === 0 || !(await isNewestVersion(shop, sql, settingsVersion))) return 0;
    const ids = stale.map((row) => row.id);
    const orders = await countedOrders(shop, sql, ids);
    const events = await eventsOf(shop, sql, ids);
    const computed = stale.map(({ id, ...person }) =>
      compute(id, orders.get(id) ?? [], { ...person, events: events.get(id) ?? [] }),
    );
    await saveTimelines(shop, sql, ids, computed);
    await saveWantedTags(shop, sql, taggable(stale, computed), at);
    await sql.query(
      `update customer set stale = false, settings_version = $3
       where shop_id = $1 and id = any($2::bigint[])`,
      [shop.id, ids, settingsVersion],
    );
    return ids.length;
  });
}

interface Stale extends Person {
  id: CustomerId;
  because: string | null;
}

function claimStale(shop: Shop, sql: Sql, limit: number): Promise<Stale[]> {
  return sql.query<Stale>(
    `select id, stale_because as because, tags, opted_out as "optedOut", gone is not null as gone
     from customer where shop_id = $1 and stale
     order by id limit $2 for update skip locked`,
    [shop.id, limit],
  );
}

/** On who is gone from Shopify no tag can be written. */
function taggable(stale: readonly Stale[], computed: readonly Computed[]): TagWish[] {
  return computed.flatMap(({ customerId, wantedTags }, index) => {
    const customer = stale[index];
    if (!customer || customer.gone) return [];
    return [{ customerId, wantedTags, because: customer.because ?? 'order' }];
  });
}

/** How many customers wait to be recomputed, and how many there are. */
export async function countStale(shop: Shop): Promise<{ stale: number; all: number }> {
  const [row] = await shop.db.sql.query<{ stale: bigint; all: bigint }>(
    `select count(*) filter (where stale) as stale, count(*) as all from customer where shop_id = $1`,
    [shop.id],
  );
  return { stale: Number(row?.stale ?? 0), all: Number(row?.all ?? 0) };
}

/** Whether any customer waits to be recomputed. */
export async function hasStale(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(
    'select from customer where shop_id = $1 and stale limit 1',
    [shop.id],
  );
  return rows.length > 0;
}

async function countedOrders(
  shop: Shop,
  sql: Sql,
  ids: CustomerId[],
): Promise<Map<CustomerId, StoredOrder[]>> {
  const rows = await sql.query<{
    customer_id: CustomerId;
    processed_at: Date;
    value_minor: bigint;
  }>(
    `select customer_id, processed_at, value_minor from orders
     where shop_id = $1 and customer_id = any($2::bigint[]) and counts`,
    [shop.id, ids],
  );
  return Map.groupBy(
    rows.map((row) => ({
      customerId: row.customer_id,
      processedAt: row.processed_at.getTime(),
      value: Number(row.value_minor),
    })),
    (order) => order.customerId,
  );
}

/** Packed periods travel as text arrays, since PostgreSQL has no ragged arrays of arrays. */
async function saveTimelines(
  shop: Shop,
  sql: Sql,
  ids: CustomerId[],
  computed: readonly Computed[],
): Promise<void> {
  const rows = computed.flatMap(({ customerId, models }) =>
    models.map((model) => ({ customerId, ...model })),
  );
  await sql.query(
    `delete from timeline t where shop_id = $1 and customer_id = any($2::bigint[])
     and not exists (select from unnest($3::bigint[], $4::text[]) as kept (customer_id, model)
                     where kept.customer_id = t.customer_id and kept.model = t.model)`,
    [shop.id, ids, rows.map((row) => row.customerId), rows.map((row) => row.model)],
  );
  await sql.query(SAVE_TIMELINES, [
    shop.id,
    rows.map((row) => row.customerId),
    rows.map((row) => row.model),
    rows.map((row) => row.standing.state),
    rows.map((row) => row.standing.since),
    rows.map((row) => row.standing.nextOn),
    rows.map((row) => row.standing.nextState),
    rows.map((row) => `{${row.timeline.map((period) => period.from).join()}}`),
    rows.map((row) => `{${row.timeline.map((period) => period.state ?? 'null').join()}}`),
  ]);
}

const SAVE_TIMELINES = `
insert into timeline (shop_id, customer_id, model, state, since, next_on, next_state,
                      period_starts, period_states)
select $1, customer_id, model, state, date '1970-01-01' + since, date '1970-01-01' + next_on,
       next_state,
       array(select date '1970-01-01' + d from unnest(starts::int[]) with ordinality as u (d, n) order by n),
       states::text[]
from unnest($2::bigint[], $3::text[], $4::text[], $5::int[], $6::int[], $7::text[], $8::text[],
            $9::text[])
  as t (customer_id, model, state, since, next_on, next_state, starts, states)
on conflict (shop_id, customer_id, model) do update set
  state = excluded.state, since = excluded.since, next_on = excluded.next_on,
  next_state = excluded.next_state, period_starts = excluded.period_starts,
  period_states = excluded.period_states`;

interface TagWish extends Pick<Computed, 'customerId' | 'wantedTags'> {
  because: string;
}

/** A changed wish is written down with its reason in the same transaction. */
async function saveWantedTags(
  shop: Shop,
  sql: Sql,
  wishes: readonly TagWish[],
  at: Date,
): Promise<void> {
  await sql.query(
    `with computed as (
       select customer_id, string_to_array(wanted, ',') as wanted, because
       from unnest($2::bigint[], $3::text[], $4::text[]) as t (customer_id, wanted, because)
     ), before as materialized (
       select customer_id, wanted from tag_state
       where shop_id = $1 and customer_id = any($2::bigint[])
     ), saved as (
       insert into tag_state (shop_id, customer_id, wanted)
       select $1, customer_id, wanted from computed
       on conflict (shop_id, customer_id) do update
       set wanted = excluded.wanted, changed_at = now(), exception = null
       where tag_state.wanted <> excluded.wanted
       returning customer_id
     )
     insert into tag_change (shop_id, customer_id, added, removed, because, at)
     select $1, c.customer_id,
            array(select unnest(c.wanted) except select unnest(b.wanted) order by 1),
            array(select unnest(b.wanted) except select unnest(c.wanted) order by 1),
            because, $5::timestamptz
     from saved join computed c using (customer_id) left join before b using (customer_id)
     where c.wanted is distinct from coalesce(b.wanted, '{}')`,
    [
      shop.id,
      wishes.map((row) => row.customerId),
      wishes.map((row) => row.wantedTags.join(',')),
      wishes.map((row) => row.because),
      at.toISOString(),
    ],
  );
}
