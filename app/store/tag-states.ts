import { randomUUID } from 'node:crypto';
import type { CustomerId } from '../domain/ids.ts';
import type { Shop, Sql } from './database.ts';

/** A customer whose tags one writer is about to change, and nobody else until the lease ends. */
export interface ClaimedTags {
  customerId: CustomerId;
  wanted: string[];
  /** All tags of ours that are, or may be, on the customer. */
  written: string[];
  /** An earlier write's outcome is unknown, or bulk operations may still change the customer. */
  uncertain: boolean;
}

/** Customers claimed together. */
export interface Claim {
  id: string;
  customers: ClaimedTags[];
}

/** Is not as it is to be. */
export const DIFFERS = `(wanted <> written or sending is not null)`;
/** Waits to be written, by whomever. */
const PENDING = `(${DIFFERS} or chunk_id is not null) and exception is null`;
/** Waits for a writer: nothing has been begun, or its writer may have died. */
export const WAITING = `${DIFFERS} and exception is null and chunk_id is null`;
/** Waits for a writer who is to come at once, even if bulk operations hold the customer. */
const URGENT = `urgent and ${DIFFERS} and exception is null`;
/** All that may be on the customer. */
const SUPERSET = `array(select unnest(written) union select unnest(sending)
                  union select unnest(chunk_adds) order by 1)`;

/**
 * Claims up to `limit` customers whose tags differ, longest waiting first. What is about to be
 * sent is recorded before it is sent: should this process die, the next one knows all that may be
 * on the customer. No transaction stays open while Shopify is called.
 *
 * @param onlyUrgent takes those whom somebody's deed has changed, out of the hands of bulk
 *   operations too: whatever those may still do is then held to be uncertain.
 */
export async function claimTags(
  shop: Shop,
  limit: number,
  leaseSeconds: number,
  onlyUrgent = false,
): Promise<Claim> {
  const id = randomUUID();
  const customers = await shop.db.sql.query<ClaimedTags>(
    `with due as (
       select shop_id, customer_id, sending is not null or chunk_id is not null as uncertain
       from tag_state
       where shop_id = $1 and ${onlyUrgent ? URGENT : WAITING}
         and (lease_until is null or lease_until < now())
       order by changed_at limit $2 for update skip locked
     )
     update tag_state t set
       written = case when uncertain then ${SUPERSET} else written end,
       sending = wanted, writes = t.writes + 1, claim = $3,
       lease_until = now() + make_interval(secs => $4)
     from due where t.shop_id = due.shop_id and t.customer_id = due.customer_id
     returning t.customer_id as "customerId", wanted, written, uncertain`,
    [shop.id, limit, id, leaseSeconds],
  );
  return { id, customers };
}

/**
 * Records that Shopify now has what was sent. A claim that has passed to another writer is left alone.
 *
 * @returns whether an urgent wish came meanwhile.
 */
export async function confirmTags(
  shop: Shop,
  claim: string,
  customers: readonly CustomerId[],
): Promise<boolean> {
  const rows = await shop.db.sql.query<{ urgent: boolean }>(
    `update tag_state set written = sending, sending = null, claim = null, lease_until = null,
       presumed = false, urgent = urgent and wanted <> sending
     where shop_id = $1 and customer_id = any($3::bigint[]) and claim = $2
     returning urgent`,
    [shop.id, claim, customers],
  );
  return rows.some(({ urgent }) => urgent);
}

/**
 * Lengthens a claim to a whole lease from now, right before its request is sent.
 *
 * @returns false when any of its customers has passed to another writer: then nothing may be sent.
 */
export async function renewClaim(shop: Shop, claim: Claim, leaseSeconds: number): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `update tag_state set lease_until = now() + make_interval(secs => $3)
     where shop_id = $1 and customer_id = any($4::bigint[]) and claim = $2 and sending is not null
     returning customer_id`,
    [shop.id, claim.id, leaseSeconds, claim.customers.map(({ customerId }) => customerId)],
  );
  return rows.length === claim.customers.length;
}

/** Gives a claim back of which nothing was carried out; the customers can be claimed again at once. */
export async function releaseTags(
  shop: Shop,
  claim: string,
  customers: readonly CustomerId[],
): Promise<void> {
  await shop.db.sql.query(
    `update tag_state set claim = null, lease_until = null
     where shop_id = $1 and customer_id = any($3::bigint[]) and claim = $2`,
    [shop.id, claim, customers],
  );
}

/** Why Shopify does not take a customer's tags. */
export interface Refusal {
  customerId: CustomerId;
  reason: string;
}

const NO_CUSTOMER = 'Customer does not exist';

/**
 * Records why Shopify does not take customers' tags; nothing is tried until other tags are wanted.
 * What was sent may have been carried out in part. Who is said not to exist is asked for.
 */
export async function exceptTags(
  shop: Shop,
  claim: string,
  refusals: readonly Refusal[],
): Promise<void> {
  if (refusals.length === 0) return;
  await shop.db.transaction((sql) => exceptWithin(shop, sql, claim, refusals));
}

