import type { Shop } from '../store/database.ts';
import { historyWindow, ordersToldAndHeld } from '../store/history-window.ts';

/** How far back the numbers go. */
export interface History {
  /** The app may read all orders. */
  all: boolean;
  /** From this instant on orders are known (epoch milliseconds); null: all of them. */
  since: number | null;
  imported: number;
  /** Orders of customers: how many Shopify counts, and how many are here. */
  told: number;
  held: number;
}

/** How far back the shop's orders are known. */
export async function historyOf(shop: Shop): Promise<History> {
  const [{ all, since, imported }, counted] = await Promise.all([
    historyWindow(shop),
    ordersToldAndHeld(shop),
  ]);
  return { all, since: since?.getTime() ?? null, imported, ...counted };
}
