import { z } from 'zod';
import { moneyReader } from '../domain/money.ts';
import { defaultSettings, Settings, type OrderTotals } from '../domain/settings.ts';

/** Any part of the settings; amounts in the currency's own unit, as `summary.json` shows them. */
const SettingsFile = z.record(z.string(), z.record(z.string(), z.unknown()));

/** The settings a file asks for cannot be used. */
export class BadSettings extends Error {
  override name = 'BadSettings';
}

/**
 * The settings of an analysis: a shop's defaults, but for what the file says.
 *
 * @param json what the file holds; null without one.
 * @throws BadSettings naming each setting that cannot be used.
 */
export function settingsFrom(json: unknown, currency: string, totals: OrderTotals): Settings {
  const defaults: Record<string, object> = { ...defaultSettings(currency, totals) };
  const file = SettingsFile.safeParse(json ?? {});
  if (!file.success) throw new BadSettings(z.prettifyError(file.error));
  const merged = { ...defaults };
  for (const [model, own] of Object.entries(inMinorUnits(file.data, currency))) {
    merged[model] = model === 'rfm' ? own : { ...defaults[model], ...own };
  }
  const settings = Settings.safeParse(merged);
  if (!settings.success) throw new BadSettings(z.prettifyError(settings.error));
  return settings.data;
}

/** The settings as a file would say them. @param digits of the currency. */
export function settingsToShow(settings: Settings, digits: number): object {
  const inUnits = (minor: number) => minor / 10 ** digits;
  const { cpm, rfm } = settings;
  return {
    ...settings,
    cpm: { ...cpm, amount: inUnits(cpm.amount) },
    rfm: rfm.cuts === 'fixed' ? { ...rfm, amounts: rfm.amounts.map(inUnits) } : rfm,
  };
}

function inMinorUnits(file: z.infer<typeof SettingsFile>, currency: string): typeof file {
  const read = moneyReader(currency);
  const minor = (amount: unknown) => {
    if (typeof amount !== 'number') return amount;
    try {
      return read(String(amount));
    } catch (error) {
      throw new BadSettings((error as Error).message);
    }
  };
  const { cpm, rfm, ...others } = file;
  return {
    ...others,
    ...(cpm && { cpm: 'amount' in cpm ? { ...cpm, amount: minor(cpm.amount) } : cpm }),
    ...(rfm && {
      rfm: Array.isArray(rfm.amounts) ? { ...rfm, amounts: rfm.amounts.map(minor) } : rfm,
    }),
  };
}
