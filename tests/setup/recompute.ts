import type { Day } from '#app/domain/day.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { Shop } from '#app/store/database.ts';
import { compare } from '#workers/handlers/compare.ts';
import { restate } from '#workers/handlers/restate.ts';
import { rebuild } from '#workers/handlers/rebuild.ts';
import { recompute } from '#workers/handlers/recompute.ts';
import type { Context } from '#workers/context.ts';
import { basisStamp } from '#app/store/basis-lock.ts';
import { recomputeNext, type Computing } from '#app/store/recompute.ts';

/** Recomputes up to `limit` customers as a test says, held against nothing. @returns how many. */
export async function recomputeSome(
  shop: Shop,
  limit: number,
  settingsVersion: number,
  compute: Computing['compute'],
): Promise<number> {
  const now = new Date('2026-06-30T03:00:00Z');
  const today = Math.floor(now.getTime() / 86_400_000) as Day;
  const done = await recomputeNext(shop, { who: 'outdated', after: -1n as CustomerId }, limit, {
    settingsVersion,
    cutoffId: 0n,
    basisStamp: await basisStamp(shop, shop.db.sql),
    today,
    now,
    prefix: 'kz-',
    withLines: false,
    compute,
  });
  return done.length;
}

/** Runs every job that brings customers up to date, as workers would one after another. */
export async function bringUpToDate(shop: Shop, context: Context): Promise<void> {
  await restate(shop, context);
  await compare(shop, context);
  await recompute(shop, context);
  await rebuild(shop, context);
}
