import type { Shop } from './database.ts';
import { keptCount, LARGE, soon, type Counted } from './kept-counts.ts';
import { countPendingTags } from './boards.ts';
import type { DataKind, Purpose, ReadingStatus } from './readings.ts';

/** How many records of each kind of data are kept; what is gone from the store is not counted. */
export interface Holdings extends Record<DataKind, number> {
  /** Orders that came from files. */
  fromFiles: number;
  /** Orders of customers, and how many Shopify counts. */
  held: number;
  told: number;
}

const keptHoldings = keptCount(readHoldings, ([counts]) => counts?.orders ?? 0);

/**
 * Counts what is kept of the store: of a large one as it was a while ago, or null while nobody has
 * counted it yet, which takes seconds.
 */
export async function countHoldings(shop: Shop): Promise<Counted<Holdings> | null> {
  const counting = keptHoldings(shop);
  const [row] = await shop.db.sql.query(
    `select from orders where shop_id = $1 offset ${LARGE} limit 1`,
    [shop.id],
  );
  return row ? soon(counting) : counting;
}

async function readHoldings(shop: Shop): Promise<Holdings[]> {
  const [row] = await shop.db.sql.query<Record<keyof Holdings, bigint>>(
    `select o.*, c.*, (select count(*) from product where shop_id = $1 and not deleted) as products
     from (select count(*) as orders, count(customer_id) as held,
                  count(*) filter (where origin = 'file') as "fromFiles"
           from orders where shop_id = $1 and not deleted) o,
          (select count(*) as customers, coalesce(sum(orders_told), 0)::bigint as told
           from customer where shop_id = $1 and gone is null) c`,
    [shop.id],
  );
  const numberOf = (kind: keyof Holdings) => Number(row?.[kind] ?? 0);
  return [
    {
      orders: numberOf('orders'),
      customers: numberOf('customers'),
      products: numberOf('products'),
      fromFiles: numberOf('fromFiles'),
      held: numberOf('held'),
      told: numberOf('told'),
    },
  ];
}

/** So many of the newest deliveries are looked at for when something was last told. */
const LOOKED_AT = 20_000;

/** A reading as the Sync screen tells of it. */
export interface ToldReading {
  kind: DataKind | 'tags';
  purpose: Purpose | 'sample';
  status: ReadingStatus;
  reason: string | null;
  beganAt: Date | null;
  finishedAt: Date | null;
  askedAt: Date;
  rowsExpected: number | null;
  rowsRead: number;
  mended: number;
  removed: number;
  /** For how many seconds its result has been read; null before. */
  readingFor: number | null;
}

/** Of every kind and purpose the newest reading that is done and the newest that is not, newest first. */
export async function newestOfEach(shop: Shop): Promise<ToldReading[]> {
  const rows = await shop.db.sql.query<ToldReading & { id: bigint }>(
    `select distinct on (kind, purpose, status = 'done') id, kind, purpose, status, reason,
            began_at as "beganAt", finished_at as "finishedAt", asked_at as "askedAt",
            rows_expected as "rowsExpected", rows_read as "rowsRead", mended, removed,
            extract(epoch from now() - reading_since)::float8 as "readingFor"
     from reading where shop_id = $1 order by kind, purpose, status = 'done', id desc`,
    [shop.id],
  );
  return rows.sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** When a delivery last told of each kind of data, by Shopify's clock; null: not lately. */
export async function lastTold(shop: Shop): Promise<Record<DataKind, Date | null>> {
  const [row] = await shop.db.sql.query<Record<DataKind, Date | null>>(
    `select max(at) filter (where topic like 'orders/%' or topic like 'refunds/%') as orders,
            max(at) filter (where topic like 'customer%' and topic <> 'customers/data_request')
              as customers,
            max(at) filter (where topic like 'products/%') as products
     from (select topic, coalesce(triggered_at, received_at) as at from inbox
           where shop_id = $1 order by id desc limit ${LOOKED_AT}) newest`,
    [shop.id],
  );
  return row ?? { orders: null, customers: null, products: null };
}

/** What waits to be done. */
export interface Backlog {
  deliveries: number;
  oldestAt: Date | null;
  /** Of the oldest, in seconds. */
  oldestAge: number;
  customers: number;
  tags: number;
}

/** Deliveries that wait, customers to be placed, and customers whose tags are to be written. */
export async function measureBacklog(shop: Shop): Promise<Backlog> {
  const tags = await countPendingTags(shop);
  const [row] = await shop.db.sql.query<{
    deliveries: bigint;
    oldestAt: Date | null;
    oldestAge: number | null;
    customers: bigint;
  }>(
    `select i.*,
            (select count(*) from customer where shop_id = $1 and stale) as customers
     from (select count(*) as deliveries, min(received_at) as "oldestAt",
                  extract(epoch from now() - min(received_at))::float8 as "oldestAge"
           from inbox where shop_id = $1 and applied_at is null and set_aside is null) i`,
    [shop.id],
  );
  return {
    deliveries: Number(row?.deliveries ?? 0),
    oldestAt: row?.oldestAt ?? null,
    oldestAge: row?.oldestAge ?? 0,
    customers: Number(row?.customers ?? 0),
    tags,
  };
}

/** How old the oldest delivery is that waits, in seconds; 0 when none does. */
export async function oldestDeliveryAge(shop: Shop): Promise<number> {
  const [row] = await shop.db.sql.query<{ age: number | null }>(
    `select extract(epoch from now() - min(received_at))::float8 as age
     from inbox where shop_id = $1 and applied_at is null and set_aside is null`,
    [shop.id],
  );
  return row?.age ?? 0;
}

/** So many seconds ago orders were last looked at for changes, or read whole, with success; null: never. */
export async function sinceLastLook(shop: Shop): Promise<number | null> {
  const [row] = await shop.db.sql.query<{ age: number | null }>(
    `select extract(epoch from now() - max(finished_at))::float8 as age from reading
     where shop_id = $1 and kind = 'orders' and status = 'done'`,
    [shop.id],
  );
  return row?.age ?? null;
}

/**
 * How many orders the last look for changes had to mend, when one of them changed after anything
 * that a delivery told: then deliveries are being lost. 0 when all is well.
 */
export async function untoldOrders(shop: Shop): Promise<number> {
  const [last] = await shop.db.sql.query<{ id: bigint; mended: number; beganAt: Date | null }>(
    `select id, mended, began_at as "beganAt" from reading
     where shop_id = $1 and kind = 'orders' and purpose = 'changes' and status = 'done'
     order by id desc limit 1`,
    [shop.id],
  );
  if (!last || last.mended === 0) return 0;
  const told = (await lastTold(shop)).orders;
  if (told && last.beganAt && told > last.beganAt) return 0;
  const untold = await shop.db.sql.query(
    `select from orders where shop_id = $1 and read_in = $2 and updated_at > $3 limit 1`,
    [shop.id, last.id, told ?? new Date(0)],
  );
  return untold.length === 0 ? 0 : last.mended;
}

/** What was erased on request, in numbers. */
export async function countErased(shop: Shop): Promise<{ customers: number; orders: number }> {
  const [row] = await shop.db.sql.query<{ customers: bigint; orders: bigint }>(
    `select coalesce(sum(customers), 0)::bigint as customers,
            coalesce(sum(orders), 0)::bigint as orders
     from erasure where shop_id = $1`,
    [shop.id],
  );
  return { customers: Number(row?.customers ?? 0), orders: Number(row?.orders ?? 0) };
}
