import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';
import pg from 'pg';
import type { ShopId } from '../domain/ids.ts';

/** Ids are 64 bits wide: they come as bigint, never through a number. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text') =>
    oid === (pg.types.builtins.INT8 as number)
      ? BigInt
      : (pg.types.getTypeParser as (oid: number, format: 'text') => unknown)(
          oid,
          format,
        )) as pg.CustomTypesConfig['getTypeParser'],
};

/** Something that runs SQL: the pool, or one transaction. */
export interface Sql {
  /** @param name keeps the statement prepared on each connection, for the few that run for every request. */
  query: <Row extends object>(text: string, values?: unknown[], name?: string) => Promise<Row[]>;
}

/** An open database: Prisma for single rows of small tables, SQL where sets are moved or locked. */
export interface Database {
  prisma: PrismaClient;
  sql: Sql;
  transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
}

/** One shop's part of a database. Every function of the store takes it first. */
export interface Shop {
  id: ShopId;
  db: Database;
}

interface Options {
  /** Shown in pg_stat_activity. */
  name: string;
  /** Largest number of connections, 10 by default. */
  max?: number;
  /** Told when an idle connection breaks; the pool replaces it. */
  onError?: (error: Error) => void;
}

/** Opens pools to PostgreSQL; nothing connects until the first query. */
export function openDatabase(url: string, { name, max = 10, onError }: Options): Database {
  const config = { connectionString: url, application_name: name, connectionTimeoutMillis: 10_000 };
  const pool = new pg.Pool({ ...config, max, types });
  pool.on('error', (error) => onError?.(error));
  const prisma = new PrismaClient({ adapter: new PrismaPg({ ...config, max: 4 }) });
  return {
    prisma,
    sql: sqlOf(pool),
    transaction: (work) => inTransaction(pool, work),
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

function sqlOf(client: pg.Pool | pg.PoolClient): Sql {
  return {
    query: async <Row extends object>(text: string, values?: unknown[], name?: string) =>
      (await client.query<Row>({ text, ...(values && { values }), ...(name && { name }) })).rows,
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  const remember = (error: Error) => {
    broken = error;
  };
  client.on('error', remember);
  try {
    await client.query('begin');
    const result = await work(sqlOf(client));
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(remember);
    throw error;
  } finally {
    client.removeListener('error', remember);
    client.release(broken);
  }
}
