import { dayOf } from '../domain/day.ts';
import { digitsOf } from '../domain/money.ts';
import { listCustomers } from '../store/customer-list.ts';
import { customerRows, type ListedCustomer } from '../store/customer-rows.ts';
import type { Shop } from '../store/database.ts';
import { askedList } from './customers-filter.ts';
import { listedOf, positionOf } from './customers-list.ts';
import { readyShop } from './readiness.ts';

const PORTION = 2_000;

/** The columns of the file, in their order. */
export const FILE_COLUMNS = [
  'customer_id',
  'orders',
  'amount',
  'average_order_value',
  'first_order_on',
  'last_order_on',
  'tenure_days',
  'departure_days',
  'cpm',
  'lifecycle',
  'stage',
  'vip',
  'contract',
  'next',
  'rfm',
  'r_score',
  'f_score',
  'm_score',
  'rank',
  'layer',
  'decile',
  'abc',
  'next_change_on',
  'next_change_model',
  'next_change_to',
  'tags',
] as const;

/** A line of the file: raw numbers, ISO days, states by their keys. */
export type FileRow = (string | number | null)[];

/** Every customer of the list that an address asks for, a portion at a time, in its order. */
export async function* customersFile(
  shop: Shop,
  query: URLSearchParams,
  now: number,
): AsyncGenerator<FileRow[]> {
  const known = await readyShop(shop);
  if (typeof known === 'string') return;
  const { filter, sort } = askedList(query);
  const listed = await listedOf(shop, known, filter, now);
  const minorPerUnit = 10 ** digitsOf(known.currency);
  for (let position = positionOf(sort, null); ;) {
    const places = (await listCustomers(shop, listed, position, PORTION)) ?? [];
    const rows = await customerRows(
      shop,
      places.map(({ id }) => id),
    );
    yield rows.map((row) => lineOf(row, minorPerUnit, listed.today));
    const last = places.at(-1);
    if (filter.ids || last?.value == null || places.length < PORTION) return;
    position = { ...position, after: { value: last.value, id: last.id } };
  }
}

function lineOf(row: ListedCustomer, minorPerUnit: number, today: number): FileRow {
  const { orders, amount, firstOn, lastOn, states, classes, next } = row;
  const total = amount === null ? null : Number(amount);
  const days = (from: string | null, to: number) => (from === null ? null : to - dayOf(from));
  return [
    String(row.id),
    orders,
    total === null ? null : total / minorPerUnit,
    total === null || !orders ? null : Math.round(total / orders) / minorPerUnit,
    firstOn,
    lastOn,
    lastOn === null ? null : days(firstOn, dayOf(lastOn)),
    days(lastOn, today),
    ...['cpm', 'lifecycle', 'stage', 'vip', 'contract', 'next'].map((key) => states[key] ?? null),
    ...classesOf(classes),
    next?.on ?? null,
    next?.model ?? null,
    next?.to ?? null,
    row.written.join(' '),
  ];
}

function classesOf(classes: ListedCustomer['classes']): FileRow {
  if (!classes) return Array.from({ length: 8 }, () => null);
  const { rfm, r, f, m, rank, layer, decile, abc } = classes;
  return [rfm, r, f, m, rank, layer, decile, abc];
}
