import type { Shop } from '../store/database.ts';
import { readBackfill } from '../store/readings.ts';
import { hasBuyers } from '../store/boards.ts';
import { hasStale } from '../store/recompute.ts';
import { readKnownShop, type KnownShop } from '../store/shops.ts';

/** Why a page has nothing to show: the orders are being read, could not be, or there are none. */
export type Unready = 'reading' | 'failed' | 'empty';

/**
 * The shop as its pages need it, or why they have nothing to show. While customers wait for their first
 * place, nobody can say that there is none.
 */
export async function readyShop(shop: Shop): Promise<KnownShop | Unready> {
  const [known, backfill, buyers] = await Promise.all([
    readKnownShop(shop),
    readBackfill(shop),
    hasBuyers(shop),
  ]);
  if (known && buyers) return known;
  if (backfill?.status === 'failed') return 'failed';
  if (!known || backfill?.status !== 'done') return 'reading';
  return (await hasStale(shop)) ? 'reading' : 'empty';
}

/** Why somebody may not be known yet; null when all that there is has been read. */
export async function unreadyOf(shop: Shop): Promise<Exclude<Unready, 'empty'> | null> {
  const ready = await readyShop(shop);
  return ready === 'reading' || ready === 'failed' ? ready : null;
}
