import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import split2 from 'split2';
import { z } from 'zod';
import type { Customer, LineItem, Order, Product, StoreData } from './records.ts';

const id = (type: string) =>
  z
    .string()
    .regex(new RegExp(`^gid://shopify/${type}/\\d+$`), `must be gid://shopify/${type}/<number>`);
const instant = z.iso.datetime({ offset: true });
const money = z.looseObject({
  shopMoney: z.looseObject({
    amount: z
      .string()
      .regex(/^-?\d{1,12}(\.\d{1,6})?$/, 'must be a decimal of at most twelve digits'),
    currencyCode: z.string().length(3),
  }),
});
const reference = (type: string) => z.looseObject({ id: id(type) });

const CustomerLine = z.looseObject({
  id: id('Customer'),
  createdAt: instant.optional(),
  updatedAt: instant.optional(),
  tags: z.array(z.string()).default([]),
});
const OrderLine = z.looseObject({
  id: id('Order'),
  processedAt: instant,
  createdAt: instant.optional(),
  updatedAt: instant.optional(),
  cancelledAt: instant.nullable().default(null),
  test: z.boolean().default(false),
  customer: reference('Customer').nullable().default(null),
  totalPriceSet: money,
  currentTotalPriceSet: money.optional(),
  totalRefundedSet: money.optional(),
  refunds: z.array(z.looseObject({ totalRefundedSet: money.optional() })).default([]),
});
const ProductLine = z.looseObject({ id: id('Product') });
const LineItemLine = z.looseObject({ id: id('LineItem'), __parentId: id('Order') });

/** The shop the data belongs to, where the files do not say. */
const SHOP = {
  id: 'gid://shopify/Shop/64000000002',
  name: '読み込んだデータの店(シミュレーション)',
  myshopifyDomain: 'data-simulated.myshopify.com',
  ianaTimezone: 'Asia/Tokyo',
};
const EMPTY_STORE_NOW = '2026-10-31T01:00:00Z';

/**
 * Reads `customers.jsonl`, `orders.jsonl` and `products.jsonl` of a folder, in the shape a Shopify
 * bulk query of those objects returns. What a line leaves out is what Shopify gives a plain order:
 * not cancelled, no test, nothing refunded, unchanged since it was made. Other fields are kept and
 * answered as they are. The store's present is the instant of its last order.
 *
 * @throws Error that names file, line and fault.
 */
export async function loadData(folder: string): Promise<StoreData> {
  if (!existsSync(path.join(folder, 'orders.jsonl'))) {
    throw new Error(
      `${folder} has no orders.jsonl: --data wants customers.jsonl, orders.jsonl and products.jsonl`,
    );
  }
  const orders = new Map<string, Order>();
  const currencies = new Set<string>();
  for await (const { line, where } of linesOf(folder, 'orders.jsonl')) {
    if ('__parentId' in line) {
      addChild(orders, line, where);
      continue;
    }
    const order = orderOf(parse(OrderLine, line, where));
    currencies.add(order.totalPriceSet.shopMoney.currencyCode);
    orders.set(order.id, order);
  }
  if (currencies.size > 1)
    throw new Error(`orders.jsonl has several shop currencies: ${[...currencies].join(', ')}`);
  const customers = await readAll(folder, 'customers.jsonl', CustomerLine, customerOf);
  const known = new Set(customers.map((customer) => customer.id));
  for (const { customer, processedAt } of orders.values()) {
    if (!customer || known.has(customer.id)) continue;
    known.add(customer.id);
    customers.push(customerOf({ id: customer.id, tags: [], createdAt: processedAt }));
  }
  const list = [...orders.values()].sort(
    (a, b) => Date.parse(a.processedAt) - Date.parse(b.processedAt),
  );
  return {
    shop: { ...SHOP, currencyCode: [...currencies][0] ?? 'JPY' },
    customers,
    orders: list,
    products: await readAll(
      folder,
      'products.jsonl',
      ProductLine,
      (line) => line as unknown as Product,
    ),
    now: utc(list.at(-1)?.processedAt ?? EMPTY_STORE_NOW),
  };
}

interface Located {
  line: Record<string, unknown>;
  where: string;
}

async function* linesOf(folder: string, file: string): AsyncGenerator<Located> {
  const stream = createReadStream(path.join(folder, file)).pipe(split2());
  let number = 0;
  for await (const text of stream as AsyncIterable<string>) {
    number += 1;
    if (text.trim() === '') continue;
    const where = `${file} line ${number}`;
    try {
      yield { line: z.record(z.string(), z.unknown()).parse(JSON.parse(text)), where };
    } catch {
      throw new Error(`${where}: is not a JSON object`);
    }
  }
}

async function readAll<Line, Item>(
  folder: string,
  file: string,
  schema: z.ZodType<Line>,
  of: (line: Line) => Item,
): Promise<Item[]> {
  const items: Item[] = [];
  if (!existsSync(path.join(folder, file))) return items;
  for await (const { line, where } of linesOf(folder, file)) {
    if (!('__parentId' in line)) items.push(of(parse(schema, line, where)));
  }
  return items;
}

function parse<Line>(schema: z.ZodType<Line>, line: unknown, where: string): Line {
  const result = schema.safeParse(line);
  if (result.success) return result.data;
  throw new Error(`${where}: ${z.prettifyError(result.error).replaceAll('\n', ' ')}`);
}

function addChild(orders: Map<string, Order>, line: Record<string, unknown>, where: string): void {
  if (typeof line.id === 'string' && !line.id.includes('/LineItem/')) return;
  const { __parentId: parent, ...item } = parse(LineItemLine, line, where);
  const order = orders.get(parent);
  if (!order) throw new Error(`${where}: its order ${parent} does not stand before it`);
  order.lineItems.push(item as unknown as LineItem);
}

function orderOf(line: z.infer<typeof OrderLine>): Order {
  const { currencyCode } = line.totalPriceSet.shopMoney;
  const refunded = line.refunds.reduce(
    (sum, refund) => sum + Number(refund.totalRefundedSet?.shopMoney.amount ?? 0),
    0,
  );
  const totalRefundedSet = line.totalRefundedSet ?? {
    shopMoney: { amount: refunded.toFixed(2), currencyCode },
  };
  const createdAt = line.createdAt ?? line.processedAt;
  return {
    name: line.id,
    sourceName: null,
    displayFinancialStatus: null,
    ...line,
    processedAt: utc(line.processedAt),
    createdAt: utc(createdAt),
    updatedAt: utc(line.updatedAt ?? createdAt),
    cancelledAt: line.cancelledAt && utc(line.cancelledAt),
    totalRefundedSet,
    currentTotalPriceSet: line.currentTotalPriceSet ?? line.totalPriceSet,
    lineItems: [],
    refunds: line.refunds as unknown as Order['refunds'],
  };
}

function customerOf(line: z.infer<typeof CustomerLine>): Customer {
  const createdAt = utc(line.createdAt ?? EMPTY_STORE_NOW);
  return {
    firstName: null,
    lastName: null,
    locale: 'ja',
    ...line,
    createdAt,
    updatedAt: utc(line.updatedAt ?? createdAt),
  };
}

/** Shopify's own form of an instant: UTC, whole seconds. */
function utc(text: string): string {
  return new Date(Math.floor(Date.parse(text) / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
