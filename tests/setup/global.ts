import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openQueueStore } from '#app/queues/connection.ts';
import { migrate } from '#app/store/migrate.ts';
import { startPostgres } from '#scripts/embedded-postgres.ts';
import { TEMPLATE } from './names.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../.kizuna/test/postgres');

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    redisUrl: string;
  }
}

/** One PostgreSQL with a migrated template and one Redis for the whole run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres({
    folder: FOLDER,
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' },
  });
  await makeTemplate(postgres.url(), postgres.url(TEMPLATE));
  const redis = await startRedis();
  project.provide('postgresUrl', postgres.url());
  project.provide('redisUrl', redis.url);
  return async () => {
    redis.process.kill('SIGKILL');
    await postgres.stop();
  };
}

async function makeTemplate(adminUrl: string, templateUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname = $1 or datname like 'test\\_%'`,
    [TEMPLATE],
  );
  for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`);
  await client.query(`create database "${TEMPLATE}"`);
  await client.end();
  await migrate(templateUrl);
  const queue = await openQueueStore({
    databaseUrl: templateUrl,
    prefix: 'template',
    onError: () => undefined,
  });
  await queue.close();
}

async function startRedis(): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort();
  const options = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--databases', '4096'];
  const child = spawn(process.env.REDIS_SERVER ?? 'redis-server', options.map(String), {
    stdio: 'ignore',
  });
  const failed = new Promise<never>((_, reject) => {
    child.once('error', () => {
      reject(
        new Error('redis-server does not start: is it installed? (apt-get install redis-server)'),
      );
    });
  });
  const url = `redis://127.0.0.1:${port}`;
  await Promise.race([answering(url), failed]);
  return { url, process: child };
}

async function answering(url: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: 100 });
  client.on('error', () => undefined);
  await client.ping();
  client.disconnect();
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => {
        resolve(port);
      });
    });
  });
}
