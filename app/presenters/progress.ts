import { readBackfill, rowsOf, type Backfill } from '../store/readings.ts';
import { countTaggable, countWaitingTags, newestTagChanges } from '../store/boards.ts';
import type { Shop } from '../store/database.ts';
import { monthsBuiltAt } from '../store/month-state.ts';
import { countStale, hasStale } from '../store/recompute.ts';
import { readShop, type ShopRow } from '../store/shops.ts';
import { hasPendingTags } from '../store/tag-states.ts';

/** So much of so much is done; `all` is null while nobody knows it yet. */
export interface Fraction {
  done: number;
  all: number | null;
}

/** How fast rows are read, and when they will be; null where nobody knows yet. */
export interface Speed {
  perSecond: number | null;
  secondsLeft: number | null;
}

/** What is being done for the shop right now. */
export type Work =
  | { step: 'waiting' }
  | { step: 'failed'; reason: string }
  | ({ step: 'reading'; orders: Fraction } & Speed)
  | { step: 'placing'; customers: Fraction }
  | { step: 'tagging'; customers: Fraction; paused: boolean }
  | { step: 'idle' };

/** Where the shop's work stands, and a text that changes with whatever the first page shows. */
export interface Progress {
  work: Work;
  pulse: string;
}

/** Asked every few seconds by every open page: while nothing is going on, a few looks at indexes. */
export async function progressOf(shop: Shop): Promise<Progress> {
  const [row, [newest], builtAt] = await Promise.all([
    readShop(shop),
    newestTagChanges(shop, 1),
    monthsBuiltAt(shop),
  ]);
  const work = (await backfillWork(shop)) ?? (await tagWork(shop, row));
  const shown = [newest?.id ?? 0, row.taggingStartedAt?.getTime(), builtAt?.getTime()];
  return { work, pulse: [work.step, ...shown].join('/') };
}

async function backfillWork(shop: Shop): Promise<Work | null> {
  const backfill = await readBackfill(shop);
  if (backfill?.status === 'failed') return { step: 'failed', reason: backfill.reason ?? '' };
  if (!backfill || backfill.status === 'waiting') return { step: 'waiting' };
  if (backfill.status !== 'done') {
    return { step: 'reading', orders: rowsOf(backfill), ...speedOf(backfill) };
  }
  if (!(await hasStale(shop))) return null;
  const { stale, all } = await countStale(shop);
  const first = stale > 0 && stale >= all / 2;
  return first ? { step: 'placing', customers: { done: all - stale, all } } : null;
}

/** A second of reading tells the speed; before, it is a guess. */
const MEASURED_AFTER_MS = 1_000;

function speedOf(backfill: Backfill): Speed {
  const perSecond = backfill.kinds
    .filter(({ status }) => status === 'reading')
    .reduce((sum, { rowsRead, readingSince }) => {
      const ms = readingSince ? Date.now() - readingSince.getTime() : 0;
      return ms < MEASURED_AFTER_MS ? sum : sum + (rowsRead * 1_000) / ms;
    }, 0);
  if (perSecond === 0) return { perSecond: null, secondsLeft: null };
  const { done, all } = rowsOf(backfill);
  const secondsLeft = all === null ? null : Math.ceil(Math.max(0, all - done) / perSecond);
  return { perSecond: Math.max(1, Math.round(perSecond)), secondsLeft };
}

async function tagWork(shop: Shop, { taggingStartedAt, taggingPausedAt }: ShopRow): Promise<Work> {
  if (!taggingStartedAt || !(await hasPendingTags(shop))) return { step: 'idle' };
  const [all, waiting] = await Promise.all([countTaggable(shop), countWaitingTags(shop)]);
  const customers = { done: Math.max(0, all - waiting), all: Math.max(all, waiting) };
  return { step: 'tagging', customers, paused: taggingPausedAt !== null };
}
