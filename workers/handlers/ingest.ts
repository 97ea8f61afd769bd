import { Failure, retryable } from '#app/domain/failure.ts';
import { moneyReader } from '#app/domain/money.ts';
import { Scopes } from '#app/shopify/scopes.ts';
import type { Shop } from '#app/store/database.ts';
import {
  claimDeliveries,
  releaseDeliveries,
  setAsideDelivery,
  settleDeliveries,
  type PendingDelivery,
} from '#app/store/inbox.ts';
import { readOfflineToken } from '#app/store/offline-tokens.ts';
import { hasStale } from '#app/store/recompute.ts';
import { findShopRow, type ShopRow } from '#app/store/shops.ts';
import type { Context } from '../context.ts';
import type { Applier, IngestContext } from '../ingest/applier.ts';
import { applierOf, PRIVACY_TOPICS, TOPICS_WITHOUT_MONEY } from '../ingest/topics.ts';

const BATCH = 250;
/** How long a batch stays claimed by a worker that may have died, in locks of a job. */
const LEASE_IN_LOCKS = 2;

/** Applies what Shopify has delivered, in any order of arrival, until nothing waits. */
export async function ingest(shop: Shop, context: Context): Promise<void> {
  const leaseSeconds = LEASE_IN_LOCKS * context.env.JOB_LOCK_SECONDS;
  while (!context.stopping.aborted) {
    const row = await findShopRow(shop);
    if (!row) return;
    const topics = row.currency === null && !row.uninstalledAt ? TOPICS_WITHOUT_MONEY : null;
    const deliveries = await claimDeliveries(shop, BATCH, leaseSeconds, topics);
    if (deliveries.length === 0) return;
    const within = await ingestContext(shop, row, context);
    await applyAll(row.uninstalledAt ? await settleUnread(shop, deliveries) : deliveries, within);
    if (await hasStale(shop)) await context.enqueue('recompute', { shopId: shop.id });
  }
}

async function ingestContext(shop: Shop, row: ShopRow, context: Context): Promise<IngestContext> {
  const token = await readOfflineToken(shop);
  return {
    shop,
    context,
    money: row.currency === null ? unknownMoney : moneyReader(row.currency),
    scopes: new Scopes(token?.scope ?? ''),
    ownPrefixes: row.ownPrefixes,
  };
}

function unknownMoney(): never {
  throw retryable('the shop has not told its currency yet');
}

/** Of a shop that has left only the privacy requests are read. @returns those. */
async function settleUnread(shop: Shop, deliveries: PendingDelivery[]): Promise<PendingDelivery[]> {
  const isRead = ({ topic }: PendingDelivery) => PRIVACY_TOPICS.includes(topic);
  const unread = deliveries.filter((delivery) => !isRead(delivery));
  await settleDeliveries(
    shop,
    unread.map(({ id }) => id),
  );
  return deliveries.filter(isRead);
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
