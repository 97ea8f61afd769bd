import { randomUUID } from 'node:crypto';
import type { CustomerId } from '../domain/ids.ts';
import { columnText } from './arrays.ts';
import type { Shop, Sql } from './database.ts';
import { doubt, type Refusal } from './tag-states.ts';

/** What the metafields of a customer are to say, `<model>:<state>`. */
export interface MetafieldWish {
  customerId: CustomerId;
  metafields: readonly string[];
}

const PENDING = '(wanted <> written or sending is not null) and exception is null';

/** What was refused may have been carried out in part: it is written whole. */
const CHANGED = `changed_at = now(), exception = null,
  sending = case when s.exception is null then s.sending else '{}' end`;

/** Saves wishes; who has nothing written and nothing wanted has no row. */
export async function saveWantedMetafields(
  shop: Shop,
  sql: Sql,
  wishes: readonly MetafieldWish[],
): Promise<void> {
  const [full, empty] = [
    wishes.filter(({ metafields }) => metafields.length > 0),
    wishes.filter(({ metafields }) => metafields.length === 0),
  ];
  if (full.length > 0) {
    await sql.query(
      `insert into metafield_state as s (shop_id, customer_id, wanted)
       select $1::int, customer_id, string_to_array(wanted, ',')
       from unnest($2::bigint[], $3::text[]) as t (customer_id, wanted) order by customer_id
       on conflict (shop_id, customer_id) do update set
         wanted = excluded.wanted, ${CHANGED}
       where s.wanted <> excluded.wanted`,
      [
        shop.id,
        columnText(full.map(({ customerId }) => customerId)),
        columnText(full.map(({ metafields }) => metafields.join(','))),
      ],
    );
  }
  if (empty.length > 0) {
    await sql.query(
      `update metafield_state s set wanted = '{}', ${CHANGED}
       where shop_id = $1 and customer_id = any($2::bigint[]) and wanted <> '{}'`,
      [shop.id, columnText(empty.map(({ customerId }) => customerId))],
    );
  }
}

/** A customer whose metafields one writer is about to change, and nobody else until the lease ends. */
export interface ClaimedMetafields {
  customerId: CustomerId;
  wanted: string[];
  /** All that they say, or may say. */
  written: string[];
  /** An earlier write's outcome is unknown. */
  uncertain: boolean;
}

/** Customers claimed together. */
export interface MetafieldClaim {
  id: string;
  customers: ClaimedMetafields[];
}

/** Claims up to `limit` customers, longest waiting first; what is about to be sent is recorded before. */
export async function claimMetafields(
  shop: Shop,
  limit: number,
  leaseSeconds: number,
): Promise<MetafieldClaim> {
  const id = randomUUID();
  const customers = await shop.db.sql.query<ClaimedMetafields>(
    `with due as (
       select customer_id, sending is not null as uncertain from metafield_state
       where shop_id = $1 and ${PENDING} and (lease_until is null or lease_until < now())
       order by changed_at limit $2 for update skip locked
     )
     update metafield_state s set
       written = array(select unnest(written) union select unnest(sending) order by 1),
       sending = wanted, claim = $3, lease_until = now() + make_interval(secs => $4)
     from due where s.shop_id = $1 and s.customer_id = due.customer_id
     returning s.customer_id as "customerId", wanted, written, uncertain`,
    [shop.id, limit, id, leaseSeconds],
  );
  return { id, customers };
}

/**
 * Lengthens a claim of these customers to a whole lease, right before their request is sent.
 *
 * @returns false when any of them has passed to another writer.
 */
export async function renewMetafields(
  shop: Shop,
  claim: string,
  customers: readonly CustomerId[],
  leaseSeconds: number,
): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `update metafield_state set lease_until = now() + make_interval(secs => $3)
     where shop_id = $1 and claim = $2 and customer_id = any($4::bigint[]) returning customer_id`,
    [shop.id, claim, leaseSeconds, customers],
  );
  return rows.length === customers.length;
}

/** Records that Shopify now has what was sent; of whom nothing is left to say the row goes. */
export async function confirmMetafields(
  shop: Shop,
  claim: string,
  customers: readonly CustomerId[],
): Promise<void> {
  if (customers.length === 0) return;
  await shop.db.sql.query(
    `update metafield_state set written = sending, sending = null, claim = null, lease_until = null
     where shop_id = $1 and claim = $2 and customer_id = any($3::bigint[])`,
    [shop.id, claim, customers],
  );
  await shop.db.sql.query(
    `delete from metafield_state
     where shop_id = $1 and customer_id = any($2::bigint[]) and wanted = '{}' and written = '{}'
       and sending is null and exception is null`,
    [shop.id, customers],
  );
}

/** Gives customers back of whom nothing was carried out, or who are to be written whole again. */
export async function releaseMetafields(
  shop: Shop,
  claim: string,
  customers: readonly CustomerId[],
): Promise<void> {
  await shop.db.sql.query(
    `update metafield_state set claim = null, lease_until = null
     where shop_id = $1 and claim = $2 and customer_id = any($3::bigint[])`,
    [shop.id, claim, customers],
  );
}

