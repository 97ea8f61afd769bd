import type { ShopRow } from '../store/shops.ts';

/** What money and moments on a screen depend on. */
export interface ScreenPlace {
  timezone: string;
  currency: string;
}

/** The shop's calendar and currency; until Shopify was asked, there is no money to be shown. */
export function placeOf({ timezone, currency }: ShopRow): ScreenPlace {
  return { timezone: timezone ?? 'UTC', currency: currency ?? 'JPY' };
}
