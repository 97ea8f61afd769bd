import {
  createPostgresBackend,
  Queue,
  runMigrations,
  withBackend,
  Worker,
  type PgPool,
  type Processor,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Lane } from './catalog.ts';

/** Where jobs wait: Redis, or a schema of the PostgreSQL database. */
export interface QueueStore {
  backend: 'redis' | 'postgres';
  queue: (lane: Lane) => Queue;
  worker: (lane: Lane, run: Processor, options: WorkerSettings) => Worker;
  /** Makes what the store needs where it is missing; safe to repeat. */
  prepare: () => Promise<void>;
  /** Closes what queues and workers shared; close those first. */
  close: () => Promise<void>;
}

export type WorkerSettings = Pick<
  WorkerOptions,
  'concurrency' | 'lockDuration' | 'stalledInterval'
>;

interface Options {
  databaseUrl: string;
  redisUrl?: string | undefined;
  /** Begins every Redis key. */
  prefix: string;
  onError: (error: Error) => void;
}

const POOL_SIZE = 12;

/** Opens the queue store: Redis when there is one, else PostgreSQL (whose schema is made if missing). */
export async function openQueueStore(options: Options): Promise<QueueStore> {
  return options.redisUrl === undefined
    ? openOnPostgres(options)
    : openOnRedis(options.redisUrl, options);
}

function openOnRedis(url: string, { prefix, onError }: Options): QueueStore {
  const connection = new Redis(url, { maxRetriesPerRequest: null, connectionName: prefix });
  connection.on('error', onError);
  return {
    backend: 'redis',
    queue: (lane) => watched(new Queue(lane, { connection, prefix }), onError),
    worker: (lane, run, settings) =>
      watched(new Worker(lane, run, { connection, prefix, autorun: false, ...settings }), onError),
    prepare: () => Promise.resolve(),
    close: async () => {
      await connection.quit();
    },
  };
}

async function openOnPostgres({ databaseUrl, onError }: Options): Promise<QueueStore> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'kizuna queue',
    options: '-c search_path=bullmq',
    keepAlive: true,
    max: POOL_SIZE,
  });
  pool.setMaxListeners(4 * POOL_SIZE);
  pool.on('error', onError);
  const prepare = () => migrateQueueSchema(pool);
  await prepare();
  const bull = withBackend(createPostgresBackend);
  const connection = pool as unknown as PgPool;
  return {
    backend: 'postgres',
    queue: (lane) => watched(new bull.Queue(lane, { connection }), onError) as unknown as Queue,
    worker: (lane, run, settings) =>
      watched(
        new bull.Worker(lane, run, { connection, autorun: false, ...settings }),
        onError,
      ) as unknown as Worker,
    prepare,
    close: () => pool.end(),
  };
}

async function migrateQueueSchema(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
}

function watched<
  Emitter extends { on: (event: 'error', listener: (error: Error) => void) => unknown },
>(emitter: Emitter, onError: (error: Error) => void): Emitter {
  emitter.on('error', onError);
  return emitter;
}
