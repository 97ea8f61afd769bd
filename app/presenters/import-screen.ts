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
});

/** A file that a merchant has handed in. */
export interface ShownUpload {
  id: string;
  fileName: string;
  status: UploadStatus;
  /** Epoch milliseconds. */
  at: number;
  /** Rows below the header. */
  rows: number;
  /** Rows that would be new, were there already, or are of nobody the shop has. */
  good: number;
  alreadyThere: number;
  unknown: { count: number; first: string[] };
  errors: { count: number; first: { line: number; reason: string }[] };
  kinds: { kind: EventKind; events: number }[];
  /** Rows taken over so far, and what became of them. */
  done: number;
  added: number;
  /** Why a file could not be taken over. */
  reason: string | null;
}

/** Files that bring what Shopify does not tell. */
export interface ImportScreen extends ScreenPlace {
  /** The one that waits for the merchant's word or is being taken over. */
  open: ShownUpload | null;
  past: ShownUpload[];
}

/** The files that were handed in, newest first. */
export async function importScreen(shop: Shop): Promise<ImportScreen> {
  const [row, uploads] = await Promise.all([readShop(shop), newestUploads(shop, 'events', SHOWN)]);
  const shown = uploads.map(shownOf);
  const open = shown.find(({ status }) => status === 'previewed' || status === 'accepted') ?? null;
  return { ...placeOf(row), open, past: shown.filter((upload) => upload !== open) };
}

function shownOf({ id, fileName, status, uploadedAt, rowsDone, report }: Upload): ShownUpload {
  const said = Report.parse(report ?? {});
  return {
    id: String(id),
    fileName,
    status,
    at: uploadedAt.getTime(),
    rows: said.rows,
    good: said.good,
    alreadyThere: said.alreadyThere,
    unknown: said.unknown,
    errors: said.errors,
    kinds: EVENT_KINDS.flatMap((kind) => {
      const events = said.kinds[kind];
      return events ? [{ kind, events }] : [];
    }),
    done: rowsDone,
    added: said.added,
    reason: said.reason,
  };
}
