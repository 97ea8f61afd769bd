import type { CustomerId, OrderId } from '../domain/ids.ts';
import { counts, type Countable } from '../domain/order.ts';
import type { Minor } from '../domain/money.ts';
import { columnText } from './arrays.ts';
import type { Shop, Sql } from './database.ts';
import { earliestOf, markMonthsAt } from './month-marks.ts';
import { underOrderLock } from './orders.ts';
import { isNewestVersion, newestSettings } from './settings.ts';

/** An order with what decides whether it counts. */
interface CountableOrder extends Countable {
  id: OrderId;
  customerId: CustomerId | null;
  value: number;
  /** Whether it counts as things stand. */
  counted: boolean;
}

interface Row {
  id: OrderId;
  customer_id: CustomerId | null;
  cancelled: boolean;
  test: boolean;
  total: bigint;
  current: bigint;
  refunded: bigint;
  value: bigint;
  source_name: string | null;
  tags: string[];
  business: boolean;
  counts: boolean;
}

/** Up to `limit` orders with higher ids than `after` (null: from the beginning), by id. */
async function countableOrders(
  shop: Shop,
  after: OrderId | null,
  limit: number,
  sql: Sql,
): Promise<CountableOrder[]> {
  const rows = await sql.query<Row>(
    `select id, customer_id, cancelled_at is not null as cancelled, test, total_minor as total,
            current_total_minor as current, refunded_minor as refunded, value_minor as value,
            source_name, tags, business, counts
     from orders where shop_id = $1 and id > coalesce($2::bigint, -1) and not deleted
     order by id limit $3`,
    [shop.id, after, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    customerId: row.customer_id,
    cancelledAt: row.cancelled ? 0 : null,
    test: row.test,
    total: Number(row.total) as Minor,
    currentTotal: Number(row.current) as Minor,
    refunded: Number(row.refunded) as Minor,
    value: Number(row.value),
    sourceName: row.source_name,
    tags: row.tags,
    business: row.business,
    counted: row.counts,
  }));
}

/** Orders that count or do not count for the same reasons. */
export interface OrdersAlike extends Countable {
  /** Stands for the whole group in the database. */
  key: string;
  /** Whether they count as things stand. */
  counted: boolean;
  orders: number;
  /** Minor units. */
  amount: number;
}

/** What decides whether an order counts, as one text: `counts` asks no more of it. */
const ALIKE = `jsonb_build_array(
  cancelled_at is not null or test, value_minor > 0,
  (total_minor, refunded_minor, current_total_minor) = (0, 0, 0),
  business, source_name, tags, counts)::text`;

/** The shop's orders, grouped by what decides whether they count. */
export async function ordersAlike(shop: Shop): Promise<OrdersAlike[]> {
  const rows = await shop.db.sql.query<{ key: string; orders: bigint; amount: bigint }>(
    `select ${ALIKE} as key, count(*) as orders, sum(value_minor)::bigint as amount
     from orders where shop_id = $1 and not deleted group by 1`,
    [shop.id],
  );
  return rows.map(({ key, orders, amount }) => {
    const [never, worth, free, business, sourceName, tags, counted] = JSON.parse(key) as [
      boolean,
      boolean,
      boolean,
      boolean,
      string | null,
      string[],
      boolean,
    ];
    return {
      key,
      counted,
      orders: Number(orders),
      amount: Number(amount),
      cancelledAt: null,
      test: never,
      total: Number(!free) as Minor,
      currentTotal: Number(worth) as Minor,
      refunded: 0 as Minor,
      business,
      sourceName,
      tags,
    };
  });
}

/** How many customers the orders of some groups belong to. */
export async function countOwners(shop: Shop, groups: readonly OrdersAlike[]): Promise<number> {
  if (groups.length === 0) return 0;
  const [row] = await shop.db.sql.query<{ customers: bigint }>(
    `select count(distinct customer_id) as customers from orders
     where shop_id = $1 and not deleted and ${ALIKE} = any($2::text[])`,
    [shop.id, groups.map(({ key }) => key)],
  );
  return Number(row?.customers ?? 0);
}

interface Walk {
  version: number | null;
  after: OrderId | null;
}

/**
 * Brings the next `limit` orders under what the newest settings count, and marks the customers of
 * those that change. A walk that newer settings overtake begins again.
 *
 * @returns whether orders are left to be looked at.
 */
