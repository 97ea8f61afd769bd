import type { EventKind } from '../domain/fact-sources.ts';
import type { CustomerId } from '../domain/ids.ts';
import { columnText, instantText } from './arrays.ts';
import type { Shop, Sql } from './database.ts';
import { keptReason } from './stale.ts';

/** Where an event comes from; what a person or a workflow entered can be taken back, the rest follows its source. */
export type EventSource = 'hand' | 'csv' | 'flow' | 'tag' | 'metafield';
const BY_PEOPLE: readonly EventSource[] = ['hand', 'csv', 'flow'];

/** An event as the models read it; `at` in epoch milliseconds. */
export interface StoredEvent {
  kind: EventKind;
  at: number;
}

/** An event to be kept. */
export interface NewEvent extends StoredEvent {
  customerId: CustomerId;
  source: EventSource;
  /** Tells the same fact told twice from two facts. */
  sourceKey: string;
  /** Who entered it; null: nobody did. */
  by: string | null;
}

/** What became of events. */
export interface AddedEvents {
  added: number;
  alreadyThere: number;
  /** How many events are of customers we do not know or who are gone. */
  unknown: number;
}

/**
 * Keeps events, once each, and marks their customers. Events of a customer who was merged go to the
 * one that was kept.
 *
 * @param sql the transaction to be part of; a statement of its own by default.
 */
export async function addEvents(
  shop: Shop,
  events: readonly NewEvent[],
  sql: Sql = shop.db.sql,
): Promise<AddedEvents> {
  if (events.length === 0) return { added: 0, alreadyThere: 0, unknown: 0 };
  const [row] = await sql.query<{ added: bigint; unknown: bigint }>(ADD, [
    shop.id,
    columnText(events.map(({ customerId }) => customerId)),
    columnText(events.map(({ kind }) => kind)),
    columnText(events.map(({ at }) => instantText(at))),
    columnText(events.map(({ source }) => source)),
    columnText(events.map(({ sourceKey }) => sourceKey)),
    columnText(events.map(({ by }) => by)),
    events.every(({ source }) => source === 'csv') ? 'import' : 'event',
  ]);
  const added = Number(row?.added ?? 0);
  const unknown = Number(row?.unknown ?? 0);
  return { added, unknown, alreadyThere: events.length - added - unknown };
}

/** Whoever merges or erases a customer holds its row: who owns an event is read after that. */
const ADD = `
with told as (
  select * from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::text[],
                       $7::text[])
    with ordinality as t (customer_id, kind, at, source, source_key, recorded_by, n)
), people as materialized (
  select id, case when gone is null then id else merged_into end as owner
  from customer where shop_id = $1 and id in (select customer_id from told)
  order by id for update
), saved as (
  insert into customer_event (shop_id, customer_id, kind, at, source, source_key, recorded_by)
  select $1, p.owner, kind, at, source, source_key, recorded_by
  from told t join people p on p.id = t.customer_id
  where p.owner is not null order by n
  on conflict do nothing
  returning customer_id
), whose as materialized (
  select id from customer where shop_id = $1 and id in (select customer_id from saved)
  order by id for update
), marked as (
  update customer c set stale = true, stale_because = ${keptReason('c', '$8::text')}
  from whose where c.shop_id = $1 and c.id = whose.id
)
select (select count(*) from saved) as added,
       (select count(*) from told t left join people p on p.id = t.customer_id
        where p.owner is null) as unknown`;

/** What became of the wish to take an event back. */
export type Removal = 'removed' | 'not-found' | 'follows-source';

/** Takes back an event that a person entered, and marks its customer. */
export async function removeEvent(shop: Shop, id: bigint): Promise<Removal> {
  const removed = await shop.db.sql.query(
    `with gone as (
       delete from customer_event where shop_id = $1 and id = $2 and source = any($3::text[])
       returning customer_id
     )
     update customer c set stale = true,
       stale_because = ${keptReason('c', `'event'`)}
     from gone where c.shop_id = $1 and c.id = gone.customer_id
     returning c.id`,
    [shop.id, id, BY_PEOPLE],
  );
  if (removed.length > 0) return 'removed';
  const left = await shop.db.sql.query(
    'select from customer_event where shop_id = $1 and id = $2',
    [shop.id, id],
  );
  return left.length > 0 ? 'follows-source' : 'not-found';
}

/** An event of a customer as a screen shows it. */
export interface EventEntry {
  id: bigint;
  kind: EventKind;
  at: Date;
  source: EventSource;
  recordedBy: string | null;
  recordedAt: Date;
  /** A person entered it, so a person can take it back. */
  removable: boolean;
}

/** A customer's events, newest first. */
export function listEvents(shop: Shop, customerId: CustomerId): Promise<EventEntry[]> {
  return shop.db.sql.query<EventEntry>(
    `select id, kind, at, source, recorded_by as "recordedBy", recorded_at as "recordedAt",
            source = any($3::text[]) as removable
     from customer_event where shop_id = $1 and customer_id = $2 order by at desc, id desc`,
    [shop.id, customerId, BY_PEOPLE],
  );
}

/** Events of customers, each customer's in the order in which they happened. */
export async function eventsOf(
  shop: Shop,
  sql: Sql,
  ids: readonly CustomerId[],
): Promise<Map<CustomerId, StoredEvent[]>> {
  const rows = await sql.query<{ customerId: CustomerId; kind: EventKind; at: Date }>(
    `select customer_id as "customerId", kind, at from customer_event
     where shop_id = $1 and customer_id = any($2::bigint[]) order by at, id`,
    [shop.id, ids],
  );
  return Map.groupBy(
    rows.map(({ at, ...row }) => ({ ...row, at: at.getTime() })),
    ({ customerId }) => customerId,
  );
}

/** What keeping an event would do. */
export type EventVerdict = 'new' | 'already-there' | 'unknown-customer';

/** Says of each event what `addEvents` would do; nothing is changed. */
export async function judgeEvents(
  shop: Shop,
  events: readonly Omit<NewEvent, 'by'>[],
): Promise<EventVerdict[]> {
  if (events.length === 0) return [];
  const rows = await shop.db.sql.query<{ verdict: EventVerdict }>(
    `select case when c.owner is null then 'unknown-customer'
                 when e.id is not null then 'already-there' else 'new' end as verdict
     from unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::text[])
       with ordinality as t (customer_id, kind, at, source, source_key, n)
     left join lateral (
       select case when gone is null then id else merged_into end as owner
       from customer where shop_id = $1 and id = t.customer_id) c on true
     left join customer_event e on e.shop_id = $1 and e.customer_id = c.owner and e.kind = t.kind
       and e.at = t.at and e.source = t.source and e.source_key = t.source_key
     order by n`,
    [
      shop.id,
      columnText(events.map(({ customerId }) => customerId)),
      columnText(events.map(({ kind }) => kind)),
      columnText(events.map(({ at }) => instantText(at))),
      columnText(events.map(({ source }) => source)),
      columnText(events.map(({ sourceKey }) => sourceKey)),
    ],
  );
  return rows.map(({ verdict }) => verdict);
}
