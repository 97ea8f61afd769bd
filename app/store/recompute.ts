import type { Figures, Person } from '../domain/customer.ts';
import { isoOf, type Day } from '../domain/day.ts';
import type { CustomerId, OrderId } from '../domain/ids.ts';
import { columnText } from './arrays.ts';
import { holdBasis } from './basis-lock.ts';
import type { Shop, Sql } from './database.ts';
import { keepFirings } from './flow-firings.ts';
import { eventsOf, type StoredEvent } from './events.ts';
import { saveWantedMetafields } from './metafield-states.ts';
import type { StoredOrder } from './orders.ts';
import { isNewestVersion } from './settings.ts';
import { URGENT_LIST, type Because } from './stale.ts';
import { saveStandings, type Computed } from './standings.ts';
import { saveWantedTags, type TagChange, type TagWish } from './wanted-tags.ts';

/** What is known of one customer beside the orders. */
export interface Known extends Person {
  /** Prefecture, state or country. */
  region: string | null;
  /** In the order in which they happened. */
  events: readonly StoredEvent[];
}

/**
 * Who is to be recomputed: `urgent` whoever was changed by an order, an event or the merchant,
 * `stale` whoever is marked for any reason, `outdated` those and whoever follows older settings than
 * all have to follow by now.
 */
export interface Turn {
  who: 'urgent' | 'stale' | 'outdated';
  /** Ids above this one only: a long walk does not look at what lies behind it. */
  after: CustomerId;
}

/** How customers are computed. */
export interface Computing {
  settingsVersion: number;
  cutoffId: bigint;
  /** Of what `compute` holds customers against. */
  basisStamp: string;
  today: Day;
  /** The shop's present, for the record of changes. */
  now: Date;
  /** Of the tags that `compute` gives. */
  prefix: string;
  /** Whether `compute` looks at what was bought. */
  withLines: boolean;
  /** Gets a customer's counted orders, in no order. */
  compute: (customerId: CustomerId, orders: StoredOrder[], known: Known) => Computed;
}

/**
 * Recomputes up to `limit` customers under their locks: whoever changes a history meanwhile waits
 * and marks its customer again.
 *
 * @returns the ids, ascending; none when nobody is left, all are being worked on, or settings or
 *   cutoffs newer than those of `computing` are there: whoever saves them asks for this again.
 */
export function recomputeNext(
  shop: Shop,
  turn: Turn,
  limit: number,
  computing: Computing,
): Promise<CustomerId[]> {
  return shop.db.transaction(async (sql) => {
    if ((await holdBasis(shop, sql)) !== computing.basisStamp) return [];
    const claimed = await claim(shop, sql, turn, computing.today, limit);
    if (claimed.length === 0) return [];
    if (!(await isNewestVersion(shop, sql, computing.settingsVersion))) return [];
    const ids = claimed.map((row) => row.id);
    const orders = await countedOrders(shop, sql, ids, computing.withLines);
    const events = await eventsOf(shop, sql, ids);
    const computed = claimed.map(({ id, ...person }) =>
      computing.compute(id, orders.get(id) ?? [], { ...person, events: events.get(id) ?? [] }),
    );
    await saveStandings(shop, sql, computed, { ...computing, exactly: turn.who !== 'outdated' });
    const changes = await saveWantedTags(shop, sql, taggable(claimed, computed), computing.now);
    await keepFirings(shop, sql, causedByLife(changes, claimed), computing.prefix);
    await saveWantedMetafields(shop, sql, computed);
    await settle(shop, sql, computed, computing.settingsVersion);
    return ids;
  });
}

/** A customer as `compute` wants one. */
export interface KnownCustomer {
  id: CustomerId;
  orders: StoredOrder[];
  known: Known;
}

/** Up to `limit` customers with higher ids than `after`, by id; they are not locked. */
export function customersAfter(
  shop: Shop,
  after: CustomerId,
  limit: number,
  withLines: boolean,
): Promise<KnownCustomer[]> {
  return knownWhere(shop, 'id > $2 order by id limit $3', [after, limit], withLines);
}

/** These customers, by id; they are not locked. */
export function customersByIds(
  shop: Shop,
  ids: readonly CustomerId[],
  withLines: boolean,
): Promise<KnownCustomer[]> {
  return knownWhere(shop, 'id = any($2::bigint[]) order by id', [columnText(ids)], withLines);
}

