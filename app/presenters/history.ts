import type { Shop } from '../store/database.ts';
import { historyWindow } from '../store/history-window.ts';
import type { Holdings } from '../store/sync.ts';

/** How far back the numbers go. */
export interface History {
  /** The app may read all orders. */
  all: boolean;
  /** From this instant on orders are known (epoch milliseconds); null: all of them. */
  since: number | null;
  imported: number;
  /** Orders of customers: how many Shopify counts, and how many are here; null while they are being counted. */
  told: number | null;
  held: number | null;
}

/** How far back the shop's orders are known. @param counting of the orders; null while they are being counted. */
export async function historyOf(shop: Shop, counting: Promise<Holdings | null>): Promise<History> {
  const [{ all, since, imported }, counts] = await Promise.all([historyWindow(shop), counting]);
  return {
    ...{ all, imported },
    since: since?.getTime() ?? null,
    told: counts?.told ?? null,
    held: counts?.held ?? null,
  };
}
