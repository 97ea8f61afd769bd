import type { Env } from '#app/config/env.ts';
import type { Logger } from '#app/config/logger.ts';
import type { Enqueue } from '#app/queues/enqueue.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import type { Fetch } from '#app/shopify/http.ts';
import type { Database, Shop } from '#app/store/database.ts';

/** What every handler is given. */
export interface Context {
  env: Env;
  logger: Logger;
  db: Database;
  enqueue: Enqueue;
  /** What time it is for the shops; epoch milliseconds. */
  now: () => Promise<number>;
  fetch: Fetch;
  /** A client for a shop's Admin API. */
  admin: (shop: Shop) => Promise<AdminClient>;
  /** Aborted when the process is asked to stop: long jobs end at the next safe place. */
  stopping: AbortSignal;
  /** Called by the heartbeat job. */
  beat: () => void;
}
