import { Counting } from '../domain/counting.ts';
import type { CustomerId, OrderId } from '../domain/ids.ts';
import { counts, valueOf, type OrderFacts } from '../domain/order.ts';
import type { OrderTotals } from '../domain/settings.ts';
import { columnText, instantText, textsText } from './arrays.ts';
import type { Shop, Sql } from './database.ts';
import { lineColumns } from './order-lines.ts';
import { DELETE_ORDERS, SAVE_ORDERS } from './orders-sql.ts';

/** Why a customer's models have to be computed again. */
export type Because = 'backfill' | 'order' | 'calendar' | 'customer' | 'event' | 'settings';

export interface SaveOptions {
  because: Because;
  /** The facts come from Shopify's own answer just now: they hold also against equally old ones. */
  asked?: boolean;
  /** The reading that brings them: lines that come later find their orders by it. */
  reading?: bigint;
  /** They come from the shop's own export: they hold only where Shopify said nothing. */
  fromFile?: boolean;
}

export interface Saved {
  /** How many orders were new or newer. */
  changed: number;
  /** Orders of which another content with the same age is kept: Shopify has to be asked. */
  contradicted: OrderId[];
}

/**
 * Stores orders with their lines as Shopify has them, unless a newer version is there already or
 * the order was deleted, and marks every customer whose history changed, the one an order has left
 * included. Orders of a customer who was merged go to the one that was kept.
 *
 * @param orders of an id that stands several times, the newest holds.
 */
export async function saveOrders(
  shop: Shop,
  orders: readonly OrderFacts[],
  options: SaveOptions,
): Promise<Saved> {
  if (orders.length === 0) return { changed: 0, contradicted: [] };
  const sorted = newestById(orders);
  return underOrderLock(shop, async (sql) => {
    const counting = await currentCounting(shop, sql);
    const [row] = await sql.query<{ changed: bigint; contradicted: string[] }>(SAVE_ORDERS, [
      shop.id,
      ...orderColumns(sorted, counting),
      ...lineColumns(sorted),
      options.because,
      options.asked ?? false,
      options.reading ?? null,
      options.fromFile ? 'file' : 'shopify',
    ]);
    return {
      changed: Number(row?.changed ?? 0),
      contradicted: (row?.contradicted ?? []).map((id) => BigInt(id) as OrderId),
    };
  });
}

function newestById(orders: readonly OrderFacts[]): OrderFacts[] {
  const newest = new Map<OrderId, OrderFacts>();
  for (const order of orders) {
    const other = newest.get(order.id);
    if (!other || other.updatedAt <= order.updatedAt) newest.set(order.id, order);
  }
  return [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** In the order of `ORDER_COLUMNS`, after the id. */
function orderColumns(orders: readonly OrderFacts[], counting: Counting): string[] {
  const column = (of: (order: OrderFacts) => string | number | bigint | boolean | null) =>
    columnText(orders.map(of));
  return [
    column(({ id }) => id),
    column(({ customerId }) => customerId),
    column(({ processedAt }) => instantText(processedAt)),
    column(({ updatedAt }) => instantText(updatedAt)),
    column(({ cancelledAt }) => (cancelledAt === null ? null : instantText(cancelledAt))),
    column(({ test }) => test),
    column(({ total }) => total),
    column(({ currentTotal }) => currentTotal),
    column(({ refunded }) => refunded),
    column(({ name }) => name),
    column(({ createdAt }) => instantText(createdAt)),
    column(({ sourceName }) => sourceName),
    column(({ locationId }) => locationId),
    column(({ tags }) => textsText(tags.toSorted())),
    column(({ discountCodes }) => textsText(discountCodes.toSorted())),
    column(({ discount }) => discount),
    column(({ business }) => business),
    column(valueOf),
    column((order) => counts(order, counting)),
    column(({ utm }) => utm?.source ?? null),
    column(({ utm }) => utm?.medium ?? null),
    column(({ utm }) => utm?.campaign ?? null),
  ];
}

/**
 * Orders of a shop are changed by one statement at a time, so that it sees whom an order leaves.
 * The lock comes first: the statement's view of the table begins after it.
 */
export function underOrderLock<T>(shop: Shop, work: (sql: Sql) => Promise<T>): Promise<T> {
  return shop.db.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1, $2)', [ORDER_LOCK, shop.id]);
    return work(sql);
  });
}

/** Any number that no other lock of ours uses. */
const ORDER_LOCK = 1_001;

/** What the newest settings leave out; read under the order lock, which a change of it takes too. */
export async function currentCounting(shop: Shop, sql: Sql): Promise<Counting> {
  const [row] = await sql.query<{ counting: unknown }>(
    `select body -> 'counting' as counting from settings
     where shop_id = $1 order by version desc limit 1`,
    [shop.id],
  );
  return Counting.parse(row?.counting ?? {});
}

/** Leaves the ids of deleted orders and nothing else; a later delivery does not bring them back. */
export async function deleteOrders(shop: Shop, ids: readonly OrderId[]): Promise<void> {
  if (ids.length === 0) return;
  await underOrderLock(shop, (sql) => sql.query(DELETE_ORDERS, [shop.id, ids]));
}

/** A counted order as the store keeps it. */
export interface StoredOrder {
  customerId: CustomerId;
  /** Epoch milliseconds. */
  processedAt: number;
  value: number;
}

/** Sum (minor units) and number of the shop's counted orders. */
export async function orderTotals(shop: Shop): Promise<OrderTotals> {
  const [row] = await shop.db.sql.query<OrderTotals>(
    `select coalesce(sum(value_minor), 0)::bigint as sum, count(*) as orders
     from orders where shop_id = $1 and counts`,
    [shop.id],
  );
  return row ?? { sum: 0n, orders: 0n };
}

/** Of orders of a file: how many Shopify has told (or deleted), and how many an earlier file has. */
export async function countKnown(
  shop: Shop,
  ids: readonly OrderId[],
): Promise<{ byShopify: number; byFile: number }> {
  const [row] = await shop.db.sql.query<{ shopify: bigint; file: bigint }>(
    `select count(*) filter (where origin = 'shopify' or deleted) as shopify,
            count(*) filter (where origin = 'file' and not deleted) as file
     from orders where shop_id = $1 and id = any($2::bigint[])`,
    [shop.id, columnText(ids)],
  );
  return { byShopify: Number(row?.shopify ?? 0), byFile: Number(row?.file ?? 0) };
}
