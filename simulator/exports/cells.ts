import { shopTime } from '../webhooks/shop-time.ts';

/** A row of an export; columns that are left out are empty. */
export type Row<Column extends string> = Partial<Record<Column, string | number>>;

/** An instant as Shopify's exports write it: 2026-05-01 10:00:00 +0900, in the shop's time. */
export function exportTime(instant: string, timeZone: string): string {
  const [, day, time, hours, minutes] =
    /^(.*)T(.*)([+-]\d\d):(\d\d)$/.exec(shopTime(instant, timeZone)) ?? [];
  return `${day} ${time} ${hours}${minutes}`;
}

/** A number that a spreadsheet is to leave as it stands, behind the apostrophe Shopify gives it. */
export function asText(number: string | null | undefined): string {
  return number ? `'${number}` : '';
}

export function yesNo(said: boolean): string {
  return said ? 'yes' : 'no';
}
