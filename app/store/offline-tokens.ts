import type { Shop } from './database.ts';

/** A sealed token and until when it opens doors. */
export interface SealedToken {
  sealed: Uint8Array;
  scope: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

interface Row {
  sealed: Buffer;
  scope: string;
  expires_at: Date;
}

const SELECT = 'select sealed, scope, expires_at from offline_token where shop_id = $1';

/** The shop's token, or null when it never gave one or has left. */
export async function readOfflineToken(shop: Shop): Promise<SealedToken | null> {
  const [row] = await shop.db.sql.query<Row>(SELECT, [shop.id]);
  return row ? tokenOf(row) : null;
}

/** Keeps a token in the place of the one before. */
export async function saveOfflineToken(shop: Shop, token: SealedToken): Promise<void> {
  await shop.db.sql.query(
    `insert into offline_token (shop_id, sealed, scope, expires_at) values ($1, $2, $3, $4)
     on conflict (shop_id) do update
     set sealed = excluded.sealed, scope = excluded.scope, expires_at = excluded.expires_at`,
    [shop.id, token.sealed, token.scope, new Date(token.expiresAt)],
  );
}

/** Keeps what the token lets the app do, as Shopify writes it: scopes with commas between. */
export async function saveScope(shop: Shop, scope: string): Promise<void> {
  await shop.db.sql.query('update offline_token set scope = $2 where shop_id = $1', [
    shop.id,
    scope,
  ]);
}

/**
 * Lets one caller at a time replace the shop's token; the others wait and then see the new one.
 *
 * @param replace gets the token as it is now; what it returns is stored, null keeps things as they are.
 * @returns the token that holds afterwards, or null when the shop has none.
 */
export function replaceOfflineToken(
  shop: Shop,
  replace: (current: SealedToken) => Promise<SealedToken | null>,
): Promise<SealedToken | null> {
  return shop.db.transaction(async (sql) => {
    const [row] = await sql.query<Row>(`${SELECT} for update`, [shop.id]);
    if (!row) return null;
    const next = await replace(tokenOf(row));
    if (!next) return tokenOf(row);
    await sql.query(
      'update offline_token set sealed = $2, scope = $3, expires_at = $4 where shop_id = $1',
      [shop.id, next.sealed, next.scope, new Date(next.expiresAt)],
    );
    return next;
  });
}

function tokenOf(row: Row): SealedToken {
  return { sealed: row.sealed, scope: row.scope, expiresAt: row.expires_at.getTime() };
}
