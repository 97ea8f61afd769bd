import { reportByKey } from '#app/domain/prepared/catalog.ts';
import type { ReportCustomer, ReportFrame } from '#app/domain/prepared/report.ts';
import { calendarOf } from '#app/domain/day.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import type { Tally } from '#app/domain/reports/tally.ts';
import type { Shop } from '#app/store/database.ts';
import { firstOrderDay } from '#app/store/months.ts';
import { readBackfill } from '#app/store/readings.ts';
import { currentCutoffs } from '#app/store/cutoffs.ts';
import { reportCustomers, reportProducts, unitCosts } from '#app/store/report-customers.ts';
import {
  askedReports,
  dropReport,
  failReport,
  keepReport,
  noteReportProgress,
  type ReportName,
} from '#app/store/reports.ts';
import { currentSettings } from '#app/store/settings.ts';
import { countBuyers } from '#app/store/boards.ts';
import { readKnownShop } from '#app/store/shops.ts';
import type { Context } from '../context.ts';

const BATCH = 2_000;
const NOTE_MS = 1_000;

/** A report that is being made. */
interface Making {
  name: ReportName;
  tally: Tally<ReportCustomer, unknown>;
  /** What went wrong with it; the others are made all the same. */
  failure: Error | null;
}

/**
 * Makes all reports that somebody waits for, in one pass over the customers. Killed anywhere, it
 * begins again.
 */
export async function buildReports(shop: Shop, context: Context): Promise<void> {
  const frame = await frameOf(shop, context);
  const { names, until } = await askedReports(shop);
  if (!frame || names.length === 0) return;
  const began = Date.now();
  const makings = await makingsOf(shop, names, frame);
  if (!(await countAll(shop, makings, frame, context))) return;
  const { asOf, settingsVersion } = frame;
  for (const making of makings) {
    await keep(shop, making, { asOf, settingsVersion, until, tookMs: Date.now() - began }, context);
  }
}

/** Everything but the customers; null while the past is still being read. */
async function frameOf(shop: Shop, { now }: Context) {
  const [known, current, cutoffs, backfill] = await Promise.all([
    readKnownShop(shop),
    currentSettings(shop),
    currentCutoffs(shop),
    readBackfill(shop),
  ]);
  if (!known || !current || backfill?.status !== 'done') return null;
  const dayIn = calendarOf(known.timezone);
  return {
    dayIn,
    asOf: dayIn(await now()),
    firstOrderDay: await firstOrderDay(shop, dayIn),
    currency: known.currency,
    settings: current.settings,
    settingsVersion: current.version,
    cuts: cutoffs?.cutoffs?.rfm ?? null,
    products: await reportProducts(shop),
  };
}

type Frame = NonNullable<Awaited<ReturnType<typeof frameOf>>>;

/** What cannot be asked for any more is forgotten. */
async function makingsOf(
  shop: Shop,
  names: readonly ReportName[],
  frame: ReportFrame,
): Promise<Making[]> {
  const makings: Making[] = [];
  for (const name of names) {
    const tally = reportByKey(name.key)?.collectText(name.params, frame);
    if (tally) makings.push({ name, tally, failure: null });
    else await dropReport(shop, name);
  }
  return makings;
}

/** @returns false when the work has to stop. */
async function countAll(
  shop: Shop,
  makings: Making[],
  { dayIn, settings: { counting } }: Frame,
  { stopping }: Context,
): Promise<boolean> {
  const names = makings.map(({ name }) => name);
  const [costs, all] = await Promise.all([unitCosts(shop), countBuyers(shop)]);
  await noteReportProgress(shop, names, 0, all);
  let done = 0;
  let noted = Date.now();
  for (let after: CustomerId | null = null; ;) {
    if (stopping.aborted) return false;
    const customers: ReportCustomer[] = await reportCustomers(shop, after, BATCH, dayIn, {
      ...{ costs, counting },
    });
    const last = customers.at(-1);
    if (!last) return true;
    for (const making of makings) addAll(making, customers);
    after = last.id;
    done += customers.length;
    if (Date.now() - noted < NOTE_MS) continue;
    await noteReportProgress(shop, names, done, all);
    noted = Date.now();
  }
}

function addAll(making: Making, customers: readonly ReportCustomer[]): void {
  if (making.failure !== null) return;
  try {
    for (const customer of customers) making.tally.add(customer);
  } catch (error) {
    making.failure = error instanceof Error ? error : new Error(String(error));
  }
}

async function keep(
  shop: Shop,
  { name, tally, failure }: Making,
  pass: Parameters<typeof keepReport>[3],
  { logger }: Context,
): Promise<void> {
  try {
    if (failure !== null) throw failure;
    await keepReport(shop, name, tally.result(), pass);
  } catch (error) {
    logger.error({ err: error, shopId: shop.id, report: name.key }, 'a report cannot be made');
    await failReport(shop, name, String(error), pass.asOf);
  }
}
