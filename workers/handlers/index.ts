import type { JobName, Payload } from '#app/queues/catalog.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { Shop } from '#app/store/database.ts';
import type { Context } from '../context.ts';
import { backfill } from './backfill.ts';
import { ingest } from './ingest.ts';
import { recompute } from './recompute.ts';
import { reconcile } from './reconcile.ts';
import { sweep } from './sweep.ts';
import { wake } from './wake.ts';
import { writeTags } from './write-tags.ts';

export type Handlers = {
  [Name in JobName]: (payload: Payload<Name>, context: Context) => Promise<void>;
};

/** Every job's handler, under the name the catalog gives it. */
export const HANDLERS: Handlers = {
  backfill: ofShop(backfill),
  ingest: ofShop(ingest),
  reconcile: ofShop(reconcile),
  sweep: ofShop(sweep),
  recompute: ofShop(recompute),
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
