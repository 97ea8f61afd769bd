import type { OrderId } from '../domain/ids.ts';
import { moneyReader, type Minor, type MoneyReader } from '../domain/money.ts';
import { readAmount, toBig } from './amount.ts';
import { BadFile, type BadRows } from './bad-file.ts';
import { CurrencyWatch } from './currency.ts';
import { cellAt, type Header } from './header.ts';
import { momentReader, type Moment } from './moment.ts';
import { quoted, unreadable } from './reasons.ts';
import type { TakeRecord } from './records.ts';
import { SHOPIFY_COLUMNS } from './shopify-rows.ts';
import { readShopifyId } from './shopify-ids.ts';
import type { FileSource } from './source.ts';
import { readGoodRows, type LenientTable } from './table.ts';

/** A line item of an exported order; amounts in minor units. */
export interface ExportedLine {
  title: string;
  sku: string | null;
  quantity: number;
  /** For the whole quantity, after the discount that stands beside it. */
  sales: Minor;
}

/** An order of Shopify's export; instants in epoch milliseconds, amounts in minor units. */
export interface ExportedOrder {
  id: OrderId;
  name: string;
  /** Trimmed and lower case; null: a guest without one. */
  email: string | null;
  createdAt: number;
  cancelledAt: number | null;
  total: Minor;
  refunded: Minor;
  discount: Minor;
  discountCodes: string[];
  tags: string[];
  source: string | null;
  location: string | null;
  lines: ExportedLine[];
}

/** The good orders of a file, in its order, and what is wrong with its bad rows. */
export interface ExportedOrders extends LenientTable {
  orders: ExportedOrder[];
}

interface Reader {
  bad: BadRows;
  moment: (text: string) => Moment | null;
  currency: CurrencyWatch;
  money: MoneyReader;
}

/**
 * Reads Shopify's export of orders whole. A further row of an order is one more line item; a bad one
 * leaves the order without it.
 *
 * @throws BadFile for a bad header or encoding.
 */
export async function readExportedOrders(
  source: FileSource,
  { timezone, currency }: { timezone: string; currency: string },
): Promise<ExportedOrders> {
  const orders = new Map<string, ExportedOrder | null>();
  const moment = momentReader(timezone);
  const watch = new CurrencyWatch(currency);
  const money = moneyReader(currency);
  const table = await readGoodRows(source, SHOPIFY_COLUMNS.join(','), (header, bad) => {
    if (header.find('Id') === null) {
      throw new BadFile(
        `${source.name} lacks the column Id: export the orders from Shopify's admin and leave all columns in`,
      );
    }
    return orderRows(header, { bad, moment, currency: watch, money }, orders);
  });
  return { ...table, orders: [...orders.values()].filter((order) => order !== null) };
}

/** @param orders those so far by their names; null where the first row was bad: the rest is not blamed for it. */
function orderRows(
  header: Header,
  reader: Reader,
  orders: Map<string, ExportedOrder | null>,
): TakeRecord {
  const at = { name: header.need('Name'), total: header.need('Total'), id: header.need('Id') };
  const readFacts = factsReader(header, reader);
  const readLine = lineReader(header, reader);
  const { bad } = reader;
  return (cells, line) => {
    const name = cellAt(cells, at.name);
    if (name === '') bad.add(line, 'Name is missing');
    const known = orders.get(name);
    if (known === null) return;
    if (known) {
      const id = cellAt(cells, at.id);
      if (id !== '' && readShopifyId(id, 'Order') !== known.id) {
        bad.add(line, `${name} stands for two orders`);
      }
    } else if (cellAt(cells, at.total) === '') {
      bad.add(line, `the first row of ${name}, with its Total, is missing`);
    }
    if (bad.includes(line)) {
      if (!known) orders.set(name, null);
      return;
    }
    const order = known ?? readFacts(cells, line);
    orders.set(name, order);
    const item = order && readLine(cells, line);
    if (item) order.lines.push(item);
  };
}

function factsReader(header: Header, { bad, moment, currency, money }: Reader) {
  const at = {
    id: header.need('Id'),
    name: header.need('Name'),
    email: header.need('Email'),
    total: header.need('Total'),
    createdAt: header.need('Created at'),
    cancelledAt: header.find('Cancelled at'),
    refunded: header.find('Refunded Amount'),
    currency: header.find('Currency'),
    discount: header.find('Discount Amount'),
    codes: header.find('Discount Code'),
    tags: header.find('Tags'),
    source: header.find('Source'),
    location: header.find('Location'),
  };
  return (cells: readonly string[], line: number): ExportedOrder | null => {
    const text = (column: keyof typeof at) => cellAt(cells, at[column]);
    const time = (column: 'createdAt' | 'cancelledAt', name: string) => {
      const read = moment(text(column));
      if (!read) bad.add(line, unreadable('date', name, text(column)));
      return read?.instant() ?? 0;
    };
    const amount = (column: 'total' | 'refunded' | 'discount', name: string) => {
      const read = text(column) === '' ? (0 as Minor) : minorOf(text(column), money);
      if (read === null) bad.add(line, unreadable('amount', name, text(column)));
      return read ?? (0 as Minor);
    };
    const id = readShopifyId(text('id'), 'Order');
    if (id === null) bad.add(line, `Id ${quoted(text('id'))} is no number of a Shopify order`);
    const objection = currency.objectionTo(text('currency'));
    if (objection !== null) bad.add(line, objection);
    const order = {
      id: (id ?? 0n) as OrderId,
      name: text('name'),
      email: text('email').toLowerCase() || null,
      createdAt: time('createdAt', 'Created at'),
      cancelledAt: text('cancelledAt') === '' ? null : time('cancelledAt', 'Cancelled at'),
      total: amount('total', 'Total'),
      refunded: amount('refunded', 'Refunded Amount'),
      discount: amount('discount', 'Discount Amount'),
      discountCodes: listOf(text('codes')),
      tags: listOf(text('tags')),
      source: text('source') || null,
      location: text('location') || null,
      lines: [],
    };
    return bad.includes(line) ? null : order;
  };
}

/** A row of a file that tells no products has no line. */
function lineReader(header: Header, { bad, money }: Reader) {
  const at = {
    title: header.find('Lineitem name'),
    quantity: header.find('Lineitem quantity'),
    price: header.find('Lineitem price'),
    sku: header.find('Lineitem sku'),
    discount: header.find('Lineitem discount'),
  };
  return (cells: readonly string[], line: number): ExportedLine | null => {
    const title = cellAt(cells, at.title);
    if (title === '') return null;
    const quantity = cellAt(cells, at.quantity);
    if (!/^\d{1,9}$/.test(quantity)) {
      bad.add(line, `Lineitem quantity ${quoted(quantity)} is no whole number`);
    }
    const [price, discount] = [cellAt(cells, at.price), cellAt(cells, at.discount)];
    const each = minorOf(price, money);
    if (each === null) bad.add(line, unreadable('amount', 'Lineitem price', price));
    const off = discount === '' ? 0 : minorOf(discount, money);
    if (off === null) bad.add(line, unreadable('amount', 'Lineitem discount', discount));
    if (each === null || off === null || bad.includes(line)) return null;
    const sales = (each * Number(quantity) - off) as Minor;
    return { title, sku: cellAt(cells, at.sku) || null, quantity: Number(quantity), sales };
  };
}

function minorOf(text: string, money: MoneyReader): Minor | null {
  const amount = readAmount(text);
  try {
    return amount && money(toBig(amount).toFixed());
  } catch {
    return null;
  }
}

function listOf(text: string): string[] {
  return text.split(',').flatMap((part) => part.trim() || []);
}
