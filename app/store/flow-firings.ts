import { randomUUID } from 'node:crypto';
import { changePayload, movesOf, startsWorkflows, type FlowPayload } from '../domain/flow.ts';
import type { FlowTrigger } from '../domain/flow.ts';
import type { CustomerId } from '../domain/ids.ts';
import { columnText } from './arrays.ts';
import type { Shop, Sql } from './database.ts';
import { isWaitedFor } from './flow-triggers.ts';
import type { TagChange } from './wanted-tags.ts';

const CHANGED: FlowTrigger = 'customer-segment-changed';
/** A firing that Shopify did not take so often is set aside. */
const ATTEMPTS = 5;
/** Still to be told, and nobody is at it. */
const FREE = `attempts < ${ATTEMPTS} and (lease_until is null or lease_until < now())`;

/**
 * Keeps what changes of tags are to start in Flow, in the transaction that changes them: nothing
 * unless a workflow waits and a buyer or the calendar is the cause.
 *
 * @param prefix of the tags.
 */
export async function keepFirings(
  shop: Shop,
  sql: Sql,
  changes: readonly TagChange[],
  prefix: string,
): Promise<void> {
  const firings = changes
    .filter(({ because }) => startsWorkflows(because))
    .flatMap(({ customerId, added, removed, because }) =>
      movesOf(added, removed, prefix).map((move) => ({
        customerId,
        payload: changePayload(move, because),
      })),
    );
  if (firings.length === 0) return;
  await sql.query(
    `insert into flow_firing (shop_id, handle, customer_id, payload)
     select $1::int, $2::text, customer_id, payload::jsonb
     from unnest($3::bigint[], $4::text[]) with ordinality as t (customer_id, payload, n)
     where ${isWaitedFor('$2::text')} order by n`,
    [
      shop.id,
      CHANGED,
      columnText(firings.map(({ customerId }) => customerId)),
      columnText(firings.map(({ payload }) => JSON.stringify(payload))),
    ],
    'firings',
  );
}

/** A firing that one worker is about to tell Shopify, and nobody else until the lease ends. */
export interface Firing {
  id: bigint;
  handle: string;
  customerId: CustomerId;
  payload: FlowPayload;
}

/** Firings claimed together. */
export interface FiringClaim {
  id: string;
  firings: Firing[];
}

/** Whether any firing can be told now. */
export async function hasFirings(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `select from flow_firing where shop_id = $1 and ${FREE} limit 1`,
    [shop.id],
  );
  return rows.length > 0;
}

/**
 * Claims the oldest firings. Those of a scheduled change that will not come any more, since the
 * customer has ordered meanwhile, are dropped instead.
 */
export async function claimFirings(
  shop: Shop,
  limit: number,
  leaseSeconds: number,
): Promise<FiringClaim> {
  const id = randomUUID();
  const claimed = await shop.db.sql.query<Firing>(
    `with due as (
       select id from flow_firing where shop_id = $1 and ${FREE}
       order by id limit $2 for update skip locked
     )
     update flow_firing f set claim = $3, attempts = attempts + 1,
       lease_until = now() + make_interval(secs => $4)
     from due where f.shop_id = $1 and f.id = due.id
     returning f.id, handle, customer_id as "customerId", payload`,
    [shop.id, limit, id, leaseSeconds],
  );
  const passed = await dropPassed(shop, id);
  const firings = claimed.filter((firing) => !passed.has(firing.id));
  return { id, firings: firings.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

async function dropPassed(shop: Shop, claim: string): Promise<Set<bigint>> {
  const rows = await shop.db.sql.query<{ id: bigint }>(
    `delete from flow_firing f
     where shop_id = $1 and claim = $2 and payload ? 'Change date'
       and not exists (select from timeline t
                       where t.shop_id = $1 and t.customer_id = f.customer_id
                         and t.model = payload ->> 'Model'
                         and t.next_on = (payload ->> 'Change date')::date)
     returning id`,
    [shop.id, claim],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Lengthens a claim right before its request is sent. @returns false when another worker has it. */
export async function renewFirings(
  shop: Shop,
  { id, firings }: FiringClaim,
  leaseSeconds: number,
): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `update flow_firing set lease_until = now() + make_interval(secs => $3)
     where shop_id = $1 and claim = $2 returning id`,
    [shop.id, id, leaseSeconds],
  );
  return rows.length === firings.length;
}

/** Forgets firings that Shopify has been told. */
export async function dropFirings(
  shop: Shop,
  claim: string,
  ids: readonly bigint[],
): Promise<void> {
  await shop.db.sql.query(
    'delete from flow_firing where shop_id = $1 and claim = $2 and id = any($3::bigint[])',
    [shop.id, claim, columnText(ids)],
  );
}

/**
 * Gives firings back to be told again.
 *
 * @param afterSeconds the pause; `null`: Shopify was not asked, the try does not count.
 */
export async function releaseFirings(
  shop: Shop,
  claim: string,
  ids: readonly bigint[],
  afterSeconds: number | null,
): Promise<void> {
  await shop.db.sql.query(
    `update flow_firing set claim = null,
       attempts = attempts - case when $4::float8 is null then 1 else 0 end,
       lease_until = now() + make_interval(secs => coalesce($4::float8, 0))
     where shop_id = $1 and claim = $2 and id = any($3::bigint[])`,
    [shop.id, claim, columnText(ids), afterSeconds],
  );
}

/** Forgets firings older than so many hours: a workflow that starts a day late does harm. */
export async function dropOldFirings(
  shop: Shop,
  hours: number,
): Promise<{ handle: string; firings: number }[]> {
  const rows = await shop.db.sql.query<{ handle: string; firings: bigint }>(
    `with old as (
       delete from flow_firing where shop_id = $1 and made_at < now() - make_interval(hours => $2)
       returning handle
     )
     select handle, count(*) as firings from old group by handle order by handle`,
    [shop.id, hours],
  );
  return rows.map(({ handle, firings }) => ({ handle, firings: Number(firings) }));
}
