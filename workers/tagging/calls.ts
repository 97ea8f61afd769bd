import { setTimeout as sleep } from 'node:timers/promises';
import { delayed, Failure } from '#app/domain/failure.ts';
import type { CustomerId } from '#app/domain/ids.ts';
import { planTags } from '#app/domain/tags.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import {
  refusalOf,
  writeTags as operation,
  type TagWrite,
} from '#app/shopify/operations/write-tags.ts';
import type { Shop } from '#app/store/database.ts';
import {
  claimTags,
  confirmTags,
  exceptTags,
  releaseTags,
  renewClaim,
  type Claim,
  type Refusal,
} from '#app/store/tag-states.ts';
import { mayWriteTags } from '#app/store/shops.ts';

/** Mass work waits so long for points; when they are farther away, the job comes back later. */
const LONGEST_WAIT_MS = 1_000;

/** How tags are written by calls. */
export interface Calls {
  shop: Shop;
  admin: AdminClient;
  leaseSeconds: number;
  /** Only customers whom somebody's deed has changed. */
  onlyUrgent: boolean;
  /** Calls on the way to Shopify at the same time: the answer's travel is not waited out. */
  atOnce: number;
  /** Customers a call. */
  size: number;
  /** Points to be reserved for a call before anybody is claimed; 0: the call waits for its own. */
  points: number;
  /** Points that have to be left for others. */
  keep: number;
  /** Whether there is time for one more call. */
  goOn: () => boolean;
}

/** What a round of calls came to. */
export interface Round {
  /** Nobody is left to be written. */
  drained: boolean;
  /** An urgent wish came for somebody who was just being written. */
  urgent: boolean;
}

/** Writes by calls until nobody is left, the time is up or the merchant wants a pause. */
export async function writeByCalls(calls: Calls): Promise<Round> {
  const round: Round = { drained: false, urgent: false };
  const lanes = Array.from({ length: calls.atOnce }, () => drain(calls, round));
  const results = await Promise.allSettled(lanes);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason as Error;
  return round;
}

async function drain(calls: Calls, round: Round): Promise<void> {
  const { shop, admin, size, leaseSeconds, onlyUrgent } = calls;
  while (calls.goOn() && (await mayWriteTags(shop))) {
    const reserved = await reserve(calls);
    if (reserved === null) continue;
    const claim = await claimTags(shop, size, leaseSeconds, onlyUrgent);
    if (claim.customers.length === 0) {
      if (reserved > 0) await admin.giveBack(reserved);
      round.drained = true;
      return;
    }
    if (await settle(calls, claim, reserved)) round.urgent = true;
  }
}

/**
 * Reserves points before anybody is claimed, so that nobody is held while there are none.
 *
 * @returns how many; null after a wait for some.
 */
async function reserve({ admin, points, keep }: Calls): Promise<number | null> {
  if (points === 0) return 0;
  const wait = await admin.reserve(points, keep);
  if (wait === 0) return points;
  if (wait > LONGEST_WAIT_MS) throw delayed('write tags: no points left', wait, true);
  await sleep(wait);
  return null;
}

/**
 * Sends a claim in one call. After a failure, what surely was not carried out is given back at
 * once; what may still arrive at Shopify stays claimed until its lease ends, so that nothing
 * overtakes it.
 *
 * @returns whether an urgent wish came meanwhile.
 */
async function settle(
  { shop, admin, leaseSeconds }: Calls,
  claim: Claim,
  reserved: number,
): Promise<boolean> {
  const writes = claim.customers.map(({ customerId, wanted, written, uncertain }) => ({
    customerId,
    ...planTags(wanted, written, uncertain),
  }));
  const [needed, idle] = partition(writes, ({ add, remove }) => add.length + remove.length > 0);
  if (needed.length === 0) {
    if (reserved > 0) await admin.giveBack(reserved);
    return confirmTags(shop, claim.id, ids(idle));
  }
  try {
    const beforeSending = async () => {
      if (await renewClaim(shop, claim, leaseSeconds)) return;
      throw delayed('another writer has taken over', 0, true);
    };
    const result = await admin.run(operation(needed), { beforeSending, reserved });
    const refusals: Refusal[] = [];
    const done = idle;
    for (const [index, write] of needed.entries()) {
      const reason = refusalOf(result, write, index);
      if (reason === null) done.push(write);
      else refusals.push({ customerId: write.customerId, reason });
    }
    await exceptTags(shop, claim.id, refusals);
    return await confirmTags(shop, claim.id, ids(done));
  } catch (error) {
    if (error instanceof Failure && error.undone) await releaseTags(shop, claim.id, ids(writes));
    throw error;
  }
}

function ids(writes: readonly TagWrite[]): CustomerId[] {
  return writes.map(({ customerId }) => customerId);
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [yes: T[], no: T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
