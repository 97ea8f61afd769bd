import type { Queue } from 'bullmq';
import {
  BACKOFF_MS,
  CATALOG,
  jobKey,
  LANES,
  type JobName,
  type Lane,
  type Payload,
} from './catalog.ts';
import type { QueueStore } from './connection.ts';

/**
 * Asks for a job. While one of the same kind and shop waits, this one is dropped; while one runs,
 * exactly one more will follow it, so that work which came meanwhile is not missed.
 */
export type Enqueue = <Name extends JobName>(name: Name, payload: Payload<Name>) => Promise<void>;

export interface Producer {
  enqueue: Enqueue;
  close: () => Promise<void>;
}

/** Nothing stays behind: what is left to do stands in the database. */
const OPTIONS = { removeOnComplete: true, removeOnFail: true } as const;

/** A producer for every lane of the queue store. */
export function createProducer(store: QueueStore): Producer {
  const queues = Object.fromEntries(LANES.map((lane) => [lane, store.queue(lane)])) as Record<
    Lane,
    Queue
  >;
  return {
    enqueue: async (name, payload) => {
      const { lane, attempts } = CATALOG[name];
      await queues[lane].add(name, payload, {
        ...OPTIONS,
        attempts,
        backoff: { type: 'exponential', delay: BACKOFF_MS },
        deduplication: { id: jobKey(name, payload), keepLastIfActive: true },
      });
    },
    close: async () => {
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    },
  };
}