/** The same in a transaction; whom bulk operations held they let go. */
export async function exceptWithin(
  shop: Shop,
  sql: Sql,
  claim: string,
  refusals: readonly Refusal[],
): Promise<void> {
  const missing = refusals.filter(({ reason }) => reason === NO_CUSTOMER);
  await doubt(
    shop,
    sql,
    missing.map(({ customerId }) => customerId),
  );
  await sql.query(
    `update tag_state t set exception = reason, claim = null, lease_until = null, urgent = false,
       written = ${SUPERSET}, presumed = true, sending = null,
       chunk_id = case when c.id is null then chunk_id end,
       chunk_adds = case when c.id is null then chunk_adds end
     from unnest($3::bigint[], $4::text[]) as r (customer_id, reason)
       left join tag_chunk c on c.shop_id = $1 and c.claim = $2
     where t.shop_id = $1 and t.customer_id = r.customer_id and t.claim = $2`,
    [
      shop.id,
      claim,
      refusals.map(({ customerId }) => customerId),
      refusals.map(({ reason }) => reason),
    ],
  );
}

/** Makes customers doubtful: what Shopify has of them is to be read back. */
export async function doubt(shop: Shop, sql: Sql, customers: readonly CustomerId[]): Promise<void> {
  if (customers.length === 0) return;
  await sql.query(
    `update customer c set doubtful = true, doubts = doubts + 1
     from (select id from customer
           where shop_id = $1 and id = any($2::bigint[]) and gone is null
           order by id for update) held
     where c.shop_id = $1 and c.id = held.id`,
    [shop.id, customers],
  );
}

/** Tag work of a shop, in customers. */
export interface TagCounts {
  pending: number;
  settled: number;
  exceptions: number;
  /** Milliseconds until the first claim of a writer that may have died runs out; null without one. */
  leaseEndsInMs: number | null;
}

/** How far the tags of a shop are. */
export async function countTags(shop: Shop): Promise<TagCounts> {
  const [row] = await shop.db.sql.query<
    Record<'pending' | 'exceptions' | 'all', bigint> & { lease: number | null }
  >(
    `select count(*) filter (where ${PENDING}) as pending,
            count(*) filter (where exception is not null) as exceptions,
            count(*) as all,
            extract(epoch from min(lease_until) filter (where ${PENDING}) - now())::float8 as lease
     from tag_state where shop_id = $1`,
    [shop.id],
  );
  const pending = Number(row?.pending ?? 0);
  const exceptions = Number(row?.exceptions ?? 0);
  return {
    pending,
    exceptions,
    settled: Number(row?.all ?? 0) - pending - exceptions,
    leaseEndsInMs: row?.lease == null ? null : Math.max(0, row.lease * 1000),
  };
}

/** Customers whose tags Shopify does not take, with its reason; all of them unless limited. */
export function listExceptions(
  shop: Shop,
  limit: number | null = null,
): Promise<{ customerId: CustomerId; exception: string }[]> {
  return shop.db.sql.query(
    `select customer_id as "customerId", exception from tag_state
     where shop_id = $1 and exception is not null order by customer_id limit $2`,
    [shop.id, limit],
  );
}

/** Customers on whom tags are left off that somebody took off, and those tags. */
export function listRespected(
  shop: Shop,
  limit: number,
): Promise<{ customerId: CustomerId; tags: string[] }[]> {
  return shop.db.sql.query(
    `select customer_id as "customerId", respected as tags from tag_state
     where shop_id = $1 and respected <> '{}' order by customer_id limit $2`,
    [shop.id, limit],
  );
}

/** Lets the tags be tried again that Shopify did not take. @returns of how many customers. */
export async function forgetExceptions(shop: Shop): Promise<number> {
  const rows = await shop.db.sql.query(
    `update tag_state set exception = null where shop_id = $1 and exception is not null
     returning customer_id`,
    [shop.id],
  );
  return rows.length;
}

/** The order has the index of what waits read: most rows may differ as far as PostgreSQL can guess. */
const ANY_WAITING = `select from tag_state where shop_id = $1 and ${WAITING} order by changed_at limit 1`;

/**
 * Whether any customer's tags wait to be written, or bulk operations may still change somebody's.
 * Two statements: within an `exists` PostgreSQL forgets the order, and reads the table.
 */
export async function hasPendingTags(shop: Shop): Promise<boolean> {
  if (await hasWaitingTags(shop)) return true;
  const rows = await shop.db.sql.query(
    `select from tag_state where shop_id = $1 and chunk_id is not null order by chunk_id limit 1`,
    [shop.id],
  );
  return rows.length > 0;
}

/** Whether any customer's tags wait for a writer. */
export async function hasWaitingTags(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(ANY_WAITING, [shop.id]);
  return rows.length > 0;
}

/** Customers who wait for a writer, and the mutations they need. */
export interface WaitingTags {
  customers: number;
  mutations: number;
}

/** Measures what waits, up to `most` customers: more need not be known to decide how to write them. */
export async function measureWaiting(shop: Shop, most: number): Promise<WaitingTags> {
  const [row] = await shop.db.sql.query<{ customers: bigint; mutations: bigint }>(
    `select count(*) as customers,
            coalesce(sum((not written <@ wanted)::int
                         + (sending is not null or not wanted <@ written)::int), 0) as mutations
     from (select wanted, written, sending from tag_state
           where shop_id = $1 and ${WAITING} order by changed_at limit $2) waiting`,
    [shop.id, most],
  );
  return { customers: Number(row?.customers ?? 0), mutations: Number(row?.mutations ?? 0) };
}
