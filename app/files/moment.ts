import { calendarOf, type Day } from '../domain/day.ts';
import { readMomentText } from './moment-text.ts';
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

/**
 * A reader of dates as shops export and people type them: `2024-01-05`, `2024/1/5 9:03`,
 * `2024-01-05T09:03:00.5Z`, `2024-01-05 09:03:00 +0900`. A time with an offset is converted to the
 * shop's zone, one without is shop time (the earlier of two equal ones, the later side of a gap).
 * Null for what is no date, and for years before 1000, which are slips of the pen.
 *
 * @param timezone IANA name.
 * @throws RangeError for a zone that is none.
 */
export function momentReader(timezone: string): (text: string) => Moment | null {
  const dayIn = calendarOf(timezone);
  const clock = shopClock(timezone);
  return (text) => {
    const said = readMomentText(text.trim());
    if (!said) return null;
    const { day, time, offset } = said;
    if (time === null) return { day, instant: () => clock.startOf(day) };
    if (offset === null) return { day, instant: () => clock.instantAt(day, time) };
    const instant = day * MS_PER_DAY + time - offset * MS_PER_MINUTE;
    return { day: dayIn(instant), instant: () => instant };
  };
}
