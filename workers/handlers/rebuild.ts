import { readBackfill } from '#app/store/readings.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { hasFirings } from '#app/store/flow-firings.ts';
import { isLookDue, lookForNear } from '#app/store/flow-near.ts';
import { isComparisonDue } from '#app/store/cutoffs.ts';
import type { Shop } from '#app/store/database.ts';
import { currentSettings } from '#app/store/settings.ts';
import { hasOutdated, hasStale, recomputeNext, type Turn } from '#app/store/recompute.ts';
import { daysBehind } from '#app/store/sweep.ts';
import type { Context } from '../context.ts';
import { computingOf } from '../recomputing.ts';

const BATCH = 1_000;
/** While one batch is written the next one is computed. */
const LANES = 2;
/** After so long another shop has its turn. */
const TURN_MS = 20_000;

/** Brings up to date whoever is marked, or follows older settings; killed anywhere, it goes on from there. */
export async function rebuild(shop: Shop, context: Context): Promise<void> {
  if ((await readBackfill(shop))?.status !== 'done') return;
  if (!(await isReady(shop, context))) {
    await context.enqueue('compare', { shopId: shop.id });
    return;
  }
  const who = (await hasOutdated(shop)) ? 'outdated' : 'stale';
  const walk = { who, after: -1n as CustomerId } satisfies Turn;
  const until = Date.now() + TURN_MS;
  const lanes = Array.from({ length: LANES }, () => drain(shop, context, walk, until));
  const results = await Promise.allSettled(lanes);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason as Error;
  if (await hasStale(shop)) await context.enqueue('rebuild', { shopId: shop.id });
  await context.enqueue('write-tags', { shopId: shop.id });
  await lookAhead(shop, context);
  if (await hasFirings(shop)) await context.enqueue('fire-flow', { shopId: shop.id });
}

async function drain(shop: Shop, context: Context, walk: Turn, until: number): Promise<void> {
  while (!context.stopping.aborted && Date.now() < until) {
    const computing = await computingOf(shop, context);
    if (!computing) return;
    const done = await recomputeNext(shop, walk, BATCH, computing);
    const last = done.at(-1);
    if (last === undefined) return;
    if (last > walk.after) walk.after = last;
  }
}

/** Once a day, when everybody is as old as the day is, Flow is told of changes that come near. */
async function lookAhead(shop: Shop, context: Context): Promise<void> {
  const computing = await computingOf(shop, context);
  if (!computing || !(await isLookDue(shop, computing.today))) return;
  if ((await daysBehind(shop, computing.today)) > 0) return;
  const models = (await currentSettings(shop))?.settings.tagging.models ?? [];
  await lookForNear(shop, computing.today, models);
}

/** Customers wait for a comparison that is due: they would be recomputed again after it. */
async function isReady(shop: Shop, context: Context): Promise<boolean> {
  const [computing, settings] = await Promise.all([
    computingOf(shop, context),
    currentSettings(shop),
  ]);
  return (
    computing !== null &&
    settings !== null &&
    !(await isComparisonDue(shop, settings, computing.today))
  );
}
