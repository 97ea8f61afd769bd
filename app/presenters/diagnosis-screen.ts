import { isoOf, type Day } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import type { CalendarBody } from '../domain/prepared/calendar.ts';
import { CHANGE_SPANS, type ChangeBody, type ChangeSpan } from '../domain/prepared/change.ts';
import { SPANS, type Span } from '../domain/reports/month-tables.ts';
import type { Shop } from '../store/database.ts';
import type { KnownShop } from '../store/shops.ts';
import { calendarRows, type CalendarRow } from './calendar-rows.ts';
import { ceilingAt, type Ceiling } from './diagnosis-ceiling.ts';
import { changeShown, type ChangeShown } from './diagnosis-change.ts';
import { lifeCycle, type LifeCycle } from './diagnosis-cycle.ts';
import { listTable, type ListTable } from './diagnosis-ledger.ts';
import { lastDayOf, shownMonths, type ShownMonths } from './month.ts';
import { readyShop, type Unready } from './readiness.ts';
import { reportScreen, type Opened, type ReportScreen } from './report-screen.ts';
import { thresholdsOf, type Thresholds } from './thresholds.ts';

/** How many months カレンダー診断表 reaches back. */
const CALENDAR_MONTHS = 36;

/** What the address asks of the page; whatever it does not understand is as if it were not there. */
export interface DiagnosisAsked {
  /** ISO month; null: the newest. */
  month: string | null;
  part: DiagnosisPart;
  span: Span;
  since: ChangeSpan;
}

export const DIAGNOSIS_PARTS = ['list', 'calendar', 'cycle', 'change', 'ceiling'] as const;
export type DiagnosisPart = (typeof DIAGNOSIS_PARTS)[number];

/** Reads an address. */
export function diagnosisAsked(query: URLSearchParams): DiagnosisAsked {
  const among = <Value>(values: readonly Value[], name: string, unasked: Value): Value =>
    values.find((value) => String(value) === query.get(name)) ?? unasked;
  return {
    month: query.get('month'),
    part: among(DIAGNOSIS_PARTS, 'part', 'list'),
    span: among(SPANS, 'span', 6),
    since: among(CHANGE_SPANS, 'since', 1),
  };
}

/** One part of the diagnosis. */
export type DiagnosisShown =
  | { part: 'list'; table: ListTable }
  | {
      part: 'calendar';
      rows: CalendarRow[];
      /** ISO day up to which 2回目転換率 is prepared; null: it is being made. */
      secondOrdersAsOf: string | null;
    }
  | { part: 'cycle'; cycle: LifeCycle }
  | { part: 'change'; since: ChangeSpan; screen: ReportScreen<ChangeShown, null> }
  | { part: 'ceiling'; ceiling: Ceiling | null; rows: CalendarRow[] };

/** The page of list diagnosis at the end of a month. */
export interface DiagnosisScreen {
  timezone: string;
  currency: string;
  thresholds: Thresholds;
  months: ShownMonths;
  /** ISO day. */
  end: string;
  shown: DiagnosisShown;
}

/** The prepared reports that the page opens when it needs them. */
export interface DiagnosisReports {
  calendar: () => Promise<Opened<CalendarBody>>;
  /** @param month ISO month; empty: the newest. */
  change: (month: string) => Promise<Opened<ChangeBody>>;
}

/** The part asked for, at the end of the month asked for. @param now epoch milliseconds. */
export async function diagnosisScreen(
  shop: Shop,
  asked: DiagnosisAsked,
  reports: DiagnosisReports,
  now: number,
): Promise<DiagnosisScreen | Unready | 'building'> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return known;
  const [months, thresholds] = await Promise.all([
    shownMonths(shop, asked.month),
    thresholdsOf(shop, known.currency),
  ]);
  if (!thresholds) return 'reading';
  if (!months) return 'building';
  const end = lastDayOf(months.month);
  return {
    timezone: known.timezone,
    currency: known.currency,
    thresholds,
    months,
    end: isoOf(end),
    shown: await partOf({ shop, known, asked, reports, now, months }, end),
  };
}

interface Making {
  shop: Shop;
  known: KnownShop;
  asked: DiagnosisAsked;
  reports: DiagnosisReports;
  now: number;
  months: ShownMonths;
}

async function partOf(making: Making, end: Day): Promise<DiagnosisShown> {
  const { shop, known, asked } = making;
  const unit = 10 ** digitsOf(known.currency);
  switch (asked.part) {
    case 'list':
      return { part: 'list', table: await listTable(shop, end, unit) };
    case 'calendar':
      return { part: 'calendar', ...(await calendarPart(making, end, unit)) };
    case 'cycle':
      return { part: 'cycle', cycle: await lifeCycle(shop, end, asked.span) };
    case 'change':
      return { part: 'change', since: asked.since, screen: await changePart(making, unit) };
    case 'ceiling': {
      const rows = calendarRows(shop, end, CALENDAR_MONTHS, unit, null);
      return { part: 'ceiling', ceiling: await ceilingAt(shop, end), rows: await rows };
    }
  }
}

async function calendarPart({ shop, reports }: Making, end: Day, unit: number) {
  const opened = await reports.calendar();
  const body = opened.state === 'ready' ? opened.body : null;
  return {
    rows: await calendarRows(shop, end, CALENDAR_MONTHS, unit, body),
    secondOrdersAsOf: opened.state === 'ready' ? opened.asOf : null,
  };
}

/** The newest month is asked for as such, for that is made every night. */
function changePart({ shop, asked, reports, months, now }: Making, unit: number) {
  const month = months.month === months.all[0] ? '' : months.month;
  return reportScreen(shop, {
    question: null,
    now,
    open: () => reports.change(month),
    show: (body: ChangeBody) => changeShown(shop, body, asked.since, unit),
  });
}
