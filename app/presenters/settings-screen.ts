import { digitsOf } from '../domain/money.ts';
import { defaultSettings } from '../domain/settings.ts';
import type { ShopSettings } from '../domain/shop-settings.ts';
import { currentCutoffs } from '../store/cutoffs.ts';
import type { Shop } from '../store/database.ts';
import { orderTotals } from '../store/orders.ts';
import { currentSettings } from '../store/settings.ts';
import { readShop } from '../store/shops.ts';
import { placeOf, type ScreenPlace } from './place.ts';
import { readyShop, type Unready } from './readiness.ts';
import { FIELD_GROUPS, formValuesOf, type FieldGroup, type FormValues } from './settings-form.ts';

export type { Field, FieldGroup, FormValues, Unit } from './settings-form.ts';

/** How many of the smallest unit one unit of a shop's money has. */
export async function minorPerUnitOf(shop: Shop): Promise<number> {
  return 10 ** digitsOf(placeOf(await readShop(shop)).currency);
}

/** Every threshold of the models. */
export interface SettingsScreen extends ScreenPlace {
  /** The newest version; null while there is nothing to be set yet. */
  version: number | null;
  groups: readonly FieldGroup[];
  values: FormValues;
  defaults: FormValues;
  /** How many of the smallest unit one unit of money has. */
  minorPerUnit: number;
  /** Of the app's pages; null: the admin's. */
  language: NonNullable<ShopSettings['language']> | null;
  /** Why there is nothing to be set yet; null when there is. */
  unready: Unready | null;
}

/** The thresholds in force and what they are unless said otherwise. */
export async function settingsScreen(shop: Shop): Promise<SettingsScreen> {
  const [row, current, cutoffs, ready] = await Promise.all([
    readShop(shop),
    currentSettings(shop),
    currentCutoffs(shop),
    readyShop(shop),
  ]);
  const place = placeOf(row);
  const totals = place.currency === 'JPY' ? { sum: 0n, orders: 0n } : await orderTotals(shop);
  const minorPerUnit = 10 ** digitsOf(place.currency);
  const defaults = {
    ...defaultSettings(place.currency, totals),
    refreshCutoffs: 'weekly' as const,
  };
  return {
    ...place,
    version: current?.version ?? null,
    groups: FIELD_GROUPS,
    values: formValuesOf(
      current?.settings ?? defaults,
      minorPerUnit,
      cutoffs?.cutoffs?.rfm ?? null,
    ),
    defaults: formValuesOf(defaults, minorPerUnit),
    minorPerUnit,
    language: current?.settings.language ?? null,
    unready: current ? null : typeof ready === 'string' && ready !== 'empty' ? ready : 'reading',
  };
}

/** Versions as a page gets them: instants in epoch milliseconds. */
export function shownVersions<Version extends { at: Date; undoableUntil: Date | null }>(
  history: readonly Version[],
): (Omit<Version, 'at' | 'undoableUntil'> & { at: number; undoableUntil: number | null })[] {
  return history.map(({ at, undoableUntil, ...version }) => ({
    ...version,
    at: at.getTime(),
    undoableUntil: undoableUntil?.getTime() ?? null,
  }));
}
