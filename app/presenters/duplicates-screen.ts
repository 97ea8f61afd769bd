import { likelyDuplicates, type Duplicates } from '../store/customer-keys.ts';
import type { Shop } from '../store/database.ts';
import { readShop } from '../store/shops.ts';

const SHOWN = 100;

/** Customers who may be one person, and by what they are alike. */
export interface ShownDuplicates {
  kind: Duplicates['kind'];
  customers: string[];
}

/** Likely duplicates. */
export interface DuplicatesScreen {
  /** Shopify lets the app see what duplicates are found by. */
  allowed: boolean;
  groups: ShownDuplicates[];
  /** There are more groups than are shown. */
  more: boolean;
}

/** The customers who may be one person, newest first. */
export async function duplicatesScreen(shop: Shop): Promise<DuplicatesScreen> {
  const [{ protectedData }, found] = await Promise.all([
    readShop(shop),
    likelyDuplicates(shop, SHOWN + 1),
  ]);
  const groups = found.slice(0, SHOWN).map(({ kind, customers }) => ({
    kind,
    customers: customers.map(String),
  }));
  return { allowed: protectedData === 2, groups, more: found.length > SHOWN };
}