export function restateOrders(shop: Shop, limit: number): Promise<boolean> {
  return underOrderLock(shop, async (sql) => {
    const newest = await newestSettings(shop, sql);
    if (!newest || !(await countingChanged(shop, sql))) return false;
    const walk = await currentWalk(shop, sql, newest.version);
    const orders = await countableOrders(shop, walk.after, limit, sql);
    const last = orders.at(-1);
    if (!last) return false;
    const { counting } = newest.settings;
    const changed = orders.filter((order) => counts(order, counting) !== order.counted);
    await sql.query(RECOUNT, [
      shop.id,
      columnText(changed.map(({ id }) => id)),
      columnText(changed.map(({ counted }) => !counted)),
    ]);
    const recounted = changed.map(({ id }) => id);
    await markMonthsAt(shop, sql, await earliestOf(shop, sql, recounted));
    await sql.query(
      `update shop set restate_after = $2, restate_done = restate_done + $3 where id = $1`,
      [shop.id, last.id, orders.length],
    );
    return true;
  });
}

const RECOUNT = `
with changed as (
  update orders o set counts = t.counts
  from unnest($2::bigint[], $3::boolean[]) as t (id, counts)
  where o.shop_id = $1 and o.id = t.id
  returning o.customer_id
), whose as materialized (
  select id from customer where shop_id = $1 and id in (select customer_id from changed)
  order by id for update
)
update customer c set stale = true,
  stale_because = case when c.stale then c.stale_because else 'settings' end
from whose where c.shop_id = $1 and c.id = whose.id`;

/** The version that all orders follow; the first one leaves nothing out, as orders do before it. */
const COUNTED = 'coalesce((select counted_version from shop where id = $1), 1)';

/** Orders that were saved meanwhile follow the versions between: they too must count the same. */
async function countingChanged(shop: Shop, sql: Sql): Promise<boolean> {
  const rows = await sql.query(
    `select from settings s join settings t
       on t.shop_id = $1 and t.version = ${COUNTED}
     where s.shop_id = $1 and s.version > t.version
       and s.body -> 'counting' is distinct from t.body -> 'counting' limit 1`,
    [shop.id],
  );
  return rows.length > 0;
}

async function currentWalk(shop: Shop, sql: Sql, version: number): Promise<Walk> {
  const [walk] = await sql.query<Walk>(
    `select restate_version as version, restate_after as after from shop where id = $1`,
    [shop.id],
  );
  if (walk?.version === version) return walk;
  await sql.query(
    `update shop set restate_version = $2, restate_after = null, restate_done = 0, restate_all =
       (select count(*) from orders where shop_id = $1 and not deleted)
     where id = $1`,
    [shop.id, version],
  );
  return { version, after: null };
}

/**
 * Records that all orders follow a version.
 *
 * @returns false when newer settings are there: then nothing is recorded.
 */
export function endRestating(shop: Shop, version: number): Promise<boolean> {
  return underOrderLock(shop, async (sql) => {
    if (!(await isNewestVersion(shop, sql, version))) return false;
    await sql.query(
      `update shop set counted_version = $2, restate_version = null, restate_after = null,
         restate_done = null, restate_all = null
       where id = $1`,
      [shop.id, version],
    );
    return true;
  });
}

/** The newest settings' version while not all orders follow it; null when all do. */
export async function versionToFollow(shop: Shop): Promise<number | null> {
  const [row] = await shop.db.sql.query<{ version: number | null }>(
    `select max(version) as version from settings where shop_id = $1 and version > ${COUNTED}`,
    [shop.id],
  );
  return row?.version ?? null;
}

/** How many orders were brought under the newest settings, of how many; null when all were. */
export async function countingProgress(shop: Shop): Promise<{ done: number; all: number } | null> {
  if ((await versionToFollow(shop)) === null) return null;
  const [row] = await shop.db.sql.query<{ done: number; all: number }>(
    `select coalesce(restate_done, 0) as done,
            coalesce(restate_all, (select count(*) from orders where shop_id = $1 and not deleted))::int
              as all
     from shop where id = $1`,
    [shop.id],
  );
  return row ?? null;
}

/** How many customers have one of these tags, in any case. */
export async function countTagged(shop: Shop, tags: readonly string[]): Promise<number> {
  if (tags.length === 0) return 0;
  const [row] = await shop.db.sql.query<{ customers: bigint }>(
    `select count(*) as customers from customer
     where shop_id = $1 and gone is null
       and exists (select from unnest(tags) as t (tag) where lower(t.tag) = any($2::text[]))`,
    [shop.id, tags.map((tag) => tag.toLowerCase())],
  );
  return Number(row?.customers ?? 0);
}
