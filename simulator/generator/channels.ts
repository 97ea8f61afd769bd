import type { Attribution, Location, Order, PurchasingCompany } from '../records.ts';
import type { Dice } from './dice.ts';

interface Channel {
  sourceName: string;
  app: NonNullable<Order['app']>;
  attribution: Attribution;
}

const channel = (sourceName: string, app: number, handle: string, name: string): Channel => ({
  sourceName,
  app: { id: `gid://shopify/App/${app}`, name },
  attribution: { handle, displayName: name },
});
const CHANNELS = {
  web: channel('web', 580_111, 'web', 'Online Store'),
  pos: channel('pos', 129_785, 'pos', 'Point of Sale'),
  shop: channel('3890849', 3_890_849, 'shop', 'Shop'),
  draft: channel('shopify_draft_order', 1_354_745, 'draft_orders', 'Draft Orders'),
} as const;

export const LOCATIONS: readonly Location[] = [
  { id: 'gid://shopify/Location/70000000001', name: '表参道店' },
  { id: 'gid://shopify/Location/70000032769', name: '京都三条店' },
];
const COMPANIES: readonly PurchasingCompany[] = ['白木旅館', 'あおば商事', '湊ホテル'].map(
  (name, index) => ({
    company: { id: `gid://shopify/Company/${90_000_000_001 + index * 32_768}`, name },
    location: { id: `gid://shopify/CompanyLocation/${90_000_000_002 + index * 32_768}`, name },
  }),
);
const BUSINESS_PIECES = 10;
const CHANCE = { shop: 0.06, draft: 0.02, business: 0.4 } as const;

/** The ways an order takes into the store. */
export type Placed = Pick<
  Order,
  'sourceName' | 'app' | 'attribution' | 'retailLocation' | 'purchasingCompany'
>;

/** Where an order was placed; imported orders tell nothing but that. */
export function placeOf(dice: Dice, source: 'import' | 'pos' | 'web', pieces: number): Placed {
  const nowhere = { app: null, attribution: null, retailLocation: null, purchasingCompany: null };
  if (source === 'import') return { ...nowhere, sourceName: 'import' };
  if (source === 'pos')
    return { ...nowhere, ...CHANNELS.pos, retailLocation: dice.pick(LOCATIONS) };
  if (pieces >= BUSINESS_PIECES && dice.chance(CHANCE.business))
    return { ...nowhere, ...CHANNELS.draft, purchasingCompany: dice.pick(COMPANIES) };
  if (dice.chance(CHANCE.draft)) return { ...nowhere, ...CHANNELS.draft };
  return { ...nowhere, ...(dice.chance(CHANCE.shop) ? CHANNELS.shop : CHANNELS.web) };
}
