import type { Counting } from '../domain/counting.ts';
import type { Calendar } from '../domain/day.ts';
import type { CountedOrder, OrderLine, Refund } from '../domain/history.ts';
import type { CustomerId, OrderId } from '../domain/ids.ts';
import type { Minor } from '../domain/money.ts';
import { counts, type Countable } from '../domain/order.ts';
import type { CpmState } from '../domain/models/cpm.ts';
import type { ReportCustomer, ReportProduct, StoredClasses } from '../domain/prepared/report.ts';
import { columnText } from './arrays.ts';
import type { Shop } from './database.ts';
import { monthLives, type MonthLife } from './month-lives.ts';

type Range = [first: CustomerId, last: CustomerId];

/** What the shop pays for one unit of each variant that it says so of; minor units. */
export type UnitCosts = ReadonlyMap<bigint, number>;

/** The unit costs of the shop. */
export async function unitCosts(shop: Shop): Promise<UnitCosts> {
  const rows = await shop.db.sql.query<{ id: bigint; cost: bigint }>(
    `select id, unit_cost_minor as cost from variant
     where shop_id = $1 and unit_cost_minor is not null`,
    [shop.id],
  );
  return new Map(rows.map(({ id, cost }) => [id, Number(cost)]));
}

/** The shop's products, by id; those that are gone from Shopify too. */
export async function reportProducts(shop: Shop): Promise<Map<string, ReportProduct>> {
  const rows = await shop.db.sql.query<ReportProduct & { id: string }>(
    'select id::text, title, type, tags from product where shop_id = $1',
    [shop.id],
  );
  return new Map(rows.map(({ id, ...product }) => [id, product]));
}

/**
 * Buyers who have segments, by id: up to `limit` with higher ids than `after`, with all that reports
 * look at. None at the end.
 */
export async function reportCustomers(
  shop: Shop,
  after: CustomerId | null,
  limit: number,
  dayIn: Calendar,
  { costs, counting }: { costs: UnitCosts; counting: Counting },
): Promise<ReportCustomer[]> {
  const lives = await monthLives(shop, after, limit, dayIn, ['cpm'], false);
  const [first, last] = [lives[0], lives.at(-1)];
  if (!first || !last) return [];
  const range: Range = [first.id, last.id];
  const people = await readPeople(shop, range);
  const orders = await readOrders(shop, range, dayIn, costs);
  const refunds = await readRefunds(shop, range, dayIn, counting);
  return lives.map((life) =>
    customerOf(life, people.get(life.id), orders.get(life.id) ?? [], refunds.get(life.id) ?? []),
  );
}

function customerOf(
  { id, timelines: [packed] }: MonthLife,
  person: Person | undefined,
  orders: CountedOrder[],
  refunds: Refund[],
): ReportCustomer {
  return {
    id,
    history: { orders, refunds, region: person?.region ?? null },
    timeline: (packed?.starts ?? []).map((from, index) => ({
      from: from as ReportCustomer['timeline'][number]['from'],
      state: (packed?.states[index] ?? null) as CpmState | null,
    })),
    classes: person?.rank ? person : null,
  };
}

type Person = { region: string | null } & StoredClasses;

async function readPeople(shop: Shop, range: Range): Promise<Map<CustomerId, Person>> {
  const rows = await shop.db.sql.query<Person & { id: CustomerId }>(
    `select c.id, coalesce(c.region, c.country) as region, r.rank, r.layer, r.decile, r.abc
     from customer c left join relative_class r on r.shop_id = $1 and r.customer_id = c.id
     where c.shop_id = $1 and c.id between $2 and $3`,
    [shop.id, ...range],
  );
  return new Map(rows.map(({ id, ...person }) => [id, person]));
}

interface OrderRow {
  id: OrderId;
  customer: CustomerId;
  at: number;
  value: number;
  channel: string | null;
  source: string | null;
}

