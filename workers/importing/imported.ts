import type { Shop } from '#app/store/database.ts';
import type { KnownShop } from '#app/store/shops.ts';
import type { Context } from '../context.ts';

/** What taking over a file needs. */
export interface ImportContext extends Pick<Context, 'stopping' | 'enqueue'> {
  shop: Shop;
  known: KnownShop;
}

/** What became of a file, for its report; null when somebody else goes on with it. */
export type Imported = object | null;
