import { addDays, isoOf, type Day } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import type { CalendarBody } from '../domain/prepared/calendar.ts';
import { COHORT_DAYS } from '../domain/reports/newcomer-months.ts';
import type { Ratio } from '../domain/reports/tally.ts';
import type { Shop } from '../store/database.ts';
import { readMonthStocks } from '../store/months.ts';
import { calendarRows, type CalendarRow } from './calendar-rows.ts';
import { ceilingAt, type Ceiling } from './diagnosis-ceiling.ts';
import { listTable, type ListTable } from './diagnosis-ledger.ts';
import { lastDayOf, shownMonths, type ShownMonths } from './month.ts';
import { readyShop, type Unready } from './readiness.ts';
import type { Opened } from './report-screen.ts';
import { transitionsAt, type Transitions } from './transitions.ts';

/** The calendar of the sheet: a year, and the same month a year before. */
const MONTHS = 13;

/** One page on the health of a shop's list at the end of a month. */
export interface HealthSheet {
  timezone: string;
  currency: string;
  /** What the shop is called; null while that is not known. */
  name: string | null;
  /** The shop's address in Shopify. */
  domain: string;
  /** ISO month and its last day. */
  month: string;
  end: string;
  /** When the months were summed, epoch milliseconds. */
  builtAt: number;
  /** Oldest first; the last is the month itself. */
  rows: CalendarRow[];
  list: ListTable;
  transitions: Transitions;
  ceiling: Ceiling | null;
  /** Customers at the month's end; today's numbers would not be those of the month. */
  vip: number;
  atRisk: number;
  /** The newest month of newcomers who have all had 90 days by the end; null: none, or not prepared. */
  cohort: { month: string; within90: Ratio } | null;
  /** The second orders are still being counted. */
  preparing: boolean;
}

/** The page with its preview. */
export interface HealthScreen {
  months: ShownMonths;
  sheet: HealthSheet;
}

/** The health of a month. @param asked ISO month; null: the newest. */
export async function healthScreen(
  shop: Shop,
  asked: string | null,
  openCalendar: () => Promise<Opened<CalendarBody>>,
): Promise<HealthScreen | Unready | 'building'> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return known;
  const months = await shownMonths(shop, asked);
  if (!months) return 'building';
  const { timezone, currency, name, domain } = known;
  const end = lastDayOf(months.month);
  const unit = 10 ** digitsOf(currency);
  const opened = await openCalendar();
  const body = opened.state === 'ready' ? opened.body : null;
  const [rows, list, transitions, ceiling, vip, atRisk] = await Promise.all([
    calendarRows(shop, end, MONTHS, unit, body),
    listTable(shop, end, unit),
    transitionsAt(shop, end),
    ceilingAt(shop, end),
    standing(shop, end, 'vip', 'vip'),
    standing(shop, end, 'lifecycle', 'at-risk'),
  ]);
  const sheet = {
    ...{ timezone, currency, name, domain, rows, list, transitions, ceiling, vip, atRisk },
    month: months.month,
    end: isoOf(end),
    builtAt: months.builtAt,
    cohort: body && ripeCohort(body, end),
    preparing: opened.state === 'making',
  };
  return { months, sheet };
}

async function standing(shop: Shop, end: Day, model: string, state: string): Promise<number> {
  const stocks = await readMonthStocks(shop, { model, from: end, to: end });
  return stocks.find((each) => each.state === state)?.customers ?? 0;
}

/** Those who joined in a month had all had their days at the end of another, whatever came since. */
function ripeCohort({ months }: CalendarBody, end: Day): HealthSheet['cohort'] {
  const ripe = months.filter(
    ({ month, within90 }) =>
      within90.value !== null && addDays(lastDayOf(month), COHORT_DAYS) <= end,
  );
  return ripe.at(-1) ?? null;
}
