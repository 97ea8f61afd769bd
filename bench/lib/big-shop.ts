import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { createLogger } from '#app/config/logger.ts';
import { defaultSettings } from '#app/domain/settings.ts';
import { ShopSettings } from '#app/domain/shop-settings.ts';
import { openDatabase, type Database, type Shop } from '#app/store/database.ts';
import { migrate } from '#app/store/migrate.ts';
import { hasStale } from '#app/store/recompute.ts';
import { closeReading, openReadings, requestBackfill } from '#app/store/readings.ts';
import { saveFirstSettings } from '#app/store/settings.ts';
import { allowTagging, ensureShop, saveShopFacts } from '#app/store/shops.ts';
import { startPostgres } from '#scripts/servers/embedded-postgres.ts';
import type { Context } from '#workers/context.ts';
import { buildMonths } from '#workers/handlers/build-months.ts';
import { compare } from '#workers/handlers/compare.ts';
import { restate } from '#workers/handlers/restate.ts';
import { rebuild } from '#workers/handlers/rebuild.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MIGRATIONS = path.join(ROOT, 'prisma/migrations');
/** Made whole once: copied for every run. */
const VERSION = 4;
/** The day on which every big shop stands, in the morning of its calendar. */
export const TODAY = Date.parse('2026-11-20T01:00:00Z');
const TIMEZONE = 'Asia/Tokyo';

/** A shop with so many customers, computed and tagged, in a database of its own. */
export interface BigShop {
  databaseUrl: string;
  db: Database;
  shop: Shop;
}

/** A fresh copy of a shop with five orders a customer; the first one of a size takes minutes to make. */
export async function bigShop(customers: number, closers: (() => unknown)[]): Promise<BigShop> {
  const server = await startPostgres({ folder: path.join(ROOT, '.kizuna/bench/postgres') });
  closers.push(server.stop);
  const admin = openDatabase(server.url(), { name: 'bench', max: 1 });
  closers.push(admin.close);
  const template = `shop_${customers}_${fingerprint()}`;
  const there = await admin.sql.query('select from pg_database where datname = $1', [template]);
  if (there.length === 0) await make(template, server.url, admin, customers);
  await admin.sql.query('drop database if exists bench with (force)');
  await admin.sql.query(`create database bench template ${template} strategy file_copy`);
  const databaseUrl = server.url('bench');
  const db = openDatabase(databaseUrl, { name: 'bench', max: 6 });
  closers.push(db.close);
  const shop = await ensureShop(db, DOMAIN);
  return { databaseUrl, db, shop };
}

export const DOMAIN = 'bench.myshopify.com';

/** Migrations decide whether an earlier copy still fits. */
function fingerprint(): string {
  const names = [...readdirSync(MIGRATIONS), VERSION].join();
  return createHash('sha256').update(names).digest('hex').slice(0, 8);
}

async function make(
  template: string,
  urlOf: (database?: string) => string,
  admin: Database,
  customers: number,
): Promise<void> {
  await admin.sql.query('drop database if exists making with (force)');
  await admin.sql.query('create database making');
  await migrate(urlOf('making'));
  const db = openDatabase(urlOf('making'), { name: 'bench', max: 6 });
  try {
    const shop = await ensureShop(db, DOMAIN);
    await saveShopFacts(shop, {
      name: 'しずく堂',
      timezone: TIMEZONE,
      currency: 'JPY',
      protectedData: 1,
    });
    await requestBackfill(shop);
    for (const { id } of await openReadings(shop)) await closeReading(shop, id, { status: 'done' });
    const settings = defaultSettings('JPY', { sum: 0n, orders: 0n });
    await saveFirstSettings(shop, ShopSettings.parse({ ...settings, refreshCutoffs: 'monthly' }));
    await fill(shop, customers);
    await db.sql.query('analyze');
    await bringUpToDate(shop, benchContext(db));
    await buildMonths(shop, benchContext(db));
    await db.sql.query('update tag_state set written = wanted');
    await allowTagging(shop, 'kz-', new Date(TODAY));
    await db.sql.query('vacuum (analyze)');
  } finally {
    await db.close();
  }
  await admin.sql.query(`alter database making rename to ${template}`);
}

/** Four in ten have bought once, one in ten 22 times; every number follows from the customer's id. */
async function fill(shop: Shop, customers: number): Promise<void> {
  await shop.db.sql.query(
    `insert into customer (shop_id, id, stale_because) select $1, n, 'backfill'
     from generate_series(1, $2::int) as n`,
    [shop.id, customers],
  );
  await shop.db.sql.query(
    `insert into orders (shop_id, id, customer_id, processed_at, updated_at, test, total_minor,
                         current_total_minor, refunded_minor, value_minor, counts, source_name)
     select $1, n * 100 + k, n, at, at, false, value, value, 0, value, true, 'web'
     from generate_series(1, $2::bigint) as n
     cross join lateral (
       select case when n % 10 < 4 then 1 when n % 10 < 6 then 2 when n % 10 < 8 then 5
                   when n % 10 = 8 then 10 else 22 end as orders,
              15 + (n * 7919 % 70)::int as gap, (n * 104729 % 400)::int as quiet) c
     cross join lateral generate_series(1, c.orders) as k
     cross join lateral (
       select timestamptz '2026-11-19 03:00:00Z' - make_interval(days => quiet + (orders - k) * gap)
                as at,
              1000 + ((n * 31 + k * 17) % 190) * 100 as value) o`,
    [shop.id, customers],
  );
  await fillLines(shop);
}

const PRODUCTS = 200;

/** One product an order; product 1 is bought by far more often than product 200. */
async function fillLines(shop: Shop): Promise<void> {
  await shop.db.sql.query(
    `insert into product (shop_id, id, updated_at, created_at, title, type, vendor, status)
     select $1, n, now(), now(), 'Product ' || n, 'Cream', 'Bench', 'ACTIVE'
     from generate_series(1, $2::int) as n`,
    [shop.id, PRODUCTS],
  );
  await shop.db.sql.query(
    `insert into order_line (shop_id, order_id, id, product_id, title, quantity, current_quantity,
                             sales_minor, plan)
     select shop_id, id, id, product, 'Product ' || product, 1, 1, value_minor,
            case when id % 10 = 0 then 'Monthly' end
     from orders
     cross join lateral (
       select 1 + floor($2 * power((id * 7919 % 10007) / 10007.0, 3))::bigint as product) p
     where shop_id = $1`,
    [shop.id, PRODUCTS],
  );
}

/** Runs the jobs that bring customers up to date, in this process, until nobody is left. */
export async function bringUpToDate(shop: Shop, context: Context): Promise<void> {
  await restate(shop, context);
  await compare(shop, context);
  while (await hasStale(shop)) await rebuild(shop, context);
}

/** A context for handlers that need no Shopify. */
export function benchContext(db: Database, now = TODAY): Context {
  return {
    db,
    env: { JOB_LOCK_SECONDS: 30, TAG_LEASE_SECONDS: 45 },
    logger: createLogger('error'),
    enqueue: () => Promise.resolve(),
    now: () => Promise.resolve(now),
    stopping: new AbortController().signal,
  } as unknown as Context;
}
