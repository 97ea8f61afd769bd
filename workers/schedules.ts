import type { Logger } from '#app/config/logger.ts';
import type { QueueStore } from '#app/queues/connection.ts';
import type { Enqueue } from '#app/queues/enqueue.ts';

const HEARTBEAT_MS = 10_000;

export interface Schedules {
  stop: () => void;
}

/**
 * What runs by the clock: looking for forgotten work, and the proof that jobs are consumed. The
 * clock is this process's own, so that a queue store that lost everything is filled again.
 */
export function startSchedules(
  store: QueueStore,
  enqueue: Enqueue,
  wakeSeconds: number,
  logger: Logger,
): Schedules {
  const tick = (name: 'wake' | 'heartbeat') => {
    enqueue(name, {}).catch(async (error: unknown) => {
      logger.error({ err: error, job: name }, 'cannot enqueue: preparing the queue store again');
      await store.prepare().catch((cause: unknown) => {
        logger.error({ err: cause }, 'the queue store cannot be prepared');
      });
    });
  };
  const timers = [
    setInterval(tick, wakeSeconds * 1000, 'wake' as const),
    setInterval(tick, HEARTBEAT_MS, 'heartbeat' as const),
  ];
  tick('wake');
  tick('heartbeat');
  return {
    stop: () => {
      timers.forEach(clearInterval);
    },
  };
}
