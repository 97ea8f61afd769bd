import { randomUUID } from 'node:crypto';
import type { CustomerId } from '../domain/ids.ts';
import type { Shop } from './database.ts';

/** A customer whose tags one writer is about to change, and nobody else until the lease ends. */
export interface ClaimedTags {
  customerId: CustomerId;
  wanted: string[];
  /** All tags of ours that are, or may be, on the customer. */
  written: string[];
  /** An earlier write's outcome is unknown. */
  uncertain: boolean;
}

/** Customers claimed together. */
export interface Claim {
  id: string;
  customers: ClaimedTags[];
}

const PENDING = `(wanted <> written or sending is not null) and exception is null`;

/**
 * Claims up to `limit` customers whose tags differ, longest waiting first. What is about to be
 * sent is recorded before it is sent: should this process die, the next one knows all that may be
 * on the customer. No transaction stays open while Shopify is called.
 */
export async function claimTags(shop: Shop, limit: number, leaseSeconds: number): Promise<Claim> {
  const id = randomUUID();
  const customers = await shop.db.sql.query<ClaimedTags>(
    `with due as (
       select shop_id, customer_id, sending is not null as uncertain from tag_state
       where shop_id = $1 and ${PENDING} and (lease_until is null or lease_until < now())
       order by changed_at limit $2 for update skip locked
     )
     update tag_state t set
       written = case when uncertain
         then array(select unnest(written) union select unnest(sending) order by 1)
         else written end,
       sending = wanted, claim = $3, lease_until = now() + make_interval(secs => $4)
     from due where t.shop_id = due.shop_id and t.customer_id = due.customer_id
     returning t.customer_id as "customerId", wanted, written, uncertain`,
    [shop.id, limit, id, leaseSeconds],
  );
  return { id, customers };
}

/** Records that Shopify now has what was sent. A claim that has passed to another writer is left alone. */
export async function confirmTags(
  shop: Shop,
  claim: string,
  customers: CustomerId[],
): Promise<void> {
  await shop.db.sql.query(
    `update tag_state set written = sending, sending = null, claim = null, lease_until = null
     where shop_id = $1 and customer_id = any($3::bigint[]) and claim = $2`,
    [shop.id, claim, customers],
  );
}

/**
 * Lengthens a claim to a whole lease from now, right before its request is sent.
 *
 * @returns false when any of its customers has passed to another writer: then nothing may be sent.
 */
export async function renewClaim(shop: Shop, claim: Claim, leaseSeconds: number): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `update tag_state set lease_until = now() + make_interval(secs => $3)
     where shop_id = $1 and claim = $2 and sending is not null returning customer_id`,
    [shop.id, claim.id, leaseSeconds],
  );
  return rows.length === claim.customers.length;
}

/** Gives a claim back of which nothing was carried out; the customers can be claimed again at once. */
export async function releaseTags(
  shop: Shop,
  claim: string,
  customers: CustomerId[],
): Promise<void> {
  await shop.db.sql.query(
    `update tag_state set claim = null, lease_until = null
     where shop_id = $1 and customer_id = any($3::bigint[]) and claim = $2`,
    [shop.id, claim, customers],
  );
}

/**
 * Records why Shopify does not take a customer's tags; nothing is tried until other tags are wanted.
 * What was sent may have been carried out in part.
 */
export async function exceptTags(
  shop: Shop,
  claim: string,
  customerId: CustomerId,
  exception: string,
): Promise<void> {
  await shop.db.sql.query(
    `update tag_state set exception = $4, claim = null, lease_until = null, sending = null,
       written = array(select unnest(written) union select unnest(sending) order by 1)
     where shop_id = $1 and customer_id = $3 and claim = $2`,
    [shop.id, claim, customerId, exception],
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

/** Lets the tags be tried again that Shopify did not take. @returns of how many customers. */
export async function forgetExceptions(shop: Shop): Promise<number> {
  const rows = await shop.db.sql.query(
    `update tag_state set exception = null where shop_id = $1 and exception is not null
     returning customer_id`,
    [shop.id],
  );
  return rows.length;
}

/** Whether any customer's tags wait to be written. */
export async function hasPendingTags(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `select from tag_state where shop_id = $1 and ${PENDING} limit 1`,
    [shop.id],
  );
  return rows.length > 0;
}
