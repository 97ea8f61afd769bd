import { spawn } from 'node:child_process';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

/** A Redis server on loopback that keeps nothing on disk. */
export interface LocalRedis {
  url: string;
  stop: () => void;
}

/** Starts `redis-server` (Debian's, or `$REDIS_SERVER`) on a free port. @throws Error with the remedy. */
export async function startRedis(): Promise<LocalRedis> {
  const port = await freePort();
  const options = ['--port', port, '--bind', '127.0.0.1', '--save', ''];
  const program = process.env.REDIS_SERVER ?? 'redis-server';
  const child = spawn(program, options.map(String), { stdio: 'ignore' });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', () => {
      reject(new Error(`${program} does not start: install it (apt-get install redis-server)`));
    });
  });
  const url = `redis://127.0.0.1:${port}`;
  await Promise.race([answering(url), failed]);
  return { url, stop: () => child.kill('SIGKILL') };
}

async function answering(url: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: 100 });
  client.on('error', () => undefined);
  await client.ping();
  client.disconnect();
}
