import { BadFile } from '#app/files/bad-file.ts';
import type { Shop } from '#app/store/database.ts';
import { readKnownShop } from '#app/store/shops.ts';
import { closeUpload, readUpload, readUploadBody } from '#app/store/uploads.ts';
import type { Context } from '../context.ts';
import { importEvents } from '../importing/events.ts';
import type { Imported } from '../importing/imported.ts';

/** Takes over a file that a merchant has accepted; killed anywhere, it goes on from the last rows. */
export async function importUpload(
  shop: Shop,
  uploadId: bigint,
  { stopping, enqueue }: Context,
): Promise<void> {
  const upload = await readUpload(shop, uploadId);
  const known = await readKnownShop(shop);
  if (upload?.status !== 'accepted' || !known) return;
  const body = await readUploadBody(shop, uploadId);
  if (!body) return;
  const context = { shop, known, stopping, enqueue };
  try {
    const report: Imported = await importEvents(context, upload, body);
    if (report) await closeUpload(shop, uploadId, { status: 'done', report });
  } catch (error) {
    if (!(error instanceof BadFile)) throw error;
    await closeUpload(shop, uploadId, { status: 'failed', report: { reason: error.message } });
  }
}
