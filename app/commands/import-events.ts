import type { EventKind } from '../domain/fact-sources.ts';
import type { BadRowSummary } from '../files/bad-file.ts';
import { readImportedEvents, type ImportedEvent } from '../files/imported-events.ts';
import { fileInMemory } from '../files/source.ts';
import type { Shop } from '../store/database.ts';
import { judgeEvents } from '../store/events.ts';
import { keepUpload } from '../store/uploads.ts';
import { readKnownShop } from '../store/shops.ts';
import { orRefusal, refuseTooLarge, SHOWN, type NewFile, type Previewed } from './uploads.ts';

const BATCH = 5_000;

/** What taking over a file of events would do. */
export interface EventsPreview {
  rows: number;
  /** Events that would be new. */
  good: number;
  alreadyThere: number;
  /** Rows of customers the shop does not have, and the first 20 of those customers. */
  unknown: { count: number; first: string[] };
  errors: BadRowSummary;
  /** New events by kind. */
  kinds: Partial<Record<EventKind, number>>;
}

/** Reads a file `customer_id,kind,at` and keeps it until the merchant decides; nothing else is changed. */
export function previewEvents(shop: Shop, file: NewFile): Promise<Previewed<EventsPreview>> {
  return orRefusal(async () => {
    refuseTooLarge(file);
    const known = await readKnownShop(shop);
    if (!known) return { refusal: 'the shop has not told its time zone yet' };
    const source = fileInMemory(file.name, file.bytes);
    const { rows, bad, events } = await readImportedEvents(source, known.timezone);
    if (rows === 0) return { refusal: `${file.name} has no rows below its header` };
    const preview = { rows, errors: bad, ...(await judgeAll(shop, events)) };
    const id = await keepUpload(shop, {
      kind: 'events',
      fileName: file.name,
      body: file.bytes,
      report: preview,
      by: file.by,
    });
    return { id, preview };
  });
}

type Judged = Omit<EventsPreview, 'rows' | 'errors'>;

async function judgeAll(shop: Shop, events: readonly ImportedEvent[]): Promise<Judged> {
  const judged: Judged = {
    good: 0,
    alreadyThere: 0,
    unknown: { count: 0, first: [] },
    kinds: {},
  };
  const strangers = new Set<string>();
  for (let from = 0; from < events.length; from += BATCH) {
    const batch = events.slice(from, from + BATCH);
    const verdicts = await judgeEvents(
      shop,
      batch.map(({ nth, ...event }) => ({ ...event, source: 'csv', sourceKey: String(nth) })),
    );
    for (const [index, { kind, customerId }] of batch.entries()) {
      if (verdicts[index] === 'new') {
        judged.good += 1;
        judged.kinds[kind] = (judged.kinds[kind] ?? 0) + 1;
      } else if (verdicts[index] === 'already-there') {
        judged.alreadyThere += 1;
      } else {
        judged.unknown.count += 1;
        strangers.add(String(customerId));
      }
    }
  }
  judged.unknown.first = [...strangers].slice(0, SHOWN);
  return judged;
}
