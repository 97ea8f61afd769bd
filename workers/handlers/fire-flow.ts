import type { Shop } from '#app/store/database.ts';
import { hasFirings } from '#app/store/flow-firings.ts';
import type { Context } from '../context.ts';
import { drainFirings } from '../surfaces/flow.ts';

/** After so long it is other shops' turn. */
const TURN_MS = 5_000;

/** Starts the workflows of Shopify Flow that wait for what has happened; tags have the first claim to points. */
export async function fireFlow(shop: Shop, context: Context): Promise<void> {
  if (!(await hasFirings(shop))) return;
  const until = performance.now() + TURN_MS;
  const drained = await drainFirings({
    shop,
    admin: await context.admin(shop),
    logger: context.logger,
    leaseSeconds: context.env.TAG_LEASE_SECONDS,
    goOn: () => !context.stopping.aborted && performance.now() < until,
  });
  if (!drained) await context.enqueue('fire-flow', { shopId: shop.id });
}
