import { Temporal } from 'temporal-polyfill';

/** A calendar day, as days since 1970-01-01: what a shop's own calendar says, without a clock or a zone. */
export type Day = number & { readonly __brand: 'Day' };

const MS_PER_DAY = 86_400_000;
const EPOCH = Temporal.PlainDate.from('1970-01-01');
/** Zones change their offset only at whole quarters of an hour (UTC) since 1972. */
const QUARTER_MS = 900_000;

/** Reads the day of an instant (epoch milliseconds) off one time zone's calendar. */
export type Calendar = (instant: number) => Day;

/**
 * The calendar of a time zone, safe across daylight saving: offsets come from the zone database,
 * once for each quarter of an hour asked for.
 *
 * @param timezone IANA name, e.g. `Asia/Tokyo`.
 * @throws RangeError for a name the zone database does not know.
 */
export function calendarOf(timezone: string): Calendar {
  const offsets = new Map<number, number>();
  const offsetAt = (quarter: number): number => {
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const instant = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_MS);
    const offset = instant.toZonedDateTimeISO(timezone).offsetNanoseconds / 1e6;
    offsets.set(quarter, offset);
    return offset;
  };
  offsetAt(0);
  return (instant) => {
    const offset = offsetAt(Math.floor(instant / QUARTER_MS));
    return Math.floor((instant + offset) / MS_PER_DAY) as Day;
  };
}

/** The day of an ISO date (`2026-01-31`). @throws RangeError when it is none. */
export function dayOf(iso: string): Day {
  return EPOCH.until(Temporal.PlainDate.from(iso)).days as Day;
}

/** The ISO date of a day. */
export function isoOf(day: Day): string {
  return EPOCH.add({ days: day }).toString();
}

/** The day so many days later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return (day + days) as Day;
}
