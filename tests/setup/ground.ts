import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, vi } from 'vitest';
import { openQueueStore, type QueueStore } from '#app/queues/connection.ts';
import { openDatabase, type Database } from '#app/store/database.ts';
import { TEMPLATE } from './names.ts';

export const BACKENDS = ['postgres', 'redis'] as const;
export type Backend = (typeof BACKENDS)[number];

/** A test file's own piece of the world. */
export interface Ground {
  /** Connection string of this file's database. */
  readonly databaseUrl: string;
  /** This file's part of Redis. */
  readonly redisUrl: string;
  /** Begins this file's Redis keys. */
  readonly prefix: string;
  readonly db: Database;
  /** Empties every table of the app's, for tests that need a shop to be new. */
  empty: () => Promise<void>;
  /** Opens a queue store; the test closes it. */
  openQueue: (backend: Backend) => Promise<QueueStore>;
}

const SETTLE = { timeout: 5_000, interval: 20 };

/**
 * Gives the test file a database of its own, copied from the migrated template, and a random queue
 * prefix. At the end a connection that somebody forgot fails the file.
 */
export function useGround(): Ground {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const databaseUrl = inject('postgresUrl').replace(/[^/]+$/, name);
  /** Files of one pool worker run one after the other. */
  const redisDatabase = Number(process.env.VITEST_POOL_ID);
  const redisUrl = `${inject('redisUrl')}/${redisDatabase}`;
  const prefix = `{${name}}`;
  let db: Database | undefined;
  beforeAll(async () => {
    await asAdmin((client) => client.query(`create database "${name}" template "${TEMPLATE}"`));
    db = openDatabase(databaseUrl, { name: 'test' });
  });
  afterAll(async () => {
    await db?.close();
    await vi.waitFor(async () => {
      expect(await postgresConnections(name), 'connections to PostgreSQL left open').toEqual([]);
      expect(await redisConnections(redisDatabase), 'connections to Redis left open').toEqual([]);
    }, SETTLE);
    await asAdmin((client) => client.query(`drop database "${name}"`));
  });
  return {
    databaseUrl,
    redisUrl,
    prefix,
    get db() {
      if (!db) throw new Error('the database is there from beforeAll on');
      return db;
    },
    empty: async () => {
      const tables = await db?.sql.query<{ name: string }>(
        `select quote_ident(tablename) as name from pg_tables
         where schemaname = 'public' and tablename not like '\\_prisma%'`,
      );
      const names = tables?.map(({ name: table }) => table).join(', ');
      await db?.sql.query(`truncate ${names} restart identity`);
    },
    openQueue: (backend) =>
      openQueueStore({
        databaseUrl,
        redisUrl: backend === 'redis' ? redisUrl : undefined,
        prefix,
        onError: () => undefined,
      }),
  };
}

async function postgresConnections(database: string): Promise<string[]> {
  return asAdmin(async (client) => {
    const { rows } = await client.query<{ application_name: string; query: string }>(
      `select application_name, query from pg_stat_activity where datname = $1`,
      [database],
    );
    return rows.map((row) => `${row.application_name}: ${row.query}`);
  });
}

async function redisConnections(database: number): Promise<string[]> {
  const client = new Redis(inject('redisUrl'));
  try {
    const list = String(await client.client('LIST'));
    return list.split('\n').filter((line) => line.includes(` db=${database} `));
  } finally {
    client.disconnect();
  }
}

async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
