import { delayed, Failure } from '#app/domain/failure.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { fireTriggers, firingRefusal } from '#app/shopify/operations/flow-trigger-receive.ts';
import type { Shop } from '#app/store/database.ts';
import {
  claimFirings,
  dropFirings,
  hasFirings,
  releaseFirings,
  renewFirings,
  type FiringClaim,
} from '#app/store/flow-firings.ts';
import type { Context } from '../context.ts';
import { reservePoints } from './points.ts';

/** Firings a call. */
const FIRINGS = 10;
const POINTS = 10 * FIRINGS;
/** The pause after Flow did not take a firing. */
const PAUSE_SECONDS = 60;

/** How triggers are fired. */
export interface Firing {
  shop: Shop;
  admin: AdminClient;
  logger: Context['logger'];
  leaseSeconds: number;
  /** Whether there is time for one more call. */
  goOn: () => boolean;
}

/** Tells Shopify of firings until none is left. @returns whether none is left. */
export async function drainFirings(firing: Firing): Promise<boolean> {
  const { shop, admin, leaseSeconds, goOn } = firing;
  while (goOn()) {
    await reservePoints(shop, admin, POINTS);
    const claim = await claimFirings(shop, FIRINGS, leaseSeconds);
    if (claim.firings.length === 0) {
      await admin.giveBack(POINTS);
      return !(await hasFirings(shop));
    }
    await tell(firing, claim);
  }
  return false;
}

/** Should this process die while Shopify hears of it, the firing is told again once the lease has ended. */
async function tell(
  { shop, admin, logger, leaseSeconds }: Firing,
  claim: FiringClaim,
): Promise<void> {
  const ids = claim.firings.map(({ id }) => id);
  const beforeSending = async () => {
    if (await renewFirings(shop, claim, leaseSeconds)) return;
    throw delayed('another worker has taken over', 0, true);
  };
  try {
    const result = await admin.run(fireTriggers(claim.firings), {
      beforeSending,
      reserved: POINTS,
    });
    const refusals = claim.firings.flatMap(({ id, handle }, index) => {
      const refusal = firingRefusal(result, index);
      return refusal === null ? [] : [{ id, handle, refusal }];
    });
    const refused = refusals.map(({ id }) => id);
    await dropFirings(
      shop,
      claim.id,
      ids.filter((id) => !refused.includes(id)),
    );
    if (refused.length === 0) return;
    await releaseFirings(shop, claim.id, refused, PAUSE_SECONDS);
    const [{ handle, refusal } = { handle: '', refusal: '' }] = refusals;
    logger.warn({ handle, refusal, firings: refused.length }, 'Flow did not take firings');
  } catch (error) {
    if (error instanceof Failure && error.undone) await releaseFirings(shop, claim.id, ids, null);
    throw error;
  }
}
