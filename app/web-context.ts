import type { ReceiveWebhook } from './commands/receive-webhook.ts';
import type { WebEnv } from './config/env.ts';
import type { Logger } from './config/logger.ts';
import type { Enqueue } from './queues/enqueue.ts';
import type { Database } from './store/database.ts';

/** What every route is given: Remix's load context. */
export interface WebContext {
  env: WebEnv;
  logger: Logger;
  db: Database;
  enqueue: Enqueue;
  receiveWebhook: ReceiveWebhook;
  /** What time it is for the shops; epoch milliseconds. */
  now: () => Promise<number>;
}
