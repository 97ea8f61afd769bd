import { calendarOf } from '../domain/day.ts';
import { measureTagWork } from '../store/boards.ts';
import type { Shop } from '../store/database.ts';
import { readKnownShop, readShop, type KnownShop } from '../store/shops.ts';
import { boardsOf, type Boards } from './boards.ts';
import { progressOf, type Progress } from './progress.ts';
import { lastChanges, type ShownChange } from './tag-changes.ts';
import { thresholdsOf, type Thresholds } from './thresholds.ts';

/** A customer's tags are added in one call of this many points. */
const POINTS_PER_CUSTOMER = 10;
/** Points a second of Shopify's smallest plan. */
const SMALLEST_RATE = 100;
const SHOWN_CHANGES = 20;

/** What *Start tagging* will do. */
export interface TaggingOffer {
  customers: number;
  tags: number;
  /** At the shop's budget. */
  minutes: number;
  prefix: string;
}

/** What can be shown once the shop's customers are placed. */
export interface Overview {
  timezone: string;
  currency: string;
  boards: Boards;
  thresholds: Thresholds;
  /** Null once tagging has been started. */
  offer: TaggingOffer | null;
  changes: ShownChange[];
}

/** The first page. */
export interface HomeScreen {
  progress: Progress;
  /** Null until the first read of the orders has ended. */
  overview: Overview | null;
}

/** The first page as of an instant (epoch milliseconds). */
export async function homeScreen(shop: Shop, now: number): Promise<HomeScreen> {
  const [progress, known] = await Promise.all([progressOf(shop), readKnownShop(shop)]);
  const placed = ['tagging', 'idle'].includes(progress.work.step);
  return { progress, overview: known && placed ? await overviewOf(shop, known, now) : null };
}

/** What *Start tagging* would do now. */
export async function taggingOffer(shop: Shop): Promise<TaggingOffer> {
  const [{ tagPrefix }, work] = await Promise.all([readShop(shop), measureTagWork(shop)]);
  const { customers, tags, restoreRate } = work;
  const seconds = (customers * POINTS_PER_CUSTOMER) / (restoreRate ?? SMALLEST_RATE);
  return { customers, tags, minutes: Math.max(1, Math.ceil(seconds / 60)), prefix: tagPrefix };
}

async function overviewOf(shop: Shop, known: KnownShop, now: number): Promise<Overview | null> {
  const { timezone, currency, tagPrefix, taggingStartedAt } = known;
  const thresholds = await thresholdsOf(shop, currency);
  if (!thresholds) return null;
  const [boards, offer, changes] = await Promise.all([
    boardsOf(shop, calendarOf(timezone)(now)),
    taggingStartedAt ? null : taggingOffer(shop),
    lastChanges(shop, tagPrefix, SHOWN_CHANGES),
  ]);
  return { timezone, currency, boards, thresholds, offer, changes };
}
