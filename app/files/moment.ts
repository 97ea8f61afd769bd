import { calendarOf, type Day } from '../domain/day.ts';
import { shopClock } from './shop-clock.ts';

/** What a date text says. */
export interface Moment {
  /** The day on the shop's calendar. */
  day: Day;
  /** Epoch milliseconds; the start of the day when the text names no time. */
  instant(): number;
}

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

const DATE = String.raw`([1-9]\d{3})([-/])(\d{1,2})\2(\d{1,2})`;
const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?`;
const OFFSET = String.raw`Z|UTC|[+-]\d{2}(?::?\d{2})?`;
const MOMENT = new RegExp(String.raw`^${DATE}(?:(?:T|\s+)${TIME}(?:\s*(${OFFSET}))?)?$`);

/**
 * A reader of dates as shops export and people type them: `2024-01-05`, `2024/1/5 9:03`,
 * `2024-01-05T09:03:00.5Z`, `2024-01-05 09:03:00 +0900`. A time with an offset is converted to the
 * shop's zone, one without is shop time (the earlier of two equal ones, the later side of a gap).
 * Null for what is no date.
 *
 * @param timezone IANA name.
 * @throws RangeError for a zone that is none.
 */
export function momentReader(timezone: string): (text: string) => Moment | null {
  const dayIn = calendarOf(timezone);
  const clock = shopClock(timezone);
  return (text) => {
    const parts = MOMENT.exec(text.trim());
    if (!parts) return null;
    const day = dayOfParts(Number(parts[1]), Number(parts[3]), Number(parts[4]));
    if (day === null) return null;
    if (parts[5] === undefined) return { day, instant: () => clock.startOf(day) };
    const time = timeOfParts(parts);
    if (time === null) return null;
    if (parts[9] === undefined) return { day, instant: () => clock.instantAt(day, time) };
    const offset = minutesOf(parts[9]);
    if (offset === null) return null;
    const instant = day * MS_PER_DAY + time - offset * MS_PER_MINUTE;
    return { day: dayIn(instant), instant: () => instant };
  };
}

function dayOfParts(year: number, month: number, day: number): Day | null {
  if (month < 1 || month > 12 || day < 1) return null;
  if (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return (Date.UTC(year, month - 1, day) / MS_PER_DAY) as Day;
}

/** Milliseconds since midnight; what is finer than that is cut off. */
function timeOfParts(parts: RegExpExecArray): number | null {
  const [hour, minute, second] = [Number(parts[5]), Number(parts[6]), Number(parts[7] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const milliseconds = parts[8] === undefined ? 0 : Number(parts[8].slice(0, 3).padEnd(3, '0'));
  return (hour * 60 + minute) * MS_PER_MINUTE + second * 1000 + milliseconds;
}

/** Minutes east of UTC. */
function minutesOf(offset: string): number | null {
  if (offset === 'Z' || offset === 'UTC') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', ''));
  if (hours > 23 || minutes > 59) return null;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
