import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach } from 'vitest';
import { readWebEnv } from '#app/config/env.ts';
import { createLogger } from '#app/config/logger.ts';
import { startWeb } from '#app/start-web.ts';
import { ensureBuilt } from '#scripts/servers/built-app.ts';
import { freePort } from '#scripts/servers/free-port.ts';
import type { Simulator, SimulatorOptions } from '#simulator/server.ts';
import type { Ground } from './ground.ts';
import { APP, aSimulator } from './simulator.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** What the tokens of these tests are sealed with. */
export const ADMIN_KEY = Buffer.alloc(32, 4).toString('base64');
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A store with its admin, the built app in its frame, and a worker. */
export async function anAdmin(
  ground: Ground,
  options: Partial<SimulatorOptions> & { customers?: number; seed?: number } = {},
): Promise<Simulator & { frameUrl: string; appUrl: string }> {
  ensureBuilt();
  const [framePort, appPort] = [await freePort(), await freePort()];
  const frameUrl = `http://127.0.0.1:${framePort}`;
  const appUrl = `http://127.0.0.1:${appPort}`;
  const simulator = await aSimulator({ framePort, appUrl, retryBaseMs: 50, ...options });
  const env = {
    HOST: '127.0.0.1',
    SHOPIFY_API_KEY: APP.apiKey,
    SHOPIFY_API_SECRET: APP.apiSecret,
    ENCRYPTION_KEY: ADMIN_KEY,
    DATABASE_URL: ground.databaseUrl,
    QUEUE_PREFIX: ground.prefix,
    SIMULATOR_URL: simulator.url,
    WORKER_HEALTH_PORT: '0',
    LOG_LEVEL: 'error',
    TAG_LEASE_SECONDS: '5',
    JOB_LOCK_SECONDS: '2',
    WAKE_SECONDS: '0.5',
    PORT: String(appPort),
    SHOPIFY_APP_URL: appUrl,
    APP_BRIDGE_URL: `${frameUrl}/app-bridge.js`,
    FRAME_ORIGIN: frameUrl,
  };
  const web = await startWeb(readWebEnv(env), createLogger('error'));
  const worker = spawn(process.execPath, [path.join(ROOT, 'workers/main.ts')], {
    env: { ...process.env, ...env, REDIS_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  closers.push(web.stop, async () => {
    const exited = once(worker, 'exit');
    worker.kill('SIGTERM');
    await exited;
  });
  return Object.assign(simulator, { frameUrl, appUrl });
}