async function readOrders(
  shop: Shop,
  range: Range,
  dayIn: Calendar,
  costs: UnitCosts,
): Promise<Map<CustomerId, CountedOrder[]>> {
  const rows = await shop.db.sql.query<OrderRow>(
    `select id, customer_id as customer, extract(epoch from processed_at)::float8 as at,
            value_minor::float8 as value, source_name as channel, utm_source as source
     from orders where shop_id = $1 and customer_id between $2 and $3 and counts
     order by customer_id, processed_at, id`,
    [shop.id, ...range],
  );
  const lines = await readLines(shop, rows, costs);
  const byCustomer = new Map<CustomerId, CountedOrder[]>();
  for (const { id, customer, at, value, channel, source } of rows) {
    const day = dayIn(Math.round(at * 1_000));
    const order = { day, value, channel, source, lines: lines.get(id) ?? [] };
    const orders = byCustomer.get(customer);
    if (orders) orders.push(order);
    else byCustomer.set(customer, [order]);
  }
  return byCustomer;
}

interface RefundedRow {
  customer: CustomerId;
  at: number;
  /** Epoch milliseconds and minor units of each. */
  refunds: [number, number][];
  total: number;
  cancelled: boolean;
  test: boolean;
  channel: string | null;
  tags: string[];
  business: boolean;
}

/** What was given back of orders that count, or would if it had not been. */
async function readRefunds(
  shop: Shop,
  range: Range,
  dayIn: Calendar,
  counting: Counting,
): Promise<Map<CustomerId, Refund[]>> {
  const rows = await shop.db.sql.query<RefundedRow>(
    `select customer_id as customer, extract(epoch from processed_at)::float8 as at, refunds,
            total_minor::float8 as total, cancelled_at is not null as cancelled, test,
            source_name as channel, tags, business
     from orders where shop_id = $1 and customer_id between $2 and $3 and refunds is not null`,
    [shop.id, ...range],
  );
  const byCustomer = new Map<CustomerId, Refund[]>();
  for (const row of rows) {
    if (!counts(withoutRefunds(row), counting)) continue;
    const ordered = dayIn(Math.round(row.at * 1_000));
    const given = row.refunds.map(([at, value]) => ({ ordered, day: dayIn(at), value }));
    byCustomer.set(row.customer, [...(byCustomer.get(row.customer) ?? []), ...given]);
  }
  return byCustomer;
}

function withoutRefunds({
  total,
  cancelled,
  test,
  channel,
  tags,
  business,
}: RefundedRow): Countable {
  return {
    total: total as Minor,
    currentTotal: total as Minor,
    refunded: 0 as Minor,
    cancelledAt: cancelled ? 0 : null,
    test,
    sourceName: channel,
    tags,
    business,
  };
}

interface LineRow {
  order: OrderId;
  product: string;
  variant: bigint | null;
  quantity: number;
  sales: number;
  plan: string | null;
}

async function readLines(
  shop: Shop,
  orders: readonly OrderRow[],
  costs: UnitCosts,
): Promise<Map<OrderId, OrderLine[]>> {
  const rows = await shop.db.sql.query<LineRow>(
    `select order_id as order, coalesce(product_id::text, title) as product, variant_id as variant,
            current_quantity as quantity,
            case when quantity > 0
                 then round(sales_minor::numeric * current_quantity / quantity)::float8
                 else 0 end as sales, plan
     from order_line where shop_id = $1 and order_id = any($2::bigint[]) order by order_id, id`,
    [shop.id, columnText(orders.map(({ id }) => id))],
  );
  const byOrder = new Map<OrderId, OrderLine[]>();
  for (const { order, product, variant, quantity, sales, plan } of rows) {
    const unit = variant === null ? undefined : costs.get(variant);
    const cost = unit === undefined ? null : unit * quantity;
    const line = { product, quantity, sales, cost, ...(plan !== null && { plan }) };
    const lines = byOrder.get(order);
    if (lines) lines.push(line);
    else byOrder.set(order, [line]);
  }
  return byOrder;
}
