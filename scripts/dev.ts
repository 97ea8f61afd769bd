import type { ServerBuild } from '@remix-run/node';
import { createServer } from 'vite';
import { readWebEnv } from '#app/config/env.ts';
import { createLogger } from '#app/config/logger.ts';
import { startWeb } from '#app/start-web.ts';

try {
  const env = readWebEnv();
  const vite = await createServer({ server: { middlewareMode: true } });
  const web = await startWeb(env, createLogger(env.LOG_LEVEL), {
    assets: vite.middlewares,
    build: async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild,
  });
  console.log(`Kizuna (development) at ${web.url}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
