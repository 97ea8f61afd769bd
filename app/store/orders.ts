import { Counting } from '../domain/counting.ts';
import type { OrderLine } from '../domain/history.ts';
import type { CustomerId, OrderId } from '../domain/ids.ts';
import { counts, valueOf, type OrderFacts } from '../domain/order.ts';
import type { OrderTotals } from '../domain/settings.ts';
import { columnText, instantText, numbersText, textsText } from './arrays.ts';
import type { Shop, Sql } from './database.ts';
import { earliestOf, markMonthsAt } from './month-marks.ts';
import { saveLines } from './order-lines.ts';
import {
  ADD_ORDERS,
  DELETE_ORDERS,
  DIFFERING_ORDERS,
  DOUBT_WHO_LOST,
  FILL_IN_PLANS,
  FILL_IN_UTM,
  LOOK_UP_ORDERS,
  MARK_CUSTOMERS,
  REPLACE_ORDERS,
} from './orders-sql.ts';
import type { Because } from './stale.ts';

/** Why a customer's models have to be computed again. */

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
 * included. Orders of a customer who was merged go to the one that was kept. An order that a file
 * told gives way to Shopify's word at any age; a file's word never stands against Shopify's.
 *
 * @param orders of an id that stands several times, the newest holds.
 */
export async function saveOrders(
  shop: Shop,
  orders: readonly OrderFacts[],
  options: SaveOptions,
): Promise<Saved> {
  if (orders.length === 0) return { changed: 0, contradicted: [] };
  return underOrderLock(shop, async (sql) => {
    const held = await lookUp(shop, sql, newestById(orders));
    const { added, replaced, same } = judged(held, options);
    const counting = await currentCounting(shop, sql);
    const differing = await differingOf(shop, sql, same, counting);
    const disputed = same.filter(({ order }) => differing.has(order.id));
    const over = options.asked ? [...replaced, ...disputed] : replaced;
    await write(shop, sql, ADD_ORDERS, added, counting, options);
    await write(shop, sql, REPLACE_ORDERS, over, counting, options);
    const looked = options.asked ? without(same, differing) : same;
    const filled = [
      ...(await fillInUtm(shop, sql, looked)),
      ...(await fillInPlans(shop, sql, same)),
    ];
    await saveLines(shop, sql, {
      added: ordersOf(added),
      replaced: ordersOf(options.asked ? [...replaced, ...same] : replaced),
    });
    await markOwners(shop, sql, [...added, ...over, ...filled], options.because);
    await markMonthsAt(shop, sql, changesOf([...added, ...over], counting));
    await doubtWhoLost(shop, sql, over);
    return {
      changed: added.length + over.length,
      contradicted: options.asked ? [] : disputed.map(({ order }) => order.id),
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

/** What the store knows of an order, and of its customer if that one is gone. */
interface Known {
  id: OrderId;
  known: boolean;
  heldBy: CustomerId | null;
  deleted: boolean | null;
  origin: string | null;
  processedAt: Date | null;
  value: bigint | null;
  counts: boolean | null;
  newer: boolean | null;
  sameAge: boolean | null;
  withoutUtm: boolean;
  gone: string | null;
  mergedInto: CustomerId | null;
}

/** An order as it is told, with the customer it belongs to, and what is there of it. */
interface Held {
  order: OrderFacts;
  known: Known | undefined;
}

async function lookUp(shop: Shop, sql: Sql, orders: OrderFacts[]): Promise<Held[]> {
  const rows = await sql.query<Known>(LOOK_UP_ORDERS, [
    shop.id,
    columnText(orders.map(({ id }) => id)),
    columnText(orders.map(({ customerId }) => customerId)),
    columnText(orders.map(({ updatedAt }) => instantText(updatedAt))),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return orders.map((order) => {
    const found = byId.get(order.id);
    const customerId = found?.gone
      ? found.gone === 'erased'
        ? null
        : (found.mergedInto ?? order.customerId)
      : order.customerId;
    return { order: { ...order, customerId }, known: found?.known ? found : undefined };
  });
}

/** What has to happen with each order; what is deleted, older or told by a worse source is left. */
function judged(held: readonly Held[], { fromFile = false }: SaveOptions) {
  const origin = fromFile ? 'file' : 'shopify';
  const open = held.filter(
    ({ known }) => known && !known.deleted && (known.origin === origin || known.origin === 'file'),
  );
  const betters = ({ known }: Held) => known?.origin !== origin || known.newer === true;
  return {
    added: held.filter(({ known }) => !known),
    replaced: open.filter(betters),
    same: open.filter((entry) => !betters(entry) && entry.known?.sameAge === true),
  };
}

async function differingOf(
  shop: Shop,
  sql: Sql,
  same: Held[],
  counting: Counting,
): Promise<Set<OrderId>> {
  if (same.length === 0) return new Set();
  const columns = orderColumns(ordersOf(same), counting);
  const rows = await sql.query<{ id: OrderId }>(DIFFERING_ORDERS, [shop.id, ...columns]);
  return new Set(rows.map(({ id }) => id));
}

async function write(
  shop: Shop,
  sql: Sql,
  statement: string,
  held: readonly Held[],
  counting: Counting,
  { reading, fromFile }: SaveOptions,
): Promise<void> {
  if (held.length === 0) return;
  const columns = orderColumns(ordersOf(held), counting);
  const origin = fromFile ? 'file' : 'shopify';
  await sql.query(statement, [shop.id, ...columns, reading ?? null, origin]);
}

/** @returns the orders whose source was not known before. */
async function fillInUtm(shop: Shop, sql: Sql, held: readonly Held[]): Promise<Held[]> {
  const filled = held.filter(({ order: { utm }, known }) => utm && known?.withoutUtm);
  if (filled.length === 0) return [];
  const utmOf = ({ order }: Held) => order.utm;
  await sql.query(FILL_IN_UTM, [
    shop.id,
    columnText(filled.map(({ order }) => order.id)),
    columnText(filled.map((each) => utmOf(each)?.source ?? null)),
    columnText(filled.map((each) => utmOf(each)?.medium ?? null)),
    columnText(filled.map((each) => utmOf(each)?.campaign ?? null)),
  ]);
  return filled;
}

/** @returns the orders of which a delivery told no selling plan, and of which one is known now. */
async function fillInPlans(shop: Shop, sql: Sql, held: readonly Held[]): Promise<Held[]> {
  const lines = held.flatMap(({ order }) =>
    order.lines
      .filter(({ plan }) => plan !== null)
      .map(({ id, plan }) => ({ orderId: order.id, id, plan })),
  );
  if (lines.length === 0) return [];
  const rows = await sql.query<{ id: OrderId }>(FILL_IN_PLANS, [
    shop.id,
    columnText(lines.map(({ orderId }) => orderId)),
    columnText(lines.map(({ id }) => id)),
    columnText(lines.map(({ plan }) => plan)),
  ]);
  const filled = new Set(rows.map(({ id }) => id));
  return held.filter(({ order }) => filled.has(order.id));
}

async function markOwners(
  shop: Shop,
  sql: Sql,
  held: readonly Held[],
  because: Because,
): Promise<void> {
  const owners = held.flatMap(({ order, known }) => [order.customerId, known?.heldBy ?? null]);
  const ids = [...new Set(owners)].filter((id) => id !== null);
  if (ids.length > 0) await sql.query(MARK_CUSTOMERS, [shop.id, numbersText(ids), because]);
}

/** When the orders were made that somebody's past has gained, lost or sees with another value. */
function changesOf(held: readonly Held[], counting: Counting): number[] {
  return held.flatMap(({ order, known }) => {
    const now = order.customerId && counts(order, counting) ? [order.processedAt] : [];
    if (!known?.counts || !known.processedAt || !known.heldBy) return now;
    const then = known.processedAt.getTime();
    const valued = known.value === BigInt(valueOf(order));
    const same = valued && now[0] === then && known.heldBy === order.customerId;
    return same ? [] : [then, ...now];
  });
}

/** Whoever an order has left may be merged into its new owner: Shopify is asked. */
async function doubtWhoLost(shop: Shop, sql: Sql, held: readonly Held[]): Promise<void> {
  const moves = held.flatMap(({ order: { customerId }, known }) =>
    known?.heldBy && customerId && known.heldBy !== customerId
      ? [{ from: known.heldBy, to: customerId }]
      : [],
  );
  if (moves.length === 0) return;
  await sql.query(DOUBT_WHO_LOST, [
    shop.id,
    numbersText(moves.map(({ from }) => from)),
    numbersText(moves.map(({ to }) => to)),
  ]);
}

function ordersOf(held: readonly Held[]): OrderFacts[] {
  return held.map(({ order }) => order);
}

function without(held: readonly Held[], ids: ReadonlySet<OrderId>): Held[] {
  return held.filter(({ order }) => !ids.has(order.id));
}

/** In the order of the columns that are written, after the shop. */
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
    column(({ refunds }) => refundsText(refunds)),
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

/** As the store keeps them; null without any, as of nearly all orders. */
function refundsText(refunds: OrderFacts['refunds']): string | null {
  return refunds.length === 0
    ? null
    : JSON.stringify(refunds.map(({ at, amount }) => [at, amount]));
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
  await underOrderLock(shop, (sql) => deleteOrdersWithin(shop, sql, ids));
}

/** The same in a transaction that holds the order lock. */
export async function deleteOrdersWithin(
  shop: Shop,
  sql: Sql,
  ids: readonly OrderId[],
): Promise<void> {
  const earliest = await earliestOf(shop, sql, ids);
  await sql.query(DELETE_ORDERS, [shop.id, ids]);
  await markMonthsAt(shop, sql, earliest);
}

/** A counted order as the store keeps it. */
export interface StoredOrder {
  /** Epoch milliseconds. */
  processedAt: number;
  value: number;
  /** Handle of the sales channel. */
  channel: string | null;
  /** Where the visit came from that led to it (`utm_source`). */
  source: string | null;
  /** Products by id, or by title where Shopify has none; absent when they were not asked for. */
  lines?: readonly OrderLine[];
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
