export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
export const JST_MS = 9 * HOUR_MS;
export const END = Date.parse('2026-10-31T10:00:00+09:00');
export const START = END - 3 * 365 * DAY_MS;
/** The shop moved to Shopify a year and a half ago: older orders were imported on that day. */
export const MOVED = END - 548 * DAY_MS;

export function iso(at: number): string {
  return new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

/** The month in Japan, 1 to 12. */
export function monthOf(at: number): number {
  return new Date(at + JST_MS).getUTCMonth() + 1;
}
