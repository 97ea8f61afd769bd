import { Temporal } from 'temporal-polyfill';
import { addDays, isoOf, type Day } from '../domain/day.ts';

/** Turns what a clock in the shop shows into an instant, in epoch milliseconds. */
export interface ShopClock {
  startOf(day: Day): number;
  /** @param time milliseconds since midnight, as the clock shows them. */
  instantAt(day: Day, time: number): number;
}

const MS_PER_DAY = 86_400_000;
const REMEMBERED_DAYS = 10_000;

/**
 * The clock of a time zone. Among two equal times the earlier is meant, a time that a change of the
 * clocks leaves out counts from before the change. The zone database is asked once a day: only on
 * a day that has not 24 hours does an hour's instant depend on more than the day's start.
 */
export function shopClock(timezone: string): ShopClock {
  const starts = new Map<Day, number>();
  const startOf = (day: Day) => {
    let start = starts.get(day);
    if (start === undefined) {
      if (starts.size >= REMEMBERED_DAYS) starts.clear();
      start = Temporal.PlainDate.from(isoOf(day)).toZonedDateTime(timezone).epochMilliseconds;
      starts.set(day, start);
    }
    return start;
  };
  const instantAt = (day: Day, time: number) => {
    const start = startOf(day);
    if (startOf(addDays(day, 1)) - start === MS_PER_DAY) return start + time;
    const shown = Temporal.PlainDate.from(isoOf(day)).toPlainDateTime().add({ milliseconds: time });
    return shown.toZonedDateTime(timezone).epochMilliseconds;
  };
  return { startOf, instantAt };
}
