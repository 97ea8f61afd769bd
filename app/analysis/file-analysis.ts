import { dayOf, type Day } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import type { Settings } from '../domain/settings.ts';
import { BadFile } from '../files/bad-file.ts';
import { readEventsFile } from '../files/events-file.ts';
import { readOrdersFile, type OrderFile } from '../files/orders-file.ts';
import type { FileSource } from '../files/source.ts';
import { analyse, type Analysis } from './analysis.ts';
import { Buyers } from './buyers.ts';
import { Ledger } from './ledger.ts';
import { settingsFrom } from './settings-file.ts';
import { lastCountedDay, totalsOf, type Totals } from './totals.ts';

const DEFAULT_CURRENCY = 'JPY';
/** Stands for the day of a file without a counted order: nobody is looked at on it. */
const NEVER = dayOf('0001-01-01');

/** What to analyse, and how. */
export interface FileAnalysisOptions {
  orders: FileSource;
  /** Relationship and contract events. */
  events: FileSource | null;
  /** Null: the day of the last counted order. */
  asOf: Day | null;
  timezone: string;
  /** Null: the file's, or JPY. */
  currency: string | null;
  /** What a settings file holds; null: the defaults. */
  settings: unknown;
  onProgress?: (bytesRead: number) => void;
}

/** A file of orders, read and classified. */
export interface FileAnalysis {
  currency: string;
  digits: number;
  timezone: string;
  settings: Settings;
  totals: Totals;
  eventsOfUnknownCustomers: number;
  /** Null when no order counts and no day was asked for. */
  asOf: Day | null;
  analysis: Analysis;
}

/** Files that cannot be used, in the order in which they were read. */
export class BadFiles extends Error {
  override name = 'BadFiles';
  readonly files: readonly BadFile[];

  constructor(files: readonly BadFile[]) {
    super(files.map(({ message }) => message).join('; '));
    this.files = files;
  }
}

/**
 * Reads a file of orders (and one of events) and classifies all its customers.
 *
 * @throws BadFiles with what is wrong in either file; BadSettings.
 */
export async function analyseFile(options: FileAnalysisOptions): Promise<FileAnalysis> {
  const { timezone } = options;
  const ledger = new Ledger();
  const { file, strangers } = await readFiles(ledger, options);
  const currency = file.currency ?? DEFAULT_CURRENCY;
  const digits = digitsOf(currency);
  const asOf = options.asOf ?? lastCountedDay(ledger, digits);
  const scope = { asOf: asOf ?? NEVER, digits, returns: file.form === 'plain' };
  const totals = totalsOf(ledger, scope);
  const { amount: sum, orders } = totals.counted;
  const settings = settingsFrom(options.settings, currency, { sum, orders: BigInt(orders) });
  const analysis = analyse(new Buyers(ledger, scope), scope.asOf, settings);
  const eventsOfUnknownCustomers = strangers.filter((day) => day <= scope.asOf).length;
  return { currency, digits, timezone, settings, totals, eventsOfUnknownCustomers, asOf, analysis };
}

/** Reads both files to their ends, so that all that is wrong with them is said at once. */
async function readFiles(ledger: Ledger, options: FileAnalysisOptions) {
  const [file, wrongOrders] = await attempt(readOrders(ledger, options));
  const idOf = file?.form === 'shopify' ? (id: string) => id.toLowerCase() : (id: string) => id;
  const [strangers, wrongEvents] = await attempt(readEvents(ledger, options, idOf));
  if (file === null || strangers === null) {
    throw new BadFiles([wrongOrders, wrongEvents].filter((wrong) => wrong !== null));
  }
  return { file, strangers };
}

async function attempt<Result>(
  reading: Promise<Result>,
): Promise<[Result, null] | [null, BadFile]> {
  try {
    return [await reading, null];
  } catch (error) {
    if (error instanceof BadFile) return [null, error];
    throw error;
  }
}

async function readOrders(ledger: Ledger, options: FileAnalysisOptions): Promise<OrderFile> {
  const { timezone, currency, onProgress } = options;
  return readOrdersFile(
    options.orders,
    { timezone, currency, ...(onProgress && { onProgress }) },
    (row) => ledger.take(row),
  );
}

/**
 * The days of the events of customers whom no order names.
 *
 * @param idOf what the orders call the customer of an event: e-mails are lower-cased there.
 */
async function readEvents(
  ledger: Ledger,
  options: FileAnalysisOptions,
  idOf: (id: string) => string,
): Promise<Day[]> {
  const strangers: Day[] = [];
  ledger.closeOrders();
  if (!options.events) return strangers;
  await readEventsFile(options.events, options.timezone, ({ customerId, ...event }) => {
    if (!ledger.addEvent(idOf(customerId), event)) strangers.push(event.day);
  });
  return strangers;
}