async function knownWhere(
  shop: Shop,
  condition: string,
  values: unknown[],
  withLines: boolean,
): Promise<KnownCustomer[]> {
  const { sql } = shop.db;
  const rows = await sql.query<Omit<Claimed, 'because' | 'outdated'>>(
    `select id, ${PERSON} from customer where shop_id = $1 and ${condition}`,
    [shop.id, ...values],
  );
  const ids = rows.map(({ id }) => id);
  const orders = await countedOrders(shop, sql, ids, withLines);
  const events = await eventsOf(shop, sql, ids);
  return rows.map(({ id, ...person }) => ({
    id,
    orders: orders.get(id) ?? [],
    known: { ...person, events: events.get(id) ?? [] },
  }));
}

const PERSON = `tags, opted_out as "optedOut", gone is not null as gone,
  coalesce(region, country) as region`;

interface Claimed extends Omit<Known, 'events'> {
  id: CustomerId;
  because: string | null;
  /** Older settings were followed until now. */
  outdated: boolean;
}

const URGENT = `stale and stale_because in (${URGENT_LIST})`;

const OUTDATED = 'settings_version < (select models_version from shop where id = $1)';

const CLAIMS: Record<Turn['who'], string> = {
  urgent: URGENT,
  stale: 'stale',
  outdated: `(stale or ${OUTDATED})`,
};

/** Something of the customer has come due by $4: then that is what a new profile only brings to light. */
const DUE = `(exists (select from timeline t
                where t.shop_id = $1 and t.customer_id = customer.id and t.next_on <= $4::date)
    or exists (select from segment_member m
                where m.shop_id = $1 and m.customer_id = customer.id and m.recheck_on <= $4::date))`;
const BECAUSE = `case when not stale then 'settings'
       when stale_because = 'customer' and ${DUE} then 'calendar' else stale_because end`;

function claim(shop: Shop, sql: Sql, turn: Turn, today: Day, limit: number): Promise<Claimed[]> {
  return sql.query<Claimed>(
    `select id, ${BECAUSE} as because, coalesce(${OUTDATED}, false) as outdated, ${PERSON}
     from customer where shop_id = $1 and id > $2 and ${CLAIMS[turn.who]}
     order by id limit $3 for update skip locked`,
    [shop.id, turn.after, limit, isoOf(today)],
  );
}

/** On who is gone from Shopify no tag can be written. */
function taggable(claimed: readonly Claimed[], computed: readonly Computed[]): TagWish[] {
  return computed.flatMap(({ customerId, tags }, index) => {
    const customer = claimed[index];
    if (!customer || customer.gone) return [];
    return [{ customerId, wantedTags: tags, because: customer.because ?? 'order' }];
  });
}

/** Of whoever followed older settings nobody can say what an order alone has changed. */
function causedByLife(changes: TagChange[], claimed: readonly Claimed[]): TagChange[] {
  const outdated = new Set(claimed.filter((one) => one.outdated).map(({ id }) => id));
  return changes.filter(({ customerId }) => !outdated.has(customerId));
}

async function settle(
  shop: Shop,
  sql: Sql,
  computed: readonly Computed[],
  settingsVersion: number,
): Promise<void> {
  const column = (read: (figures: Figures) => string | number) =>
    columnText(computed.map(({ figures }) => figures && read(figures)));
  await sql.query(
    `update customer c set stale = false, stale_because = null, settings_version = $2,
       orders = t.orders, amount_minor = t.amount, first_on = t.first_on, last_on = t.last_on
     from unnest($3::bigint[], $4::int[], $5::bigint[], $6::date[], $7::date[])
       as t (id, orders, amount, first_on, last_on)
     where c.shop_id = $1 and c.id = t.id`,
    [
      shop.id,
      settingsVersion,
      columnText(computed.map(({ customerId }) => customerId)),
      column(({ orders }) => orders),
      column(({ amount }) => amount),
      column(({ firstDay }) => isoOf(firstDay)),
      column(({ lastDay }) => isoOf(lastDay)),
    ],
    'settle',
  );
}

