import { dayOf, type Day } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import { COHORT_MONTHS, UNKNOWN } from '../domain/prepared/cohorts.ts';
import type {
  CohortChoice,
  CohortRow,
  CohortsBody,
  CohortsQuestion,
} from '../domain/prepared/cohorts.ts';
import { isoMonth, monthOf, type Month } from '../domain/reports/order-month.ts';
import type { Shop } from '../store/database.ts';
import { listChannels } from '../store/places.ts';
import { reportScreen, type Opened, type ReportScreen } from './report-screen.ts';

export type { CohortMonth, CohortRow, CohortsQuestion } from '../domain/prepared/cohorts.ts';

/** A calendar month as conditions name it. */
export interface CalendarMonth {
  /** ISO month. */
  month: string;
  /** Its first day and the first day after it, as days since 1970-01-01. */
  from: Day;
  to: Day;
}

/** Something that a first order can be of; the name is null where it has none. */
export interface NamedChoice extends CohortChoice {
  name: string | null;
}

/** What the page of cohorts shows; money in minor units. */
export interface CohortsShown {
  minorPerUnit: number;
  /** The cohorts that are shown, the newest first. */
  rows: CohortRow[];
  /** All of them and a year more, the oldest first. */
  all: CohortRow[];
  /** The months of `all` up to today, without a gap. */
  calendar: CalendarMonth[];
  choices: Record<'product' | 'channel' | 'source', NamedChoice[]>;
}
export type CohortsScreen = ReportScreen<CohortsShown, CohortsQuestion> & {
  /** How many months can be chosen. */
  spans: readonly number[];
};

/** The page of cohorts. */
export async function cohortsScreen(
  shop: Shop,
  open: () => Promise<Opened<CohortsBody>>,
  question: CohortsQuestion,
  now: number,
): Promise<CohortsScreen> {
  const screen = await reportScreen(shop, {
    ...{ question, now, open },
    show: async ({ rows, choices }, { currency }, asOf) => {
      const calendar = calendarTo(dayOf(asOf), rows[0]?.month);
      const { products, channels, sources } = choices;
      const names = new Map((await listChannels(shop)).map(({ id, name }) => [id, name]));
      return {
        minorPerUnit: 10 ** digitsOf(currency),
        all: rows,
        rows: shownCohorts(rows, question, dayOf(asOf)),
        calendar,
        choices: {
          product: products.map(({ title, ...choice }) => ({ ...choice, name: title })),
          channel: channels.map((choice) => named(choice, names.get(choice.id) ?? choice.id)),
          source: sources.map((choice) => named(choice, choice.id)),
        },
      };
    },
  });
  return { ...screen, spans: COHORT_MONTHS };
}

/** The cohorts of the months that are asked for, the newest first. */
export function shownCohorts(
  rows: readonly CohortRow[],
  { months }: CohortsQuestion,
  asOf: Day,
): CohortRow[] {
  const first = isoMonth((monthOf(asOf) - months) as Month);
  return rows.filter(({ month }) => month >= first).toReversed();
}

function named(choice: CohortChoice, name: string): NamedChoice {
  return { ...choice, name: choice.id === UNKNOWN ? null : name };
}

/** The months from one to that of a day. @param first ISO month; the day's own without it. */
function calendarTo(day: Day, first: string | undefined): CalendarMonth[] {
  const last = monthOf(day);
  const from = first === undefined ? last : monthOf(dayOf(`${first}-01`));
  return Array.from({ length: last - from + 1 }, (_, index) => {
    const month = (from + index) as Month;
    return { month: isoMonth(month), from: startOf(month), to: startOf((month + 1) as Month) };
  });
}

function startOf(month: Month): Day {
  return dayOf(`${isoMonth(month)}-01`);
}
