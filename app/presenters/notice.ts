import type { Shop } from '../store/database.ts';
import { historyWindow } from '../store/history-window.ts';
import { readBackfill } from '../store/readings.ts';
import { readShop } from '../store/shops.ts';
import { countErased, oldestDeliveryAge, sinceLastLook, untoldOrders } from '../store/sync.ts';

/** Deliveries wait for longer than this only when something is wrong. */
const LATE_SECONDS = 5 * 60;
/** Changes are looked for every half hour: six in vain are too many. */
const STALE_SECONDS = 3 * 60 * 60;

/** Why the numbers of every page may not be quite right; the gravest first. */
export type Notice =
  | { kind: 'failed' | 'reading' }
  | { kind: 'stale'; hours: number }
  | { kind: 'late'; minutes: number }
  | { kind: 'lost'; orders: number };

/** What every page says of itself. */
export interface Ground {
  notice: Notice | null;
  erasedCustomers: number;
  /** From which instant on orders are known (`at` null: all of them); null while none is. */
  window: { at: number | null; timezone: string } | null;
}

/** Whether the pages' numbers are whole, and what was erased from them. */
export async function groundOf(shop: Shop): Promise<Ground> {
  const [notice, { customers }, { all, since }, { timezone }] = await Promise.all([
    noticeOf(shop),
    countErased(shop),
    historyWindow(shop),
    readShop(shop),
  ]);
  return {
    notice,
    erasedCustomers: customers,
    window:
      timezone && isRead(notice) && (all || since)
        ? { at: since?.getTime() ?? null, timezone }
        : null,
  };
}

function isRead(notice: Notice | null): boolean {
  return notice?.kind !== 'failed' && notice?.kind !== 'reading';
}

/** Why the numbers may not be quite right; null when they are. */
export async function noticeOf(shop: Shop): Promise<Notice | null> {
  const backfill = await readBackfill(shop);
  if (!backfill) return null;
  if (backfill.status === 'failed') return { kind: 'failed' };
  if (backfill.status !== 'done') return { kind: 'reading' };
  const [age, look, lost] = await Promise.all([
    oldestDeliveryAge(shop),
    sinceLastLook(shop),
    untoldOrders(shop),
  ]);
  if (look !== null && look > STALE_SECONDS) {
    return { kind: 'stale', hours: Math.floor(look / 3600) };
  }
  if (age > LATE_SECONDS) return { kind: 'late', minutes: Math.floor(age / 60) };
  return lost > 0 ? { kind: 'lost', orders: lost } : null;
}
