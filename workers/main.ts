import { readEnv } from '#app/config/env.ts';
import { createLogger } from '#app/config/logger.ts';
import { startWorkers } from './start.ts';

try {
  const env = readEnv();
  const logger = createLogger(env.LOG_LEVEL);
  const workers = await startWorkers(env, logger);
  const stop = (signal: string) => {
    logger.info({ signal }, 'stopping');
    workers.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'did not stop in order');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', () => {
    stop('disconnect');
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
