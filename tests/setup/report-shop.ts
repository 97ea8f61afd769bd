import fc from 'fast-check';
import { calendarOf, type Day } from '#app/domain/day.ts';
import type { CountedOrder, History, Refund } from '#app/domain/history.ts';
import type { CustomerId, ProductId } from '#app/domain/ids.ts';
import type { Minor } from '#app/domain/money.ts';
import { refundsOf } from '#app/domain/order.ts';
import type { AnyReport } from '#app/domain/prepared/report.ts';
import { saveOrders } from '#app/store/orders.ts';
import { readReport } from '#app/store/reports.ts';
import type { Database, Shop } from '#app/store/database.ts';
import { buildReports } from '#workers/handlers/build-reports.ts';
import type { Context } from '#workers/context.ts';
import { anOrder } from '../factories/orders.ts';
import { knownShop } from './known-shop.ts';
import { settle } from './months.ts';

/** The last day of the shop of {@link aReportShop}. */
export const TODAY = '2026-06-30';
const DAY_MS = 86_400_000;
const NOON = Date.parse(`${TODAY}T03:00:00Z`);
const dayIn = calendarOf('Asia/Tokyo');

/** Products 1 to 5; the last two cost the shop nobody knows how much. */
export const PRODUCTS = [1n, 2n, 3n, 4n, 5n].map((id) => id as ProductId);
export const CHANNELS = ['web', 'pos', null];
export const SOURCES = ['google', 'line', null];
const UNIT_COSTS = [300, 500, 0];

const anyLine = fc.record({
  product: fc.constantFrom(...PRODUCTS),
  quantity: fc.integer({ min: 1, max: 3 }),
  returned: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.constant(1)),
  price: fc.integer({ min: 100, max: 9_000 }),
});

/** One of three lines is by a subscription. */
function planOf(price: number): string | null {
  return price % 3 === 0 ? '定期便' : null;
}

const anyOrder = fc.record({
  ago: fc.oneof(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 900 })),
  channel: fc.constantFrom(...CHANNELS),
  source: fc.constantFrom(...SOURCES),
  lines: fc.array(anyLine, { minLength: 1, maxLength: 3 }),
  /** Money that went back, days after the order. */
  refunds: fc.array(
    fc.record({ after: fc.integer({ min: 0, max: 60 }), amount: fc.integer({ min: 1, max: 90 }) }),
    {
      maxLength: 2,
    },
  ),
  /** Another order of the same day, of which everything went back. */
  undone: fc.option(fc.integer({ min: 100, max: 5_000 }), { freq: 4 }),
});

/** What some customers bought, by customer. */
const anyShop = fc.array(fc.array(anyOrder, { minLength: 1, maxLength: 6 }), {
  minLength: 12,
  maxLength: 40,
});

type AnyOrder = typeof anyOrder extends fc.Arbitrary<infer Order> ? Order : never;

/** A customer as they were told, without the store. */
export interface ToldCustomer {
  id: CustomerId;
  history: History;
}

/** A shop with random customers in the database, settled, and the same customers as they were told. */
export async function aReportShop(
  db: Database,
  seed: number,
): Promise<{ shop: Shop; context: Context; asOf: Day; told: ToldCustomer[] }> {
  const { shop, context } = await knownShop(db, new Date(NOON).toISOString());
  const [customers = []] = fc.sample(anyShop, { numRuns: 1, seed });
  await addProducts(shop);
  let id = 0n;
  const orders = customers.flatMap((bought, index) =>
    bought.flatMap((order) => {
      const customer = BigInt(index + 1);
      const stored = storedOrder(order, customer, (id += 10n));
      return order.undone === null ? [stored] : [stored, undoneOrder(order, customer, (id += 10n))];
    }),
  );
  await saveOrders(shop, orders, { because: 'order' });
  await settle(shop, context);
  await compareAll(shop, context);
  const told = customers.map((bought, index) => ({
    id: BigInt(index + 1) as CustomerId,
    history: {
      orders: bought.toSorted((a, b) => b.ago - a.ago).map(toldOrder),
      refunds: bought.flatMap(toldRefunds),
      region: null,
    },
  }));
  return { shop, context, asOf: dayIn(NOON), told };
}

