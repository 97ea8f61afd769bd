import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import split2 from 'split2';
import { z } from 'zod';
import { CustomerLine, customerOf } from './data/customers.ts';
import { addLineItem } from './data/line-items.ts';
import { OrderLine, orderOf } from './data/orders.ts';
import { EMPTY_STORE_NOW, parse, utc } from './data/parts.ts';
import { addVariant, ProductLine, productOf } from './data/products.ts';
import type { Customer, Order, StoreData } from './records.ts';

/** The shop the data belongs to, where the files do not say. */
const SHOP = {
  id: 'gid://shopify/Shop/64000000002',
  name: '読み込んだデータの店(シミュレーション)',
  myshopifyDomain: 'data-simulated.myshopify.com',
  ianaTimezone: 'Asia/Tokyo',
};

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
  const orders = await readAll(folder, 'orders.jsonl', OrderLine, orderOf, addLineItem);
  const customers = await readAll(folder, 'customers.jsonl', CustomerLine, customerOf);
  const products = await readAll(folder, 'products.jsonl', ProductLine, productOf, addVariant);
  addBuyers(customers, orders);
  const list = [...orders.values()].sort(
    (a, b) => Date.parse(a.processedAt) - Date.parse(b.processedAt),
  );
  return {
    shop: { ...SHOP, currencyCode: currencyOf(list) },
    customers: [...customers.values()],
    orders: list,
    products: [...products.values()],
    now: utc(list.at(-1)?.processedAt ?? EMPTY_STORE_NOW),
  };
}

function currencyOf(orders: readonly Order[]): string {
  const found = new Set(orders.map(({ totalPriceSet }) => totalPriceSet.shopMoney.currencyCode));
  if (found.size > 1)
    throw new Error(`orders.jsonl has several shop currencies: ${[...found].sort().join(', ')}`);
  return [...found][0] ?? 'JPY';
}

/** Whoever bought is a customer, with a line or without. */
function addBuyers(customers: Map<string, Customer>, orders: ReadonlyMap<string, Order>): void {
  for (const { customer, processedAt } of orders.values()) {
    if (!customer || customers.has(customer.id)) continue;
    const { id } = customer;
    customers.set(id, customerOf({ id, tags: [], createdAt: processedAt }));
  }
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

type AddChild<Item> = (
  items: ReadonlyMap<string, Item>,
  line: Record<string, unknown>,
  where: string,
) => void;

/** The records of a file by id, none when it is not there; `add` takes the children. */
async function readAll<Line, Item extends { id: string }>(
  folder: string,
  file: string,
  schema: z.ZodType<Line>,
  of: (line: Line) => Item,
  add: AddChild<Item> = () => undefined,
): Promise<Map<string, Item>> {
  const items = new Map<string, Item>();
  if (!existsSync(path.join(folder, file))) return items;
  for await (const { line, where } of linesOf(folder, file)) {
    if ('__parentId' in line) {
      add(items, line, where);
      continue;
    }
    const item = of(parse(schema, line, where));
    items.set(item.id, item);
  }
  return items;
}
