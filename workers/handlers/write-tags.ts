import { delayed, Failure } from '#app/domain/failure.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { planTags } from '#app/domain/tags.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import {
  CUSTOMERS_A_CALL,
  refusalOf,
  writeTags as operation,
  type TagWrite,
} from '#app/shopify/operations/write-tags.ts';
import type { Shop } from '#app/store/database.ts';
import { readShop } from '#app/store/shops.ts';
import {
  claimTags,
  confirmTags,
  exceptTags,
  releaseTags,
  renewClaim,
  type Claim,
} from '#app/store/tag-states.ts';
import type { Context } from '../context.ts';

/** Claims on the way to Shopify at the same time: the answer's travel is not waited out. */
const IN_FLIGHT = 4;

/** Writes the difference between wanted and written tags until there is none, once tagging is allowed. */
export async function writeTags(shop: Shop, context: Context): Promise<void> {
  const { taggingStartedAt } = await readShop(shop);
  if (!taggingStartedAt) return;
  const admin = await context.admin(shop);
  const lanes = Array.from({ length: IN_FLIGHT }, () => drain(shop, admin, context));
  const results = await Promise.allSettled(lanes);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason as Error;
}

async function drain(shop: Shop, admin: AdminClient, context: Context): Promise<void> {
  while (!context.stopping.aborted) {
    const claim = await claimTags(shop, CUSTOMERS_A_CALL, context.env.TAG_LEASE_SECONDS);
    if (claim.customers.length === 0) return;
    await settle(shop, admin, claim, context.env.TAG_LEASE_SECONDS);
  }
}

/**
 * Sends a claim in one call. After a failure, what surely was not carried out is given back at
 * once; what may still arrive at Shopify stays claimed until its lease ends, so that nothing
 * overtakes it.
 */
async function settle(
  shop: Shop,
  admin: AdminClient,
  claim: Claim,
  leaseSeconds: number,
): Promise<void> {
  const writes = claim.customers.map(({ customerId, wanted, written, uncertain }) => ({
    customerId,
    ...planTags(wanted, written, uncertain),
  }));
  const [needed, idle] = partition(writes, ({ add, remove }) => add.length + remove.length > 0);
  if (needed.length === 0) {
    await confirmTags(shop, claim.id, ids(idle));
    return;
  }
  try {
    const result = await admin.run(operation(needed), async () => {
      if (await renewClaim(shop, claim, leaseSeconds)) return;
      throw delayed('another writer has taken over', 0, true);
    });
    await record(shop, claim.id, needed, result);
    await confirmTags(shop, claim.id, ids(idle));
  } catch (error) {
    if (error instanceof Failure && error.undone) await releaseTags(shop, claim.id, ids(writes));
    throw error;
  }
}

async function record(
  shop: Shop,
  claim: string,
  writes: readonly TagWrite[],
  result: Parameters<typeof refusalOf>[0],
): Promise<void> {
  const done: CustomerId[] = [];
  for (const [index, write] of writes.entries()) {
    const refusal = refusalOf(result, write, index);
    if (refusal === null) done.push(write.customerId);
    else await exceptTags(shop, claim, write.customerId, refusal);
  }
  await confirmTags(shop, claim, done);
}

function ids(writes: readonly TagWrite[]): CustomerId[] {
  return writes.map(({ customerId }) => customerId);
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [yes: T[], no: T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
