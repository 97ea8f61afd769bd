import type { Shop } from './database.ts';

export type BackfillStatus = 'requested' | 'running' | 'reading' | 'done' | 'failed';

/** Where the reading of a shop's past stands. */
export interface Backfill {
  status: BackfillStatus;
  /** Shopify's bulk operation while it runs and is read. */
  operationId: string | null;
  rowsExpected: number | null;
  rowsRead: number;
  /** Why it failed, for a person. */
  reason: string | null;
}

/** Asks for the shop's past to be read: once, and again after it failed. */
export async function requestBackfill(shop: Shop): Promise<void> {
  await shop.db.sql.query(
    `insert into backfill as b (shop_id, status) values ($1, 'requested')
     on conflict (shop_id) do update set status = 'requested', operation_id = null, reason = null
     where b.status = 'failed'`,
    [shop.id],
  );
}

/** The shop's backfill, or null when none was asked for. */
export async function readBackfill(shop: Shop): Promise<Backfill | null> {
  const row = await shop.db.prisma.backfill.findUnique({ where: { shopId: shop.id } });
  return row && { ...row, status: row.status as BackfillStatus };
}

/** Moves the backfill on. */
export async function updateBackfill(shop: Shop, change: Partial<Backfill>): Promise<void> {
  const finished = change.status === 'done' || change.status === 'failed';
  const data = finished ? { ...change, finishedAt: new Date() } : change;
  await shop.db.prisma.backfill.update({ where: { shopId: shop.id }, data });
}
