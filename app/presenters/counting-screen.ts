import { COUNT_ALL, type Counting } from '../domain/counting.ts';
import type { FactSources } from '../domain/fact-sources.ts';
import { digitsOf } from '../domain/money.ts';
import type { Shop } from '../store/database.ts';
import { countOrdersByChannel, type ChannelOrders } from '../store/places.ts';
import { countingProgress } from '../store/restating.ts';
import { currentSettings } from '../store/settings.ts';
import { readShop } from '../store/shops.ts';
import { placeOf, type ScreenPlace } from './place.ts';
import type { Fraction } from './progress.ts';

/** What goes into the numbers, and where records come from. */
export interface CountingScreen extends ScreenPlace {
  /** The shop has settings that can be changed. */
  ready: boolean;
  counting: Counting;
  sources: FactSources;
  channels: ChannelOrders[];
  /** How far the orders are recounted; null when all are. */
  progress: Fraction | null;
  /** How many of the smallest unit one unit of money has. */
  minorPerUnit: number;
}

/** What counts now. */
export async function countingScreen(shop: Shop): Promise<CountingScreen> {
  const [row, current, channels, progress] = await Promise.all([
    readShop(shop),
    currentSettings(shop),
    countOrdersByChannel(shop),
    countingProgress(shop),
  ]);
  const place = placeOf(row);
  return {
    ...place,
    ready: current !== null,
    counting: current?.settings.counting ?? COUNT_ALL,
    sources: current?.settings.sources ?? [],
    channels,
    progress,
    minorPerUnit: 10 ** digitsOf(place.currency),
  };
}
