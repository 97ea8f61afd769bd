import type { ShopId } from '../domain/ids.ts';
import type { Database, Shop } from './database.ts';

/** A count, and when it was made. */
export interface Counted<Row> {
  rows: Row[];
  /** Epoch milliseconds. */
  at: number;
  /** Shown for some minutes, for the shop is large: its moment is to be told. */
  kept: boolean;
}

/** Fewer customers are counted for every page: that takes some milliseconds. */
export const LARGE = 50_000;
/** So long a count is shown as it is, and so long while a newer one is being made. */
const FRESH_MS = 60_000;
const USABLE_MS = 15 * 60_000;

interface Entry<Row> {
  kept: Counted<Row> | null;
  /** A count that is being made. */
  running: Promise<Counted<Row>> | null;
}

/**
 * A count over all customers of a shop that is kept in this process when the shop is large: pages
 * share it, and whoever comes later has it made anew without waiting for it. It carries its moment.
 *
 * @param customersOf how many customers were counted.
 */
export function keptCount<Row>(
  read: (shop: Shop) => Promise<Row[]>,
  customersOf: (rows: readonly Row[]) => number,
  now: () => number = Date.now,
): (shop: Shop) => Promise<Counted<Row>> {
  const entries = new WeakMap<Database, Map<ShopId, Entry<Row>>>();
  const make = async (shop: Shop, entry: Entry<Row>): Promise<Counted<Row>> => {
    try {
      const rows = await read(shop);
      const counted = { rows, at: now(), kept: customersOf(rows) >= LARGE };
      entry.kept = counted.kept ? counted : null;
      return counted;
    } finally {
      entry.running = null;
    }
  };
  return async (shop) => {
    const entry = entryOf(entries, shop);
    const age = entry.kept ? now() - entry.kept.at : Infinity;
    if (entry.kept && age < FRESH_MS) return entry.kept;
    const running = (entry.running ??= make(shop, entry));
    if (!entry.kept || age >= USABLE_MS) return running;
    running.catch(() => undefined);
    return entry.kept;
  };
}

/** So long a page waits for a count that it can be shown without. */
const PATIENCE_MS = 250;

/** A count, unless it takes longer than a page waits: null, while it goes on for those who ask later. */
export async function soon<Row>(counting: Promise<Counted<Row>>): Promise<Counted<Row> | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      counting.catch(() => undefined);
      resolve(null);
    }, PATIENCE_MS);
  });
  return Promise.race([counting, late]).finally(() => {
    clearTimeout(timer);
  });
}

function entryOf<Row>(
  entries: WeakMap<Database, Map<ShopId, Entry<Row>>>,
  { db, id }: Shop,
): Entry<Row> {
  const shops = entries.get(db) ?? new Map<ShopId, Entry<Row>>();
  entries.set(db, shops);
  let entry = shops.get(id);
  if (!entry) shops.set(id, (entry = { kept: null, running: null }));
  return entry;
}
