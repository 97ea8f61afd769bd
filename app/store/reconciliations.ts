import type { Shop } from './database.ts';

/** One look at the orders that changed in the store within a time. */
export interface Reconciliation {
  id: bigint;
  updatedFrom: Date;
  updatedTo: Date;
  /** Where the next page begins; null: at the start. */
  cursor: string | null;
  /** Orders looked at so far, and those of them that had been missed. */
  seen: number;
  mended: number;
}

/** A time is looked at again by so much: Shopify's search may lag behind its orders. */
const OVERLAP_MS = 10 * 60_000;
const EVERY_MS = 30 * 60_000;
/** So many are kept for a person to read. */
const KEPT = 200;

/** From `now` (the store's clock) on changes are watched: what was before is read by the backfill. */
export async function beginWatermark(shop: Shop, now: number): Promise<void> {
  const at = new Date(now);
  await shop.db.prisma.reconciliation.create({
    data: { shopId: shop.id, status: 'done', updatedFrom: at, updatedTo: at, finishedAt: at },
  });
}

/** Whether a look is unfinished, or the last one is long enough ago by the store's clock. */
export async function isReconciliationDue(shop: Shop, now: number): Promise<boolean> {
  const last = await lastReconciliation(shop);
  if (!last) return true;
  return last.status !== 'done' || last.updatedTo.getTime() + EVERY_MS <= now;
}

/**
 * The look to go on with: an unfinished one, else a new one from a little before the end of the
 * last to `now`; without a last one, from the beginning of time.
 */
export async function currentReconciliation(shop: Shop, now: number): Promise<Reconciliation> {
  const last = await lastReconciliation(shop);
  if (last && last.status !== 'done') return last;
  const from = last ? last.updatedTo.getTime() - OVERLAP_MS : 0;
  return shop.db.prisma.reconciliation.create({
    data: {
      shopId: shop.id,
      status: 'running',
      updatedFrom: new Date(from),
      updatedTo: new Date(now),
    },
  });
}

/** Records a page; its orders are stored already. */
export async function notePage(
  shop: Shop,
  id: bigint,
  page: { cursor: string | null; seen: number; mended: number },
): Promise<void> {
  await shop.db.prisma.reconciliation.update({
    where: { shopId_id: { shopId: shop.id, id } },
    data: {
      cursor: page.cursor,
      seen: { increment: page.seen },
      mended: { increment: page.mended },
    },
  });
}

/** Ends a look; the next begins where it ended. Old ones are forgotten. */
export async function finishReconciliation(shop: Shop, id: bigint): Promise<void> {
  await shop.db.prisma.reconciliation.update({
    where: { shopId_id: { shopId: shop.id, id } },
    data: { status: 'done', finishedAt: new Date() },
  });
  await shop.db.sql.query(
    `delete from reconciliation where shop_id = $1 and id <=
       (select id from reconciliation where shop_id = $1 order by id desc offset $2 limit 1)`,
    [shop.id, KEPT],
  );
}

/** The newest look; null before the first. */
export function lastReconciliation(shop: Shop) {
  return shop.db.prisma.reconciliation.findFirst({
    where: { shopId: shop.id },
    orderBy: { id: 'desc' },
  });
}
