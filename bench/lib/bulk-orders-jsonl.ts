import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { diceOf, type Dice } from '#simulator/generator/dice.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../.kizuna/bench');
const SEED = 5;
const FROM = Date.parse('2023-11-01T00:00:00Z');
const YEARS = 3;
const SECONDS_A_YEAR = 365 * 24 * 60 * 60;
const ORDERS_A_CUSTOMER = 5;
const PRODUCTS = 40;
const CHANNELS = [
  ['web', 'Online Store'],
  ['pos', 'Point of Sale'],
  ['shopify_draft_order', 'Draft Orders'],
] as const;

/** A bulk result of so many orders with their lines, as Shopify writes it; made once and kept. */
export async function bulkOrdersJsonl(orders: number): Promise<{ file: string; lines: number }> {
  const file = path.join(FOLDER, `bulk-orders-${orders}-3.jsonl`);
  const dice = diceOf(SEED);
  let lines = 0;
  const fresh = !existsSync(file);
  await mkdir(FOLDER, { recursive: true });
  const out = fresh ? createWriteStream(`${file}.part`) : null;
  for (let order = 0; order < orders; order += 1) {
    const rows = rowsOf(order, orders, dice);
    lines += rows.length;
    if (out && !out.write(`${rows.join('\n')}\n`)) await once(out, 'drain');
  }
  if (out) {
    out.end();
    await finished(out);
    await rename(`${file}.part`, file);
  }
  return { file, lines };
}

function rowsOf(index: number, orders: number, dice: Dice): string[] {
  const id = `gid://shopify/Order/${5_400_000_000_000 + index * 32_768}`;
  const customers = orders / ORDERS_A_CUSTOMER;
  const customer = 7_100_000_000_000 + dice.whole(0, customers - 1) * 32_768;
  const at = new Date(FROM + dice.whole(0, YEARS * SECONDS_A_YEAR) * 1000).toISOString();
  const instant = at.replace('.000Z', 'Z');
  const [sourceName, app] = CHANNELS[dice.whole(0, CHANNELS.length - 1)] ?? CHANNELS[0];
  const items = Array.from({ length: dice.whole(1, 3) }, (_, line) =>
    itemOf(index, line, id, dice),
  );
  const total = money(items.reduce((sum, { sales }) => sum + sales, 0) + 550);
  const visit = dice.chance(0.4)
    ? { utmParameters: { source: 'instagram', medium: 'social', campaign: `autumn-${index % 7}` } }
    : { utmParameters: null };
  const order = {
    id,
    name: `#${1_000 + index}`,
    createdAt: instant,
    processedAt: instant,
    updatedAt: instant,
    cancelledAt: null,
    test: false,
    sourceName,
    tags: dice.chance(0.1) ? ['gift'] : [],
    discountCodes: dice.chance(0.1) ? ['WELCOME10'] : [],
    customer: { id: `gid://shopify/Customer/${customer}` },
    app: { name: app },
    retailLocation: null,
    purchasingEntity: { __typename: 'Customer' },
    customerJourneySummary: { lastVisit: visit },
    totalPriceSet: total,
    currentTotalPriceSet: total,
    totalRefundedSet: money(0),
    refunds: [],
    totalDiscountsSet: money(0),
  };
  return [order, ...items.map(({ node }) => node)].map((row) => JSON.stringify(row));
}

function itemOf(index: number, line: number, order: string, dice: Dice) {
  const product = dice.whole(0, PRODUCTS - 1);
  const quantity = dice.whole(1, 2);
  const sales = quantity * 100 * dice.whole(12, 98);
  const node = {
    id: `gid://shopify/LineItem/${5_400_000_000_000_000 + index * 4 + line}`,
    title: `うるおいクリーム 50g 詰め替え用 ${product}`,
    quantity,
    currentQuantity: quantity,
    discountedTotalSet: money(sales),
    product: { id: `gid://shopify/Product/${8_000_000_000_000 + product}` },
    variant: { id: `gid://shopify/ProductVariant/${8_100_000_000_000 + product}` },
    __parentId: order,
  };
  return { sales, node };
}

function money(amount: number) {
  return { shopMoney: { amount: `${amount}.0` } };
}
