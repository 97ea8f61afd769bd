import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { migrate } from '#app/store/migrate.ts';
import { useGround } from '../setup/ground.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const ground = useGround();

async function inFreshDatabase<T>(name: string, work: (url: string) => Promise<T>): Promise<T> {
  await ground.db.sql.query(`create database ${name}`);
  try {
    return await work(ground.databaseUrl.replace(/[^/]+$/, name));
  } finally {
    await ground.db.sql.query(`drop database ${name}`);
  }
}

describe('migrations', () => {
  it('apply once: the second run in a row finds nothing to do', async () => {
    await inFreshDatabase('test_migrate_twice', async (url) => {
      expect((await migrate(url)).length).toBeGreaterThan(0);
      expect(await migrate(url)).toEqual([]);
    });
  });

  it('run one at a time when several processes start together', async () => {
    await inFreshDatabase('test_migrate_together', async (url) => {
      const runs = await Promise.all([migrate(url), migrate(url), migrate(url)]);
      expect(runs.filter((names) => names.length > 0)).toHaveLength(1);
    });
  });

  it('refuse a file that was changed after it had been applied', async () => {
    await inFreshDatabase('test_migrate_changed', async (url) => {
      await migrate(url);
      await asClient(url, (client) =>
        client.query(`update _prisma_migrations set checksum = 'another'`),
      );
      await expect(migrate(url)).rejects.toThrow('was changed after it had been applied');
    });
  });

  it('make what the Prisma schema says, and the ledger Prisma keeps', async () => {
    const migrated = inFreshDatabase('test_migrated', async (url) => {
      await migrate(url);
      expect(await prisma(url, 'migrate', 'status')).toContain('up to date');
      return shapeOf(url);
    });
    const modelled = inFreshDatabase('test_modelled', async (url) => {
      const schema = ['--to-schema-datamodel', 'prisma/schema.prisma'];
      const script = await prisma(url, 'migrate', 'diff', '--from-empty', ...schema, '--script');
      await asClient(url, (client) => client.query(script));
      return shapeOf(url);
    });
    const [is, wanted] = await Promise.all([migrated, modelled]);
    expect(is.columns).toEqual(wanted.columns);
    expect(is.indexes).toEqual(expect.arrayContaining(wanted.indexes));
    const more = is.indexes.filter((index) => !wanted.indexes.includes(index));
    expect(
      more.filter((index) => !index.includes(' WHERE ')),
      'indexes the schema lacks',
    ).toEqual([]);
  });
});

async function prisma(url: string, ...args: string[]): Promise<string> {
  const program = ['node_modules/prisma/build/index.js', ...args];
  const env = { ...process.env, DATABASE_URL: url };
  return (await promisify(execFile)(process.execPath, program, { cwd: ROOT, env })).stdout;
}

/** Columns and indexes of a database, the ledger of migrations left out. */
async function shapeOf(url: string): Promise<{ columns: string[]; indexes: string[] }> {
  return asClient(url, async (client) => {
    const { rows: columns } = await client.query<{ text: string }>(
      `select concat_ws(' ', table_name, column_name, udt_name, datetime_precision,
                        case when data_type <> 'ARRAY' then is_nullable end,
                        case when data_type <> 'ARRAY' then column_default end) as text
       from information_schema.columns
       where table_schema = 'public' and table_name <> '_prisma_migrations' order by 1`,
    );
    const { rows: indexes } = await client.query<{ text: string }>(
      `select indexdef as text from pg_indexes
       where schemaname = 'public' and tablename <> '_prisma_migrations' order by 1`,
    );
    return { columns: columns.map((row) => row.text), indexes: indexes.map((row) => row.text) };
  });
}

async function asClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
