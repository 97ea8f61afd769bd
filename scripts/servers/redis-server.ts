import { spawn } from 'node:child_process';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

/** A Redis server on loopback. */
export interface LocalRedis {
  url: string;
  pid: number;
  stop: () => void;
}

interface Options {
  /** Where it listens; a free port unless given. */
  port?: number;
  /** Where every write is appended to a file before it is answered; nothing is kept unless given. */
  folder?: string;
}

/** Starts `redis-server` (Debian's, or `$REDIS_SERVER`). @throws Error with the remedy. */
export async function startRedis({ port: given, folder }: Options = {}): Promise<LocalRedis> {
  const port = given ?? (await freePort());
  const kept = folder === undefined ? [] : ['--dir', folder, '--appendonly', 'yes'];
  const options = ['--port', port, '--bind', '127.0.0.1', '--save', '', ...kept];
  const program = process.env.REDIS_SERVER ?? 'redis-server';
  const child = spawn(program, options.map(String), { stdio: 'ignore' });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', () => {
      reject(new Error(`${program} does not start: install it (apt-get install redis-server)`));
    });
  });
  const url = `redis://127.0.0.1:${port}`;
  await Promise.race([answering(url), failed]);
  return { url, pid: child.pid ?? 0, stop: () => child.kill('SIGKILL') };
}

async function answering(url: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: 100 });
  client.on('error', () => undefined);
  await client.ping();
  client.disconnect();
}
