import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openQueueStore } from '#app/queues/connection.ts';
import { migrate } from '#app/store/migrate.ts';
import { ensureBuilt } from '#scripts/servers/built-app.ts';
import { startPostgres } from '#scripts/servers/embedded-postgres.ts';
import { startRedis } from '#scripts/servers/redis-server.ts';
import { TEMPLATE } from './names.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../.kizuna/test/postgres');

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    redisUrl: string;
  }
}

/** One build, one PostgreSQL with a migrated template and one Redis for the whole run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  ensureBuilt();
  const postgres = await startPostgres({
    folder: FOLDER,
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' },
  });
  await makeTemplate(postgres.url(), postgres.url(TEMPLATE));
  const redis = await startRedis();
  project.provide('postgresUrl', postgres.url());
  project.provide('redisUrl', redis.url);
  return async () => {
    redis.stop();
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
