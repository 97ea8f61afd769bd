import { calendarOf, isoOf, type Day } from '../domain/day.ts';
import { paramsText, type PreparedReport } from '../domain/prepared/report.ts';
import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import {
  askForReport,
  noteReportSeen,
  readReport,
  type MadeReport,
  type ReportRow,
} from '../store/reports.ts';
import { currentSettings } from '../store/settings.ts';
import { readKnownShop } from '../store/shops.ts';

/** A report as a page gets it. */
export type OpenedReport<Body> =
  | {
      state: 'ready';
      body: Body;
      /** ISO day: the last one that is in it. */
      asOf: string;
      /** Epoch milliseconds. */
      madeAt: number;
      /** A newer one is being made. */
      renewing: boolean;
    }
  | { state: 'making'; done: number; all: number | null }
  | { state: 'failed' };

/** A report that was quick to make is made anew when it is older than this and somebody looks. */
const QUICK_MS = 20_000;
const OLD_MS = 10 * 60_000;

/**
 * What a report says as it was made last. One that is not there, or not of today and by the present
 * settings, is asked for.
 */
export async function openReport<Params, Body>(
  shop: Shop,
  enqueue: Enqueue,
  { key }: PreparedReport<Params, Body>,
  params: Params,
  now: number,
): Promise<OpenedReport<Body>> {
  const name = { key, params: paramsText(params) };
  const row = await readReport(shop, name);
  const wanted = row?.askedAt ?? null;
  if (wanted === null && (row === null || (await isDue(shop, row, now)))) {
    await askForReport(shop, name);
    await enqueue('build-reports', { shopId: shop.id });
    return shown(row, true);
  }
  if (row) await noteReportSeen(shop, name);
  return shown(row, wanted !== null);
}

/** Has a report counted anew now. */
export async function renewReport<Params, Body>(
  shop: Shop,
  enqueue: Enqueue,
  { key }: PreparedReport<Params, Body>,
  params: Params,
): Promise<void> {
  await askForReport(shop, { key, params: paramsText(params) });
  await enqueue('build-reports', { shopId: shop.id });
}

/** Nobody asks again by looking at a report that failed. */
async function isDue(shop: Shop, { made, failure }: ReportRow, now: number): Promise<boolean> {
  if (failure !== null) return false;
  if (made === null) return true;
  const [known, current] = await Promise.all([readKnownShop(shop), currentSettings(shop)]);
  if (!known || !current) return false;
  const today: Day = calendarOf(known.timezone)(now);
  if (made.asOf < today || made.settingsVersion < current.version) return true;
  return made.tookMs < QUICK_MS && Date.now() - made.at.getTime() > OLD_MS;
}

function shown<Body>(row: ReportRow | null, renewing: boolean): OpenedReport<Body> {
  if (row?.made) return { state: 'ready', ...partsOf<Body>(row.made), renewing };
  if (row?.failure) return { state: 'failed' };
  return { state: 'making', done: row?.done ?? 0, all: row?.all ?? null };
}

function partsOf<Body>({ body, asOf, at }: MadeReport) {
  return { body: body as Body, asOf: isoOf(asOf), madeAt: at.getTime() };
}
