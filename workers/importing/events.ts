import { readImportedEvents } from '#app/files/imported-events.ts';
import { fileInMemory } from '#app/files/source.ts';
import type { Shop } from '#app/store/database.ts';
import { addEvents, type NewEvent } from '#app/store/events.ts';
import { moveUpload, type Upload } from '#app/store/uploads.ts';
import type { ImportContext, Imported } from './imported.ts';

const BATCH = 2_000;

/** Takes over the good rows of a file of events, from where it stands. */
export async function importEvents(
  { shop, known, stopping, enqueue }: ImportContext,
  upload: Upload,
  body: Uint8Array,
): Promise<Imported> {
  const source = fileInMemory(upload.fileName, body);
  const { rows, bad, events } = await readImportedEvents(source, known.timezone);
  const facts = events.map(({ nth, ...event }): NewEvent => {
    return { ...event, source: 'csv', sourceKey: String(nth), by: upload.uploadedBy };
  });
  for (let from = upload.rowsDone; from < facts.length; from += BATCH) {
    if (stopping.aborted) return null;
    if (!(await takeOver(shop, upload.id, facts, from))) return null;
    await enqueue('rebuild', { shopId: shop.id });
  }
  return { rows, errors: bad };
}

/** Events and progress are one transaction: every event is counted once. */
function takeOver(
  shop: Shop,
  uploadId: bigint,
  facts: readonly NewEvent[],
  from: number,
): Promise<boolean> {
  const batch = facts.slice(from, from + BATCH);
  return shop.db.transaction(async (sql) => {
    const step = { from, to: from + batch.length, counts: {} };
    if (!(await moveUpload(shop, uploadId, step, sql))) return false;
    const { added, alreadyThere, unknown } = await addEvents(shop, batch, sql);
    const counts = { added, hadAlready: alreadyThere, ofNobody: unknown };
    return moveUpload(shop, uploadId, { from: step.to, to: step.to, counts }, sql);
  });
}
