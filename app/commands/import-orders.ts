import type { CustomerId } from '../domain/ids.ts';
import type { BadRowSummary } from '../files/bad-file.ts';
import { readExportedCustomers } from '../files/exported-customers.ts';
import { readExportedOrders, type ExportedOrder } from '../files/exported-orders.ts';
import { fileInMemory } from '../files/source.ts';
import { presentCustomers } from '../store/customers.ts';
import type { Shop } from '../store/database.ts';
import { countKnown } from '../store/orders.ts';
import { readKnownShop } from '../store/shops.ts';
import { keepUpload } from '../store/uploads.ts';
import { orRefusal, refuseTooLarge, SHOWN, type NewFile, type Previewed } from './uploads.ts';

/** What taking over a file of orders would do. */
export interface OrdersPreview {
  orders: number;
  /** When the oldest and the newest were made; null without an order. */
  from: Date | null;
  to: Date | null;
  /** Orders whose customer is known by the e-mail, and how many customers those are. */
  matched: number;
  customers: number;
  /** Orders with an e-mail that is nobody's, and the names of the first 20: they count for no customer. */
  unmatched: { count: number; first: string[] };
  /** Orders without an e-mail. */
  guests: number;
  /** Orders that Shopify has told: its word stays. */
  alreadyThere: number;
  /** Orders that an earlier file has told. */
  toldBefore: number;
  errors: BadRowSummary;
  /** What is wrong with the file of customers; null without one. */
  customerErrors: BadRowSummary | null;
  /** The file of customers that goes with this one. */
  customersUpload: number | null;
}

/**
 * Reads Shopify's export of orders, and of customers to know whose they are, and keeps both until the
 * merchant decides; nothing else is changed.
 */
export function previewOrders(
  shop: Shop,
  files: { orders: NewFile; customers: NewFile | null },
): Promise<Previewed<OrdersPreview>> {
  return orRefusal(async () => {
    refuseTooLarge(files.orders);
    if (files.customers) refuseTooLarge(files.customers);
    const known = await readKnownShop(shop);
    if (!known) return { refusal: 'the shop has not told its currency yet' };
    const source = fileInMemory(files.orders.name, files.orders.bytes);
    const { orders, rows, bad } = await readExportedOrders(source, known);
    if (rows === 0) return { refusal: `${files.orders.name} has no rows below its header` };
    const told = files.customers && (await readOwners(files.customers));
    const judged = await judge(shop, orders, told?.byEmail ?? new Map<string, CustomerId>());
    const customersUpload =
      files.customers && Number(await keep(shop, 'customers', files.customers));
    const preview = { ...judged, errors: bad, customerErrors: told?.bad ?? null, customersUpload };
    return { id: await keep(shop, 'orders', files.orders, preview), preview };
  });
}

function readOwners({ name, bytes }: NewFile) {
  return readExportedCustomers(fileInMemory(name, bytes));
}

function keep(
  shop: Shop,
  kind: 'orders' | 'customers',
  { name, bytes, by }: NewFile,
  report: OrdersPreview | null = null,
): Promise<bigint> {
  return keepUpload(shop, { kind, fileName: name, body: bytes, report, by });
}

async function judge(
  shop: Shop,
  orders: readonly ExportedOrder[],
  byEmail: ReadonlyMap<string, CustomerId>,
): Promise<Omit<OrdersPreview, 'errors' | 'customerErrors' | 'customersUpload'>> {
  const present = await presentCustomers(shop, [...new Set(byEmail.values())]);
  const owners = orders.map(({ email }) => {
    const told = email === null ? undefined : byEmail.get(email);
    return told === undefined ? undefined : present.get(told);
  });
  const matched = owners.filter((owner) => owner !== undefined);
  const strangers = orders.filter(({ email }, index) => email !== null && !owners[index]);
  const times = orders.map(({ createdAt }) => createdAt).sort((a, b) => a - b);
  const known = await countKnown(
    shop,
    orders.map(({ id }) => id),
  );
  return {
    orders: orders.length,
    from: dateOf(times.at(0)),
    to: dateOf(times.at(-1)),
    matched: matched.length,
    customers: new Set(matched).size,
    unmatched: {
      count: strangers.length,
      first: strangers.slice(0, SHOWN).map(({ name }) => name),
    },
    guests: orders.filter(({ email }) => email === null).length,
    alreadyThere: known.byShopify,
    toldBefore: known.byFile,
  };
}

function dateOf(time: number | undefined): Date | null {
  return time === undefined ? null : new Date(time);
}
