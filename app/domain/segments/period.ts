import { z } from 'zod';
import { addDays, dayOf, type Day } from '../day.ts';

const FIRST_DAY = dayOf('0001-01-01');
/** No condition looks beyond this day. */
export const LAST_DAY = dayOf('9999-12-31');
const MOST_DAYS = 36_525;

/** A day as a condition names it: days since 1970-01-01. */
export const NamedDay = z
  .int()
  .min(FIRST_DAY)
  .max(LAST_DAY)
  .transform((day) => day as Day);

/** A number of days, a century at most. */
export const DayCount = z.int().nonnegative().max(MOST_DAYS);

const Ever = z.strictObject({ kind: z.literal('ever') });

/** From one day to before another; null: open on that side. */
const Between = z
  .strictObject({
    kind: z.literal('between'),
    from: NamedDay.nullable(),
    to: NamedDay.nullable(),
  })
  .refine(({ from, to }) => from === null || to === null || from < to, {
    error: 'the period is empty: from must lie before to',
    path: ['to'],
  });

/** So many days up to today, today being the first of them. */
const LastDays = z.strictObject({
  kind: z.literal('last-days'),
  days: DayCount.positive(),
});

/** The day of the first order: orders of one day cannot be told apart. */
const FirstOrder = z.strictObject({ kind: z.literal('first-order') });

/** When something happened. */
export const Period = z.discriminatedUnion('kind', [Ever, Between, LastDays]);
export type Period = z.infer<typeof Period>;

/** When something was bought. */
export const PurchasePeriod = z.discriminatedUnion('kind', [Ever, Between, LastDays, FirstOrder]);
export type PurchasePeriod = z.infer<typeof PurchasePeriod>;

/** What a period is measured from. */
export interface Measuring {
  today: Day;
  firstOrderDay: Day | null;
}

/** Whether a day lies in a period. */
export function contains(
  period: PurchasePeriod,
  day: Day,
  { today, firstOrderDay }: Measuring,
): boolean {
  switch (period.kind) {
    case 'ever':
      return true;
    case 'between':
      return (
        (period.from === null || period.from <= day) && (period.to === null || day < period.to)
      );
    case 'last-days':
      return today - day < period.days;
    case 'first-order':
      return day === firstOrderDay;
  }
}

/** The days on which entries of these days leave a period by themselves. */
export function leavingDays(period: PurchasePeriod, days: readonly Day[]): Day[] {
  return period.kind === 'last-days' ? days.map((day) => addDays(day, period.days)) : [];
}