/** How many customers wait to be recomputed, and how many there are. */
export async function countStale(shop: Shop): Promise<{ stale: number; all: number }> {
  const [row] = await shop.db.sql.query<{ stale: bigint; all: bigint }>(
    `select count(*) filter (
where stale or ${OUTDATED}) as stale, count(*) as all
     from customer where shop_id = $1`,
    [shop.id],
  );
  return { stale: Number(row?.stale ?? 0), all: Number(row?.all ?? 0) };
}

/** Whether any customer waits to be recomputed, whatever for. */
export async function hasStale(shop: Shop): Promise<boolean> {
  return (await isAnybody(shop, 'stale')) || (await isAnyOutdated(shop));
}

/** Whether any customer follows older settings than all have to follow by now. */
export function hasOutdated(shop: Shop): Promise<boolean> {
  return isAnyOutdated(shop);
}

/** Whether any customer was changed by an order, an event or the merchant and is to be recomputed. */
export function hasUrgent(shop: Shop): Promise<boolean> {
  return isAnybody(shop, URGENT);
}

/** The least version is one look at an index. */
async function isAnyOutdated(shop: Shop): Promise<boolean> {
  const [row] = await shop.db.sql.query<{ outdated: boolean | null }>(
    `select (select min(settings_version) from customer where shop_id = $1) < models_version
       as outdated
     from shop where id = $1`,
    [shop.id],
  );
  return row?.outdated ?? false;
}

async function isAnybody(shop: Shop, condition: string): Promise<boolean> {
  const rows = await shop.db.sql.query(
    `select from customer where shop_id = $1 and ${condition} order by id limit 1`,
    [shop.id],
  );
  return rows.length > 0;
}

/** Has every customer recomputed whom Shopify has, for a reason that is not urgent. */
export async function markEverybody(shop: Shop, reason: Because): Promise<void> {
  await shop.db.sql.query(
    `update customer set stale = true, stale_because = $2
     where shop_id = $1 and gone is null and not stale`,
    [shop.id, reason],
  );
}

interface OrderRow {
  id: OrderId;
  customer_id: CustomerId;
  processed_at: Date;
  value_minor: bigint;
  source_name: string | null;
  utm_source: string | null;
}

async function countedOrders(
  shop: Shop,
  sql: Sql,
  ids: CustomerId[],
  withLines: boolean,
): Promise<Map<CustomerId, StoredOrder[]>> {
  const rows = await sql.query<OrderRow>(
    `select id, customer_id, processed_at, value_minor, source_name, utm_source from orders
     where shop_id = $1 and customer_id = any($2::bigint[]) and counts`,
    [shop.id, columnText(ids)],
    'counted orders',
  );
  const lines = withLines ? await linesOf(shop, sql, rows) : null;
  const byCustomer = new Map<CustomerId, StoredOrder[]>();
  for (const row of rows) {
    const order = {
      processedAt: row.processed_at.getTime(),
      value: Number(row.value_minor),
      channel: row.source_name,
      source: row.utm_source,
      ...(lines && { lines: lines.get(row.id) ?? [] }),
    };
    const orders = byCustomer.get(row.customer_id);
    if (orders) orders.push(order);
    else byCustomer.set(row.customer_id, [order]);
  }
  return byCustomer;
}

type StoredLines = NonNullable<StoredOrder['lines']>;

async function linesOf(
  shop: Shop,
  sql: Sql,
  orders: readonly OrderRow[],
): Promise<Map<OrderId, StoredLines[number][]>> {
  const rows = await sql.query<{
    order_id: OrderId;
    product: string;
    quantity: number;
    sales_minor: bigint;
    plan: string | null;
  }>(
    `select order_id, coalesce(product_id::text, title) as product, current_quantity as quantity,
            case when quantity > 0 then round(sales_minor::numeric * current_quantity / quantity)::bigint
                 else 0 end as sales_minor, plan
     from order_line where shop_id = $1 and order_id = any($2::bigint[]) order by order_id, id`,
    [shop.id, columnText(orders.map(({ id }) => id))],
  );
  const lines = rows.map((row) => ({
    orderId: row.order_id,
    product: row.product,
    quantity: row.quantity,
    sales: Number(row.sales_minor),
    cost: null,
    ...(row.plan !== null && { plan: row.plan }),
  }));
  return Map.groupBy(lines, ({ orderId }) => orderId);
}
