import { EVENT_KINDS, type EventKind } from '../domain/fact-sources.ts';
import type { CustomerId } from '../domain/ids.ts';
import { momentReader } from '../files/moment.ts';
import type { Enqueue } from '../queues/enqueue.ts';
import type { Shop } from '../store/database.ts';
import { addEvents, removeEvent as removeStored, type Removal } from '../store/events.ts';
import { readKnownShop } from '../store/shops.ts';

/** An event as a person enters it. */
export interface EnteredEvent {
  customerId: CustomerId;
  /** One of `EVENT_KINDS`. */
  kind: string;
  /** A day (`2026-01-31`) or an instant; one without an offset is the shop's time. */
  at: string;
  /** Who enters it. */
  by: string | null;
}

/** Why an entered event was not recorded. */
export type EventRefusal =
  'unknown-customer' | 'unknown-kind' | 'unreadable-date' | 'already-there' | 'shop-not-ready';

/** Records what a customer did beside buying; null, or why it was refused. */
export async function recordEvent(
  shop: Shop,
  enqueue: Enqueue,
  { customerId, kind, at, by }: EnteredEvent,
): Promise<EventRefusal | null> {
  const known = await readKnownShop(shop);
  if (!known) return 'shop-not-ready';
  if (!isEventKind(kind)) return 'unknown-kind';
  const moment = momentReader(known.timezone)(at);
  if (!moment) return 'unreadable-date';
  const { added, unknown } = await addEvents(shop, [
    { customerId, kind, at: moment.instant(), source: 'hand', sourceKey: '', by },
  ]);
  if (unknown > 0) return 'unknown-customer';
  if (added === 0) return 'already-there';
  await enqueue('recompute', { shopId: shop.id });
  return null;
}

/** Takes back an event that was entered by hand or came with a file. */
export async function removeEvent(shop: Shop, enqueue: Enqueue, id: bigint): Promise<Removal> {
  const removal = await removeStored(shop, id);
  if (removal === 'removed') await enqueue('recompute', { shopId: shop.id });
  return removal;
}

function isEventKind(text: string): text is EventKind {
  return (EVENT_KINDS as readonly string[]).includes(text);
}
