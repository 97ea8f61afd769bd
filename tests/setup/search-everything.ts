import { Redis } from 'ioredis';
import type { Database } from '#app/store/database.ts';

/** Where something was found: a table or a queue key, and the text around it. */
export interface Found {
  place: string;
  text: string;
}

/** Every row of every table, the queue's schema included, as text; bytes as the letters they stand for. */
export async function everyRow(db: Database): Promise<Found[]> {
  const tables = await db.sql.query<{ name: string; columns: string }>(
    `select format('%I.%I', c.table_schema, c.table_name) as name,
            string_agg(case when data_type = 'bytea' then format('encode(%I, ''escape'')', column_name)
                            else format('%I::text', column_name) end, ', ') as columns
     from information_schema.columns c
     join information_schema.tables t using (table_schema, table_name)
     where table_type = 'BASE TABLE'
       and c.table_schema not in ('pg_catalog', 'information_schema')
     group by 1 order by 1`,
  );
  const found: Found[] = [];
  for (const { name, columns } of tables) {
    const rows = await db.sql.query<{ text: string }>(
      `select concat_ws(' | ', ${columns}) as text from ${name}`,
    );
    found.push(...rows.map(({ text }) => ({ place: name.replace('public.', ''), text })));
  }
  return found;
}

/** Every key and value of Redis that begins with the prefix. */
export async function everyKey(url: string, prefix: string): Promise<Found[]> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys(`${prefix}*`);
    return await Promise.all(
      keys.map(async (key) => ({ place: key, text: `${key} ${await valueOf(redis, key)}` })),
    );
  } finally {
    redis.disconnect();
  }
}

async function valueOf(redis: Redis, key: string): Promise<string> {
  const read: Record<string, () => Promise<unknown>> = {
    string: () => redis.get(key),
    hash: () => redis.hgetall(key),
    list: () => redis.lrange(key, 0, -1),
    set: () => redis.smembers(key),
    zset: () => redis.zrange(key, '0', '-1'),
    stream: () => redis.xrange(key, '-', '+'),
  };
  const type = await redis.type(key);
  const reader = read[type];
  if (!reader) throw new Error(`nobody knows how to read a ${type}`);
  return JSON.stringify(await reader());
}

/** Where a word stands, whatever its case. */
export function placesOf(word: string, all: readonly Found[]): Found[] {
  return all.filter(({ text }) => text.toLowerCase().includes(word.toLowerCase()));
}
