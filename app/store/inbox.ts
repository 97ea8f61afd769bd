import type { Database, Shop } from './database.ts';
import { ensureLeftShop } from './shops.ts';

/** A delivery to be kept. */
export interface NewDelivery {
  shopDomain: string;
  webhookId: string;
  topic: string;
  body: string;
  hash: string;
  triggeredAt: Date | null;
}

/** A delivery that waits to be applied. */
export interface PendingDelivery {
  id: bigint;
  topic: string;
  body: string;
  triggeredAt: Date | null;
}

const PENDING = 'applied_at is null and set_aside is null';

/**
 * Keeps a delivery; when this returns it is durable. The same webhook id twice is one delivery.
 *
 * @returns the shop it belongs to.
 */
export async function keepDelivery(db: Database, delivery: NewDelivery): Promise<Shop> {
  const [row] = await db.sql.query<{ shop_id: Shop['id'] }>(
    `with shop_of as (select id from shop where domain = $1),
     kept as (
       insert into inbox (shop_id, webhook_id, topic, body, hash, triggered_at)
       select id, $2, $3, $4, $5, $6 from shop_of
       on conflict (shop_id, webhook_id) do nothing
     )
     select id as shop_id from shop_of`,
    [
      delivery.shopDomain,
      delivery.webhookId,
      delivery.topic,
      delivery.body,
      delivery.hash,
      delivery.triggeredAt,
    ],
    'keep delivery',
  );
  if (row) return { db, id: row.shop_id };
  await ensureLeftShop(db, delivery.shopDomain);
  return keepDelivery(db, delivery);
}

/**
 * Claims the oldest pending deliveries for `leaseSeconds`; a worker that dies leaves them to the
 * next, and that is no try of theirs.
 *
 * @param topics only of these; null: of any.
 */
export function claimDeliveries(
  shop: Shop,
  limit: number,
  leaseSeconds: number,
  topics: readonly string[] | null = null,
): Promise<PendingDelivery[]> {
  return shop.db.sql.query<PendingDelivery>(
    `update inbox i set lease_until = now() + make_interval(secs => $3)
     from (select shop_id, id from inbox
           where shop_id = $1 and ${PENDING} and (lease_until is null or lease_until < now())
             and ($4::text[] is null or topic = any ($4::text[]))
           order by id limit $2 for update skip locked) due
     where i.shop_id = due.shop_id and i.id = due.id
     returning i.id, topic, body, triggered_at as "triggeredAt"`,
    [shop.id, limit, leaseSeconds, topics],
  );
}

/** Records that deliveries are applied; id, topic and hash stay, the body goes. */
export async function settleDeliveries(shop: Shop, ids: readonly bigint[]): Promise<void> {
  await shop.db.sql.query(
    `update inbox set applied_at = now(), body = null, lease_until = null
     where shop_id = $1 and id = any($2::bigint[])`,
    [shop.id, ids],
  );
}

/** After so many tries in vain a delivery is set aside. */
const TRIES = 8;

/**
 * Puts deliveries back; they can be claimed again at once. One that was tried too often in vain is
 * set aside instead, body and reason kept for a person.
 *
 * @param reason null when the deliveries are not to blame: the try is not counted.
 */
export async function releaseDeliveries(
  shop: Shop,
  ids: readonly bigint[],
  reason: string | null,
): Promise<void> {
  await shop.db.sql.query(
    `update inbox set lease_until = null,
       attempts = attempts + case when $3::text is null then 0 else 1 end,
       set_aside = case when $3::text is not null and attempts + 1 >= ${TRIES} then $3 end
     where shop_id = $1 and id = any($2::bigint[]) and applied_at is null and set_aside is null`,
    [shop.id, ids, reason],
  );
}

/** Sets a delivery aside that cannot be applied, body and reason kept for a person. */
export async function setAsideDelivery(shop: Shop, id: bigint, reason: string): Promise<void> {
  await shop.db.sql.query(
    `update inbox set set_aside = $3, attempts = attempts + 1, lease_until = null
     where shop_id = $1 and id = $2`,
    [shop.id, id, reason],
  );
}

/** Whether deliveries wait that nobody holds. */
export async function hasPendingDeliveries(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `select from inbox where shop_id = $1 and ${PENDING}
     and (lease_until is null or lease_until < now()) order by id limit 1`,
    [shop.id],
  );
  return rows.length > 0;
}

/** Whether any delivery is not applied yet, held or not. */
export async function hasUnappliedDeliveries(shop: Shop): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `select from inbox where shop_id = $1 and ${PENDING} order by id limit 1`,
    [shop.id],
  );
  return rows.length > 0;
}

/** Forgets deliveries that were applied long enough ago. @returns how many. */
export async function forgetDeliveries(shop: Shop, olderThanDays: number): Promise<number> {
  const rows = await shop.db.sql.query(
    `delete from inbox where shop_id = $1 and applied_at < now() - make_interval(days => $2)
     returning id`,
    [shop.id, olderThanDays],
  );
  return rows.length;
}
