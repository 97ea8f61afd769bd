import { z } from 'zod';
import { newcomerMonths } from '../reports/newcomer-months.ts';
import { orderDaysOf } from '../reports/order-days.ts';
import { isoMonth } from '../reports/order-month.ts';
import type { Ratio } from '../reports/tally.ts';
import { preparedReport } from './report.ts';

const Question = z.object({});
/** It is asked nothing: all months are in it. */
export type CalendarQuestion = z.infer<typeof Question>;

/** What became of new customers, by month. */
export interface CalendarBody {
  months: {
    /** ISO month. */
    month: string;
    secondOrder: Ratio;
    within90: Ratio;
  }[];
}

/** What カレンダー診断表 and the health report need beside the month tables: second orders of new customers. */
export const calendar = preparedReport<CalendarQuestion, CalendarBody>({
  key: 'calendar',
  params: Question,
  collect(_, { asOf }) {
    const newcomers = newcomerMonths(asOf);
    return {
      add: ({ history }) => {
        newcomers.add({ orderDays: orderDaysOf(history, asOf) });
      },
      result: () => ({
        months: newcomers.result().map(({ month, ...rates }) => ({
          month: isoMonth(month),
          ...rates,
        })),
      }),
    };
  },
});
