import type { CustomerId } from '../ids.ts';
import { codeOf, type MonthSheet, type StatedModel } from '../reports/month-tables.ts';
import type { Settings } from '../settings.ts';
import { ABC_CLASSES } from './abc.ts';
import { DECILES } from './decile.ts';
import { LAYERS } from './layer.ts';
import { RANKS, RFM_SEGMENTS } from './rfm.ts';
import { classesAgainst, type StoredCutoffs } from './stored.ts';
import type { Classes } from './classes.ts';

interface RelativeModel extends StatedModel {
  /** Reads the state off a customer's classes. */
  read: (classes: Classes) => string | null;
}

/** The models that compare a customer with the shop. */
export const RELATIVE_MODELS: readonly RelativeModel[] = [
  { key: 'rfm', states: RFM_SEGMENTS, read: ({ segment }) => segment },
  { key: 'rank', states: RANKS, read: ({ rank }) => rank },
  { key: 'layer', states: LAYERS, read: ({ layer }) => layer },
  { key: 'decile', states: DECILES, read: ({ decile }) => String(decile) },
  { key: 'abc', states: ABC_CLASSES, read: ({ abc }) => abc },
];

/**
 * Places the customer of a sheet, whose orders are read, in the relative models: at the end of each
 * month held against that month's cutoffs. In none where there are no cutoffs.
 *
 * @param cutoffs of each month of the sheet.
 * @param first index of the first relative model in the sheet.
 */
export function readClasses(
  sheet: MonthSheet,
  id: CustomerId,
  cutoffs: readonly (StoredCutoffs | null)[],
  settings: Settings,
  first: number,
): void {
  for (let month = 0; month < sheet.ends.length; month += 1) {
    const orders = sheet.orders[month] ?? 0;
    const held = orders > 0 ? cutoffs[month] : undefined;
    const departure = (sheet.ends[month] ?? 0) - (sheet.lastDay[month] ?? 0);
    const amount = sheet.amount[month] ?? 0;
    const classes = held && classesAgainst(held, { id, orders, amount, departure }, settings);
    for (let model = 0; model < RELATIVE_MODELS.length; model += 1) {
      const places = sheet.places[first + model];
      const relative = RELATIVE_MODELS[model];
      if (!places || !relative) continue;
      places[month] = orders === 0 ? 0 : codeOf(relative, classes ? relative.read(classes) : null);
    }
  }
}
