import type { JobName, Payload } from '#app/queues/catalog.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { Shop } from '#app/store/database.ts';
import { hasApp } from '#app/store/shops.ts';
import type { Context } from '../context.ts';
import { buildMonths } from './build-months.ts';
import { buildReports } from './build-reports.ts';
import { compare } from './compare.ts';
import { createSegments } from './create-segments.ts';
import { fireFlow } from './fire-flow.ts';
import { importUpload } from './import.ts';
import { ingest } from './ingest.ts';
import { preview } from './preview.ts';
import { read } from './read.ts';
import { readBack } from './read-back.ts';
import { rebuild } from './rebuild.ts';
import { recompute } from './recompute.ts';
import { restate } from './restate.ts';
import { sweep } from './sweep.ts';
import { wake } from './wake.ts';
import { writeChunks } from './write-chunks.ts';
import { writeMass } from './write-mass.ts';
import { writeMetafields } from './write-metafields.ts';
import { writeTags } from './write-tags.ts';

export type Handlers = {
  [Name in JobName]: (payload: Payload<Name>, context: Context) => Promise<void>;
};

/** Every job's handler, under the name the catalog gives it. */
export const HANDLERS: Handlers = {
  ingest: ({ shopId }, context) => ingest({ id: shopId as ShopId, db: context.db }, context),
  read: ({ shopId, readingId }, context) =>
    whileInstalled({ id: shopId as ShopId, db: context.db }, context, (shop) =>
      read(shop, BigInt(readingId), context),
    ),
  import: ({ shopId, uploadId }, context) =>
    whileInstalled({ id: shopId as ShopId, db: context.db }, context, (shop) =>
      importUpload(shop, BigInt(uploadId), context),
    ),
  preview: ({ shopId, draftId }, context) =>
    whileInstalled({ id: shopId as ShopId, db: context.db }, context, (shop) =>
      preview(shop, BigInt(draftId), context),
    ),
  'read-back': ofInstalledShop(readBack),
  sweep: ofInstalledShop(sweep),
  recompute: ofInstalledShop(recompute),
  rebuild: ofInstalledShop(rebuild),
  compare: ofInstalledShop(compare),
  restate: ofInstalledShop(restate),
  'build-months': ofInstalledShop(buildMonths),
  'build-reports': ofInstalledShop(buildReports),
  'write-tags': ofInstalledShop(writeTags),
  'write-mass': ofInstalledShop(writeMass),
  'write-chunks': ofInstalledShop(writeChunks),
  'write-metafields': ofInstalledShop(writeMetafields),
  'create-segments': ofInstalledShop(createSegments),
  'fire-flow': ofInstalledShop(fireFlow),
  wake: (_, context) => wake(context),
  heartbeat: (_, context) => {
    context.beat();
    return Promise.resolve();
  },
};

function ofInstalledShop(handle: (shop: Shop, context: Context) => Promise<void>) {
  return ({ shopId }: { shopId: number }, context: Context) =>
    whileInstalled({ id: shopId as ShopId, db: context.db }, context, (shop) =>
      handle(shop, context),
    );
}

/** A shop that has left, be it in the middle of the work, is no failure: nothing is to be done for it. */
async function whileInstalled(
  shop: Shop,
  { logger }: Context,
  work: (shop: Shop) => Promise<void>,
): Promise<void> {
  if (!(await hasApp(shop))) return;
  try {
    await work(shop);
  } catch (error) {
    if (await hasApp(shop)) throw error;
    logger.debug({ err: error }, 'the shop has left meanwhile');
  }
}
