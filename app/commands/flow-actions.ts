import { EVENT_KINDS } from '../domain/fact-sources.ts';
import type { CustomerId } from '../domain/ids.ts';
import { momentReader } from '../files/moment.ts';
import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { addEvents } from '../store/events.ts';
import { putRight, runOnce } from '../store/flow-runs.ts';
import { hasPendingDeliveries } from '../store/inbox.ts';
import { readKnownShop } from '../store/shops.ts';

/** A run of an action in a workflow. */
export interface ActionRun {
  runId: string;
  customerId: CustomerId;
  /** What the merchant has entered into the action's fields. */
  fields: Readonly<Record<string, string>>;
}

/** Why a run was refused: `not-yet` may pass by itself, all else will not. */
export type ActionRefusal = 'not-yet' | 'unknown-customer' | 'unknown-kind' | 'unreadable-date';

/** What an action is given beside its run. */
export interface ActionContext {
  shop: Shop;
  enqueue: Enqueue;
  /** What time it is for the shop; epoch milliseconds. */
  now: number;
}

/** An action of ours in Flow: null when the run is done, now or before; it is durable then. */
export type FlowAction = (context: ActionContext, run: ActionRun) => Promise<ActionRefusal | null>;

class Refused extends Error {}

/** Records what a customer did beside buying. */
export const recordEventByFlow: FlowAction = async (context, { runId, customerId, fields }) => {
  const { shop, now } = context;
  const known = await readKnownShop(shop);
  if (!known) return 'not-yet';
  const kind = EVENT_KINDS.find((each) => each === fields.kind);
  if (!kind) return 'unknown-kind';
  const at = fields.at ? momentReader(known.timezone)(fields.at)?.instant() : now;
  if (at === undefined) return 'unreadable-date';
  const event = { customerId, kind, at, source: 'flow' as const, sourceKey: runId, by: null };
  return once(context, { runId, customerId, handle: 'record-event' }, async (sql) => {
    const { unknown } = await addEvents(shop, [event], sql);
    return unknown === 0;
  });
};

/** Has a customer recomputed, and the tags in Shopify looked at and put right. */
export const recomputeByFlow: FlowAction = async (context, { runId, customerId }) => {
  const run = { runId, customerId, handle: 'recompute-customer' };
  const refusal = await once(context, run, (sql) => putRight(context.shop, sql, customerId));
  if (refusal === null) await context.enqueue('read-back', { shopId: context.shop.id });
  return refusal;
};

type Work = Parameters<typeof runOnce>[2];
interface Run {
  runId: string;
  customerId: CustomerId;
  handle: string;
}

/** @param work tells whether there is such a customer. */
async function once(
  { shop, enqueue }: ActionContext,
  { runId: id, ...run }: Run,
  work: (...parts: Parameters<Work>) => Promise<boolean>,
): Promise<ActionRefusal | null> {
  try {
    await runOnce(shop, { id, ...run }, async (sql) => {
      if (!(await work(sql))) throw new Refused('there is no such customer');
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return (await hasPendingDeliveries(shop)) ? 'not-yet' : 'unknown-customer';
  }
  await enqueue('recompute', { shopId: shop.id });
  return null;
}
