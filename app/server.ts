import { readWebEnv } from './config/env.ts';
import { createLogger } from './config/logger.ts';
import { startWeb } from './start-web.ts';

try {
  const env = readWebEnv();
  const logger = createLogger(env.LOG_LEVEL);
  const web = await startWeb(env, logger);
  const stop = (signal: string) => {
    logger.info({ signal }, 'stopping');
    web.stop().then(
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
