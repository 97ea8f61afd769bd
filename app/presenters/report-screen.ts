import { calendarOf, isoOf } from '../domain/day.ts';
import type { Shop } from '../store/database.ts';
import type { KnownShop } from '../store/shops.ts';
import { placeOf, type ScreenPlace } from './place.ts';
import { readyShop, type Unready } from './readiness.ts';

/** A report as `openReport` gives it. */
export type Opened<Body> =
  | { state: 'ready'; body: Body; asOf: string; madeAt: number; renewing: boolean }
  | { state: 'making'; done: number; all: number | null }
  | { state: 'failed' };

type Report<Shown> =
  | { state: 'ready'; shown: Shown; asOf: string; madeAt: number; renewing: boolean }
  | { state: 'making'; done: number; all: number | null }
  | { state: 'failed' };

/** The page of a report: why it has nothing to show, or what was asked and what it says. */
export type ReportScreen<Shown, Question> =
  | { unready: Unready }
  | {
      place: ScreenPlace;
      /** ISO day. */
      today: string;
      question: Question;
      report: Report<Shown>;
    };

/** How a page of a report comes about. */
interface Showing<Body, Shown, Question> {
  question: Question;
  /** Epoch milliseconds. */
  now: number;
  /** Opens the report; is asked only of a shop that has buyers. */
  open: () => Promise<Opened<Body>>;
  /** Makes of its body what the page shows. */
  show: (body: Body, known: KnownShop, asOf: string) => Shown | Promise<Shown>;
}

/** The page of a report. */
export async function reportScreen<Body, Shown, Question>(
  shop: Shop,
  { question, now, open, show }: Showing<Body, Shown, Question>,
): Promise<ReportScreen<Shown, Question>> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return { unready: known };
  const opened = await open();
  const today = isoOf(calendarOf(known.timezone)(now));
  const page = { place: placeOf(known), today, question };
  if (opened.state !== 'ready') return { ...page, report: opened };
  const { body, ...rest } = opened;
  return { ...page, report: { ...rest, shown: await show(body, known, rest.asOf) } };
}
