import { Temporal } from 'temporal-polyfill';

/** A calendar day, as days since 1970-01-01: what a shop's own calendar says, without a clock or a zone. */
export type Day = number & { readonly __brand: 'Day' };

const MS_PER_DAY = 86_400_000;
const EPOCH = Temporal.PlainDate.from('1970-01-01');
/** Reads the day of an instant (epoch milliseconds) off one time zone's calendar. */
export type Calendar = (instant: number) => Day;

/** A stretch of time in which a zone keeps one offset from UTC; epoch milliseconds. */
interface Span {
  from: number;
  to: number;
  offset: number;
}

/**
 * The calendar of a time zone, safe across daylight saving: the zone database is asked once for
 * each stretch between two changes of its offset.
 *
 * @param timezone IANA name, e.g. `Asia/Tokyo`.
 * @throws RangeError for a name the zone database does not know.
 */
export function calendarOf(timezone: string): Calendar {
  const spans = [spanAt(0, timezone)];
  return (instant) => {
    let span = spans.find(({ from, to }) => from <= instant && instant < to);
    if (!span) {
      span = spanAt(instant, timezone);
      spans.unshift(span);
    }
    return Math.floor((instant + span.offset) / MS_PER_DAY) as Day;
  };
}

function spanAt(instant: number, timezone: string): Span {
  const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone);
  const previous = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const next = moment.getTimeZoneTransition('next');
  return {
    from: previous?.epochMilliseconds ?? -Infinity,
    to: next?.epochMilliseconds ?? Infinity,
    offset: moment.offsetNanoseconds / 1e6,
  };
}

/** The day of an ISO date (`2026-01-31`). @throws RangeError when it is none. */
export function dayOf(iso: string): Day {
  return EPOCH.until(Temporal.PlainDate.from(iso)).days as Day;
}

/** The ISO date of a day. */
export function isoOf(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, -'T00:00:00.000Z'.length);
}

/** The day so many days later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return (day + days) as Day;
}
