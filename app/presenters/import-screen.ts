import { z } from 'zod';
import { EVENT_KINDS, type EventKind } from '../domain/fact-sources.ts';
import type { Shop } from '../store/database.ts';
import { readShop } from '../store/shops.ts';
import { newestUploads, type Upload, type UploadStatus } from '../store/uploads.ts';
import { placeOf, type ScreenPlace } from './place.ts';

const SHOWN = 30;

const count = z.int().default(0);
const Row = z.object({ line: z.int(), reason: z.string() });

/** What uploads of every kind say of themselves; a preview and a report are parts of it. */
const Report = z.object({
  rows: count,
  good: count,
  alreadyThere: count,
  unknown: z.object({ count, first: z.array(z.string()).default([]) }).prefault({}),
  errors: z.object({ count, first: z.array(Row).default([]) }).prefault({}),
  kinds: z.partialRecord(z.enum(EVENT_KINDS), z.int()).default({}),
  added: count,
  hadAlready: count,
  ofNobody: count,
  reason: z.string().nullable().default(null),
  orders: count,
  from: z.iso.datetime().nullable().default(null),
  to: z.iso.datetime().nullable().default(null),
  matched: count,
  customers: count,
  unmatched: z.object({ count, first: z.array(z.string()).default([]) }).prefault({}),
  guests: count,
  customerErrors: z.object({ count }).nullable().default(null),
  saved: count,
});

/** What every file has, whatever it is about. */
interface AnyUpload {
  id: string;
  fileName: string;
  status: UploadStatus;
  /** Epoch milliseconds. */
  at: number;
  errors: { count: number; first: { line: number; reason: string }[] };
  /** Rows that would be new: of a file of orders those that Shopify has not told. */
  good: number;
  /** Rows that Shopify has told, or that are recorded already. */
  alreadyThere: number;
  /** How many rows are taken over, and how many of them were new. */
  done: number;
  added: number;
  /** Why a file could not be taken over. */
  reason: string | null;
}

/** A file of what customers did. */
export interface EventsUpload extends AnyUpload {
  kind: 'events';
  /** Rows below the header. */
  rows: number;
  unknown: { count: number; first: string[] };
  kinds: { kind: EventKind; events: number }[];
}

/** A file of older orders; instants in epoch milliseconds. */
export interface OrdersUpload extends AnyUpload {
  kind: 'orders';
  rows: number;
  from: number | null;
  to: number | null;
  /** Orders whose customer is known, how many customers those are, and orders of nobody we know. */
  matched: number;
  customers: number;
  unmatched: { count: number; first: string[] };
  guests: number;
  /** Rows of the file of customers that are of no use; null without such a file. */
  customerErrors: number | null;
}

/** A file that a merchant has handed in. */
export type ShownUpload = EventsUpload | OrdersUpload;

/** Files that bring what Shopify does not tell. */
export interface ImportScreen extends ScreenPlace {
  /** The one that waits for the merchant's word or is being taken over. */
  open: ShownUpload | null;
  past: ShownUpload[];
}

/** The files that were handed in, newest first. */
export async function importScreen(shop: Shop): Promise<ImportScreen> {
  const [row, events, orders] = await Promise.all([
    readShop(shop),
    newestUploads(shop, 'events', SHOWN),
    newestUploads(shop, 'orders', SHOWN),
  ]);
  const uploads = [...events, ...orders].sort((a, b) => (a.id < b.id ? 1 : -1));
  const shown = uploads.map(shownOf);
  const open = shown.find(({ status }) => status === 'previewed' || status === 'accepted') ?? null;
  return { ...placeOf(row), open, past: shown.filter((upload) => upload !== open) };
}

function shownOf({
  id,
  kind,
  fileName,
  status,
  uploadedAt,
  rowsDone,
  report,
}: Upload): ShownUpload {
  const said = Report.parse(report ?? {});
  const { errors, reason } = said;
  const any = { id: String(id), fileName, status, at: uploadedAt.getTime(), errors, reason };
  const moved = { done: rowsDone, added: kind === 'orders' ? said.saved : said.added };
  return kind === 'orders'
    ? { ...any, ...moved, ...ordersOf(said) }
    : { ...any, ...moved, ...eventsOf(said) };
}

function eventsOf({ rows, good, alreadyThere, unknown, kinds }: z.infer<typeof Report>) {
  return {
    kind: 'events' as const,
    rows,
    good,
    alreadyThere,
    unknown,
    kinds: EVENT_KINDS.flatMap((kind) => {
      const events = kinds[kind];
      return events ? [{ kind, events }] : [];
    }),
  };
}

function ordersOf(said: z.infer<typeof Report>) {
  const { orders, alreadyThere, from, to, matched, customers, unmatched, guests } = said;
  return {
    kind: 'orders' as const,
    rows: orders,
    good: Math.max(0, orders - alreadyThere),
    alreadyThere,
    from: from === null ? null : Date.parse(from),
    to: to === null ? null : Date.parse(to),
    matched,
    customers,
    unmatched,
    guests,
    customerErrors: said.customerErrors?.count ?? null,
  };
}