/** Gives every customer a rank, a layer, a decile and a class. */
async function compareAll(shop: Shop, context: Context): Promise<void> {
  await shop.db.sql.query('delete from cutoff where shop_id = $1', [shop.id]);
  await settle(shop, context);
}

async function addProducts({ db, id }: Shop): Promise<void> {
  await db.sql.query(
    `insert into product (shop_id, id, updated_at, created_at, title, type, vendor, status, tags)
     select $1, id, now(), now(), 'Product ' || id, 'care', 'us', 'active', '{}'
     from unnest($2::bigint[]) as t (id)`,
    [id, PRODUCTS],
  );
  await db.sql.query(
    `insert into variant (shop_id, id, product_id, title, unit_cost_minor)
     select $1, product, product, 'one', cost
     from unnest($2::bigint[], $3::bigint[]) as t (product, cost)`,
    [id, PRODUCTS.slice(0, UNIT_COSTS.length), UNIT_COSTS],
  );
}

function toldOrder({ ago, channel, source, lines }: AnyOrder): CountedOrder {
  return {
    day: dayIn(NOON - ago * DAY_MS),
    value: valueOf(lines),
    channel,
    source,
    lines: lines.map(({ product, quantity, returned, price }) => {
      const left = quantity - returned;
      const unit = UNIT_COSTS[Number(product) - 1];
      const cost = unit === undefined ? null : unit * left;
      const plan = planOf(price);
      const line = { product: String(product), quantity: left, sales: price * left, cost };
      return plan === null ? line : { ...line, plan };
    }),
  };
}

const UNDONE_AFTER = 20;

function toldRefunds({ ago, refunds, undone }: AnyOrder): Refund[] {
  const given = undone === null ? [] : [{ after: UNDONE_AFTER, amount: undone }];
  return [...refunds, ...given].map(({ after, amount }) => ({
    ordered: dayIn(NOON - ago * DAY_MS),
    day: dayIn(NOON - (ago - after) * DAY_MS),
    value: amount,
  }));
}

function undoneOrder({ ago, undone }: AnyOrder, customerId: bigint, id: bigint) {
  const total = undone ?? 0;
  const at = NOON - (ago - UNDONE_AFTER) * DAY_MS;
  return anOrder({
    ...{ id, customerId, total, processedAt: NOON - ago * DAY_MS, refunded: total },
    refunds: [{ at, amount: total as Minor }],
  });
}

/** An order of which everything came back is worth next to nothing, but counts. */
function valueOf(lines: AnyOrder['lines']): number {
  const sales = lines.map(({ price, quantity, returned }) => price * (quantity - returned));
  return Math.max(
    1,
    sales.reduce((sum, each) => sum + each, 0),
  );
}

function storedOrder(order: AnyOrder, customerId: bigint, id: bigint) {
  const { ago, channel, source, lines, refunds } = order;
  const refunded = refunds.reduce((sum, { amount }) => sum + amount, 0);
  return anOrder({
    id,
    customerId,
    processedAt: NOON - ago * DAY_MS,
    total: valueOf(lines) + refunded,
    refunded,
    refunds: refundsOf(
      refunds.map(({ after, amount }) => ({
        at: NOON - (ago - after) * DAY_MS,
        amount: amount as Minor,
      })),
    ),
    sourceName: channel,
    utm: source === null ? null : { source, medium: null, campaign: null },
    lines: lines.map(({ product, quantity, returned, price }, index) => ({
      id: id + BigInt(index),
      productId: product,
      variantId: product,
      title: `Product ${product}`,
      quantity,
      currentQuantity: quantity - returned,
      sales: (price * quantity) as Minor,
      plan: planOf(price),
    })),
  });
}

/** What a report says once the job has made it. @param params as {@link paramsText} writes them. */
export async function madeBody(
  shop: Shop,
  context: Context,
  { key }: AnyReport,
  params: string,
): Promise<unknown> {
  await shop.db.sql.query(
    `insert into report (shop_id, key, params, asked_at) values ($1, $2, $3, now())
     on conflict (shop_id, key, params) do update set asked_at = now()`,
    [shop.id, key, params],
  );
  await buildReports(shop, context);
  return (await readReport(shop, { key, params }))?.made?.body;
}
