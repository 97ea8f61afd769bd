import { calendarOf } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import { hasBuyers } from '../store/boards.ts';
import type { Shop } from '../store/database.ts';
import { currentSettings, type SettingsVersion } from '../store/settings.ts';
import { readKnownShop, type KnownShop } from '../store/shops.ts';
import { activityOf, type ActivityReport } from './activity.ts';
import { attentionOf, type Attention } from './attention.ts';
import { fallingAsleep, type FallingAsleep } from './falling-asleep.ts';
import { firstSteps, type FirstStep } from './first-steps.ts';
import { progressOf, type Progress } from './progress.ts';
import { lastChanges, type ShownChange } from './tag-changes.ts';
import { quickOffer, type TaggingOffer } from './tagging-offer.ts';

const SHOWN_CHANGES = 5;

/** What can be shown once the shop's customers are placed. */
export interface Overview extends ActivityReport {
  timezone: string;
  currency: string;
  /** Null once everything a merchant does first is done. */
  steps: Record<FirstStep, boolean> | null;
  /** Null once tagging has been started. */
  offer: TaggingOffer | null;
  attention: Attention[];
  asleep: FallingAsleep;
  changes: ShownChange[];
}

/** The first page. */
export interface HomeScreen {
  progress: Progress;
  /** Null until the first read of the orders has ended; 'empty' where nobody has bought. */
  overview: Overview | 'empty' | null;
}

/** The first page as of an instant (epoch milliseconds). */
export async function homeScreen(shop: Shop, now: number): Promise<HomeScreen> {
  const [progress, known, current, anybody] = await Promise.all([
    progressOf(shop),
    readKnownShop(shop),
    currentSettings(shop),
    hasBuyers(shop),
  ]);
  const placed = ['tagging', 'idle'].includes(progress.work.step);
  if (!known || !current || !placed) return { progress, overview: null };
  return { progress, overview: anybody ? await overviewOf(shop, known, current, now) : 'empty' };
}

async function overviewOf(
  shop: Shop,
  known: KnownShop,
  { settings, version }: SettingsVersion,
  now: number,
): Promise<Overview> {
  const { timezone, currency, taggingStartedAt } = known;
  const today = calendarOf(timezone)(now);
  const unit = 10 ** digitsOf(currency);
  const [activity, asleep, steps, offer, changes] = await Promise.all([
    activityOf(shop, today, unit),
    fallingAsleep(shop, settings, today, unit),
    firstSteps(shop, { settings, version, taggingStartedAt }),
    taggingStartedAt ? null : quickOffer(shop),
    lastChanges(shop, SHOWN_CHANGES),
  ]);
  const attention = await attentionOf(shop, today, asleep);
  return { timezone, currency, ...activity, steps, offer, attention, asleep, changes };
}