const NO_OWNER = 'Owner does not exist';

/** Records why Shopify does not take customers' metafields; they are asked for, should they be gone. */
export async function exceptMetafields(
  shop: Shop,
  claim: string,
  refusals: readonly Refusal[],
): Promise<void> {
  if (refusals.length === 0) return;
  const missing = refusals.filter(({ reason }) => reason.includes(NO_OWNER));
  await shop.db.transaction(async (sql) => {
    await doubt(
      shop,
      sql,
      missing.map(({ customerId }) => customerId),
    );
    await sql.query(
      `update metafield_state s set exception = reason, claim = null, lease_until = null,
         written = array(select unnest(written) union select unnest(sending) order by 1),
         sending = null
       from unnest($3::bigint[], $4::text[]) as r (customer_id, reason)
       where s.shop_id = $1 and s.customer_id = r.customer_id and s.claim = $2`,
      [
        shop.id,
        claim,
        refusals.map(({ customerId }) => customerId),
        refusals.map(({ reason }) => reason),
      ],
    );
  });
}

/** Lets what Shopify did not take be tried again, definitions too. @returns whether there was any. */
export async function forgetMetafieldExceptions(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `with definitions as (
       delete from metafield_definition where shop_id = $1 and refusal is not null returning 1
     ), states as (
       update metafield_state set exception = null, sending = coalesce(sending, '{}')
       where shop_id = $1 and exception is not null returning 1
     )
     select from definitions union all select from states`,
    [shop.id],
  );
  return rows.length > 0;
}

/** Whether any customer's metafields wait to be written. */
export async function hasPendingMetafields(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `select from metafield_state where shop_id = $1 and ${PENDING} order by changed_at limit 1`,
    [shop.id],
  );
  return rows.length > 0;
}

/** What may be on a customer who is merged into another may be on that one, who is written whole. */
export async function inheritMetafields(
  shop: Shop,
  sql: Sql,
  kept: CustomerId,
  deleted: CustomerId,
): Promise<void> {
  await sql.query(
    `with left_behind as (
       delete from metafield_state where shop_id = $1 and customer_id = $3
       returning written || coalesce(sending, '{}') as says
     )
     insert into metafield_state as s (shop_id, customer_id, written, sending)
     select $1::int, $2::bigint, says, '{}' from left_behind
     where exists (select from customer where shop_id = $1 and id = $2 and gone is null)
     on conflict (shop_id, customer_id) do update set
       written = array(select unnest(s.written || coalesce(s.sending, '{}'))
                       union select unnest(excluded.written) order by 1),
       sending = '{}', exception = null, changed_at = now(),
       claim = case when s.claim is null then null else gen_random_uuid() end`,
    [shop.id, kept, deleted],
  );
}

/** The keys whose definitions Shopify was asked for. */
export async function definedKeys(shop: Shop): Promise<Set<string>> {
  const rows = await shop.db.sql.query<{ key: string }>(
    'select key from metafield_definition where shop_id = $1',
    [shop.id],
  );
  return new Set(rows.map(({ key }) => key));
}

/** Records which definitions are there, and which were refused why. */
export async function noteDefinitions(
  shop: Shop,
  definitions: readonly { key: string; refusal: string | null }[],
): Promise<void> {
  await shop.db.sql.query(
    `insert into metafield_definition (shop_id, key, refusal)
     select $1::int, key, refusal from unnest($2::text[], $3::text[]) as t (key, refusal)
     on conflict (shop_id, key) do update set refusal = excluded.refusal`,
    [shop.id, definitions.map(({ key }) => key), definitions.map(({ refusal }) => refusal)],
  );
}

/** What became of the metafields of a shop. */
export interface MetafieldCounts {
  pending: number;
  written: number;
  /** Customers whose metafields Shopify does not take, with one of its reasons. */
  exceptions: number;
  reason: string | null;
  /** Definitions that Shopify does not take, with its reasons. */
  undefined: { key: string; refusal: string }[];
}

/** How far the metafields of a shop are. */
export async function countMetafields(shop: Shop): Promise<MetafieldCounts> {
  const [row] = await shop.db.sql.query<
    Record<'pending' | 'written' | 'exceptions', bigint> & { reason: string | null }
  >(
    `select count(*) filter (where ${PENDING}) as pending,
            count(*) filter (where exception is not null) as exceptions,
            count(*) filter (where wanted = written and sending is null and exception is null)
              as written,
            min(exception) as reason
     from metafield_state where shop_id = $1`,
    [shop.id],
  );
  const refused = await shop.db.sql.query<{ key: string; refusal: string }>(
    `select key, refusal from metafield_definition where shop_id = $1 and refusal is not null
     order by key`,
    [shop.id],
  );
  return {
    pending: Number(row?.pending ?? 0),
    written: Number(row?.written ?? 0),
    exceptions: Number(row?.exceptions ?? 0),
    reason: row?.reason ?? null,
    undefined: refused,
  };
}
