import type { Shop } from './database.ts';

/** A delivery that could not be applied. */
export interface SetAside {
  id: bigint;
  topic: string;
  receivedAt: Date;
  /** Why, as the last try said it. */
  reason: string;
  attempts: number;
}

const SET_ASIDE = 'set_aside is not null and applied_at is null';

/** Deliveries that were set aside, newest first: up to `limit` that are older than `before`. */
export function listSetAside(
  shop: Shop,
  before: bigint | null,
  limit: number,
): Promise<SetAside[]> {
  return shop.db.sql.query<SetAside>(
    `select id, topic, received_at as "receivedAt", set_aside as reason, attempts from inbox
     where shop_id = $1 and ${SET_ASIDE} and ($2::bigint is null or id < $2)
     order by id desc limit $3`,
    [shop.id, before, limit],
  );
}

/** How many deliveries are set aside. */
export async function countSetAside(shop: Shop): Promise<number> {
  const [row] = await shop.db.sql.query<{ all: bigint }>(
    `select count(*) as all from inbox where shop_id = $1 and ${SET_ASIDE}`,
    [shop.id],
  );
  return Number(row?.all ?? 0);
}

/**
 * Puts deliveries that were set aside back in the line, with all their tries.
 *
 * @param id one of them; null: all.
 * @returns how many.
 */
export async function redoSetAside(shop: Shop, id: bigint | null): Promise<number> {
  const rows = await shop.db.sql.query(
    `update inbox set set_aside = null, attempts = 0, lease_until = null
     where shop_id = $1 and ${SET_ASIDE} and ($2::bigint is null or id = $2) and body is not null
     returning id`,
    [shop.id, id],
  );
  return rows.length;
}

/**
 * Gives deliveries up that were set aside: their bodies go.
 *
 * @param id one of them; null: all.
 * @returns how many.
 */
export async function dismissSetAside(shop: Shop, id: bigint | null): Promise<number> {
  const rows = await shop.db.sql.query(
    `update inbox set set_aside = null, applied_at = now(), body = null, lease_until = null
     where shop_id = $1 and ${SET_ASIDE} and ($2::bigint is null or id = $2)
     returning id`,
    [shop.id, id],
  );
  return rows.length;
}
