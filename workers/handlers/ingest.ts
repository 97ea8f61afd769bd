import { Failure } from '#app/domain/failure.ts';
import { moneyReader } from '#app/domain/money.ts';
import { Scopes } from '#app/shopify/scopes.ts';
import type { Shop } from '#app/store/database.ts';
import {
  claimDeliveries,
  releaseDeliveries,
  setAsideDelivery,
  type PendingDelivery,
} from '#app/store/inbox.ts';
import { readOfflineToken } from '#app/store/offline-tokens.ts';
import { hasStale } from '#app/store/recompute.ts';
import { readKnownShop } from '#app/store/shops.ts';
import type { Context } from '../context.ts';
import type { Applier, IngestContext } from '../ingest/applier.ts';
import { applierOf } from '../ingest/topics.ts';

const BATCH = 250;
const LEASE_SECONDS = 60;

/** Applies what Shopify has delivered, in any order of arrival, until nothing waits. */
export async function ingest(shop: Shop, context: Context): Promise<void> {
  const known = await readKnownShop(shop);
  if (!known) return;
  const token = await readOfflineToken(shop);
  const scopes = new Scopes(token?.scope ?? '');
  const within: IngestContext = {
    shop,
    context,
    money: moneyReader(known.currency),
    scopes,
    tagPrefix: known.tagPrefix,
  };
  while (!context.stopping.aborted) {
    const deliveries = await claimDeliveries(shop, BATCH, LEASE_SECONDS);
    if (deliveries.length === 0) return;
    await applyAll(deliveries, within);
    if (await hasStale(shop)) await context.enqueue('recompute', { shopId: shop.id });
  }
}

/** Every family of topics gets its turn, even if another one fails. */
async function applyAll(deliveries: PendingDelivery[], within: IngestContext): Promise<void> {
  const failures: unknown[] = [];
  for (const [apply, together] of Map.groupBy(deliveries, ({ topic }) => applierOf(topic))) {
    try {
      if (apply) await applyTogether(apply, together, within);
      else await setAside(together, within, ({ topic }) => `nobody handles ${topic}`);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/**
 * What Shopify is asked for may have to wait: then all wait. Anything else that goes wrong is found
 * by applying one delivery at a time, so that a poisoned one does not hold up the others.
 */
async function applyTogether(
  apply: Applier,
  deliveries: PendingDelivery[],
  within: IngestContext,
): Promise<void> {
  try {
    await apply(deliveries, within);
  } catch (error) {
    if (error instanceof Failure && error.remedy.kind === 'stop') {
      await setAside(deliveries, within, () => error.message);
    } else if (error instanceof Failure || deliveries.length === 1) {
      await release(deliveries, within, error);
      throw error;
    } else {
      await applyOneByOne(apply, deliveries, within);
    }
  }
}

async function applyOneByOne(
  apply: Applier,
  deliveries: PendingDelivery[],
  within: IngestContext,
): Promise<void> {
  const failures: unknown[] = [];
  for (const delivery of deliveries) {
    await applyTogether(apply, [delivery], within).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

/** A delay is not the deliveries' fault and counts no try. */
async function release(
  deliveries: PendingDelivery[],
  { shop }: IngestContext,
  error: unknown,
): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  const blameless = error instanceof Failure && error.remedy.kind === 'delay';
  await releaseDeliveries(
    shop,
    deliveries.map(({ id }) => id),
    blameless ? null : reason,
  );
}

async function setAside(
  deliveries: readonly PendingDelivery[],
  { shop }: IngestContext,
  reasonOf: (delivery: PendingDelivery) => string,
): Promise<void> {
  for (const delivery of deliveries) {
    await setAsideDelivery(shop, delivery.id, reasonOf(delivery));
  }
}
