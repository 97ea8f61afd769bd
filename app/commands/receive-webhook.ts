import { setTimeout as sleep } from 'node:timers/promises';
import type { Enqueue } from '../queues/enqueue.ts';
import type { Database, Shop } from '../store/database.ts';
import { keepDelivery, type NewDelivery } from '../store/inbox.ts';

/** Between two wake-ups of one shop: the worker that is woken drains all there is. */
const PAUSE_MS = 50;

interface Options {
  db: Database;
  enqueue: Enqueue;
  /** Told when the queue could not be woken; the delivery is safe all the same. */
  onWakeFailure: (error: unknown) => void;
}

/** Keeps deliveries and wakes whoever applies them. */
export type ReceiveWebhook = (delivery: NewDelivery) => Promise<void>;

/**
 * A receiver whose promise resolves once the delivery is durable. The queue is woken behind it: at
 * once for the first, in a burst once more for all that came within the pause.
 */
export function webhookReceiver({ db, enqueue, onWakeFailure }: Options): ReceiveWebhook {
  const waking = new Map<Shop['id'], { again: boolean }>();
  const wake = async (shopId: Shop['id']): Promise<void> => {
    const running = waking.get(shopId);
    if (running) {
      running.again = true;
      return;
    }
    const state = { again: true };
    waking.set(shopId, state);
    while (state.again) {
      state.again = false;
      await enqueue('ingest', { shopId }).catch(onWakeFailure);
      await sleep(PAUSE_MS);
    }
    waking.delete(shopId);
  };
  return async (delivery) => {
    const shop = await keepDelivery(db, delivery);
    void wake(shop.id);
  };
}
