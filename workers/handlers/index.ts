import type { JobName, Payload } from '#app/queues/catalog.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { Shop } from '#app/store/database.ts';
import type { Context } from '../context.ts';
import { importUpload } from './import.ts';
import { ingest } from './ingest.ts';
import { read } from './read.ts';
import { readBack } from './read-back.ts';
import { recompute } from './recompute.ts';
import { restate } from './restate.ts';
import { sweep } from './sweep.ts';
import { wake } from './wake.ts';
import { writeTags } from './write-tags.ts';

export type Handlers = {
  [Name in JobName]: (payload: Payload<Name>, context: Context) => Promise<void>;
};

/** Every job's handler, under the name the catalog gives it. */
export const HANDLERS: Handlers = {
  ingest: ofShop(ingest),
  read: ({ shopId, readingId }, context) =>
    read({ id: shopId as ShopId, db: context.db }, BigInt(readingId), context),
  import: ({ shopId, uploadId }, context) =>
    importUpload({ id: shopId as ShopId, db: context.db }, BigInt(uploadId), context),
  'read-back': ofShop(readBack),
  sweep: ofShop(sweep),
  recompute: ofShop(recompute),
  restate: ofShop(restate),
  'write-tags': ofShop(writeTags),
  wake: (_, context) => wake(context),
  heartbeat: (_, context) => {
    context.beat();
    return Promise.resolve();
  },
};

function ofShop(handle: (shop: Shop, context: Context) => Promise<void>) {
  return ({ shopId }: { shopId: number }, context: Context) =>
    handle({ id: shopId as ShopId, db: context.db }, context);
}
