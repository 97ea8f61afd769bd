import { delayed, Failure } from '#app/domain/failure.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { planMetafields } from '#app/domain/metafields.ts';
import { metafieldName } from '#app/i18n/segment-name.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { defineMetafields, definitionRefusal } from '#app/shopify/operations/define-metafields.ts';
import {
  CUSTOMERS_A_CALL,
  writeMetafields,
  type MetafieldWrite,
} from '#app/shopify/operations/write-metafields.ts';
import type { Shop } from '#app/store/database.ts';
import {
  claimMetafields,
  confirmMetafields,
  definedKeys,
  exceptMetafields,
  noteDefinitions,
  releaseMetafields,
  renewMetafields,
  type MetafieldClaim,
} from '#app/store/metafield-states.ts';
import { mayWriteTags } from '#app/store/shops.ts';
import { reservePoints } from './points.ts';

/** What one call may need at the most. */
const POINTS = 10 * CUSTOMERS_A_CALL;

/** How metafields are written. */
export interface MetafieldWriting {
  shop: Shop;
  admin: AdminClient;
  leaseSeconds: number;
  /** Whether there is time for one more call. */
  goOn: () => boolean;
}

/** Defines metafields that Shopify was not asked to define before. */
export async function defineMissing(
  { shop, admin }: MetafieldWriting,
  keys: readonly string[],
): Promise<void> {
  const defined = await definedKeys(shop);
  const missing = keys.filter((key) => !defined.has(key));
  if (missing.length === 0) return;
  const result = await admin.run(
    defineMetafields(missing.map((key) => ({ key, name: metafieldName(key) }))),
  );
  await noteDefinitions(
    shop,
    missing.map((key, index) => ({ key, refusal: definitionRefusal(result, index) })),
  );
}

/** Writes until nobody is left. @returns false when the time was up or the merchant wants a pause. */
export async function drainMetafields(writing: MetafieldWriting): Promise<boolean> {
  const { shop, admin, leaseSeconds, goOn } = writing;
  while (goOn() && (await mayWriteTags(shop))) {
    await reservePoints(shop, admin, POINTS);
    const claim = await claimMetafields(shop, CUSTOMERS_A_CALL, leaseSeconds);
    if (claim.customers.length === 0) {
      await admin.giveBack(POINTS);
      return true;
    }
    await settle(writing, claim);
  }
  return false;
}

/**
 * Writes a claim in one call. Shopify takes the metafields of a mutation all or none: whoever was in
 * one that it refused is sent once more, alone. After a failure, what surely was not carried out is
 * given back at once.
 */
async function settle(writing: MetafieldWriting, claim: MetafieldClaim): Promise<void> {
  const { shop, admin } = writing;
  const plans = claim.customers.map(({ customerId, wanted, written, uncertain }) => ({
    customerId,
    ...planMetafields(wanted, written, uncertain),
  }));
  const needed = plans.filter(({ set, remove }) => set.length + remove.length > 0);
  const idle = plans.filter((plan) => !needed.includes(plan));
  await confirmMetafields(shop, claim.id, ids(idle));
  if (needed.length === 0) {
    await admin.giveBack(POINTS);
    return;
  }
  const refused = await send(writing, claim.id, needed, false);
  const again = needed.filter(({ customerId }) => refused.has(customerId));
  if (again.length === 0) return;
  const atFault = await send(writing, claim.id, again, true);
  const refusals = [...atFault].map(([customerId, reason]) => ({ customerId, reason }));
  await exceptMetafields(shop, claim.id, refusals);
}

/** Sends writes and records those that were carried out. @returns whom Shopify refused, and why. */
async function send(
  { shop, admin, leaseSeconds }: MetafieldWriting,
  claim: string,
  writes: readonly MetafieldWrite[],
  apart: boolean,
): Promise<Map<CustomerId, string>> {
  const beforeSending = async () => {
    if (await renewMetafields(shop, claim, ids(writes), leaseSeconds)) return;
    throw delayed('another writer has taken over', 0, true);
  };
  const { operation, refusalsOf } = writeMetafields(writes, apart);
  try {
    const manner = { beforeSending, ...(!apart && { reserved: POINTS }) };
    const refusals = refusalsOf(await admin.run(operation, manner));
    const done = ids(writes).filter((id) => !refusals.has(id));
    await confirmMetafields(shop, claim, done);
    return refusals;
  } catch (error) {
    if (error instanceof Failure && error.undone) await releaseMetafields(shop, claim, ids(writes));
    throw error;
  }
}

function ids(writes: readonly MetafieldWrite[]): CustomerId[] {
  return writes.map(({ customerId }) => customerId);
}
