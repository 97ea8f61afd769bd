import type { Shop } from '../store/database.ts';
import { readOfflineToken } from '../store/offline-tokens.ts';
import { readShop } from '../store/shops.ts';

/** Every scope that Kizuna has a use for; the optional ones can be asked for at any time. */
const SCOPES = [
  { scope: 'read_orders', optional: false },
  { scope: 'read_all_orders', optional: true },
  { scope: 'read_customers', optional: false },
  { scope: 'write_customers', optional: false },
  { scope: 'read_customer_merge', optional: false },
  { scope: 'read_products', optional: false },
  { scope: 'read_inventory', optional: true },
  { scope: 'read_locations', optional: true },
] as const;
export type ScopeName = (typeof SCOPES)[number]['scope'];

/** A scope that Kizuna can use. */
export interface Permission {
  scope: ScopeName;
  granted: boolean;
  /** The merchant can be asked for it from within the app. */
  optional: boolean;
}

/** What the merchant and Shopify let the app see. */
export interface Permissions {
  scopes: Permission[];
  /** 0, 1 or 2 of Shopify's protected customer data; null until it was asked. */
  protectedData: 0 | 1 | 2 | null;
}

/** Which permissions the shop has given. */
export async function permissionsOf(shop: Shop): Promise<Permissions> {
  const [token, { protectedData }] = await Promise.all([readOfflineToken(shop), readShop(shop)]);
  const granted = new Set((token?.scope ?? '').split(',').map((scope) => scope.trim()));
  const scopes = SCOPES.map(({ scope, optional }) => ({
    scope,
    optional,
    granted: granted.has(scope) || granted.has(scope.replace('read_', 'write_')),
  }));
  return { scopes, protectedData: protectedData as Permissions['protectedData'] };
}
