import { GraphQLError } from 'graphql';
import { numberOf } from '../numbering.ts';
import type { Order } from '../records.ts';
import { connectionOf, type Connection, type PageArgs } from './connection.ts';

export interface OrderSearch extends PageArgs {
  query?: string | null;
  sortKey?: string | null;
  reverse?: boolean | null;
}

/** The orders a search finds, in its order. @throws GraphQLError that names what is not modelled. */
export function ordersOf(all: readonly Order[], search: OrderSearch): Connection<Order> {
  const { query, sortKey, reverse } = search;
  const since = query == null ? null : sinceOf(query);
  const found =
    since === null ? all : all.filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
  if (sortKey == null) return connectionOf(reverse ? found.toReversed() : found, search);
  if (sortKey !== 'UPDATED_AT')
    throw new GraphQLError(`The simulator does not model orders(sortKey: ${sortKey})`);
  return byUpdate(found, reverse ?? false, search);
}

/** Only `updated_at:>='<instant>'`. */
function sinceOf(query: string): number {
  const instant = /^updated_at:>='([^']+)'$/.exec(query)?.[1];
  const since = Date.parse(instant ?? '');
  if (Number.isNaN(since))
    throw new GraphQLError(`The simulator does not model orders(query: ${JSON.stringify(query)})`);
  return since;
}

/** A cursor is a value of the sort key and an id: a page goes on from there whatever has moved. */
function byUpdate(orders: readonly Order[], reverse: boolean, page: PageArgs): Connection<Order> {
  const direction = reverse ? -1 : 1;
  const keyed = orders.map((order) => ({ order, key: keyOf(order) }));
  const sorted = keyed.sort((a, b) => direction * compare(a.key, b.key));
  return connectionOf(
    sorted.map(({ order }) => order),
    page,
    {
      of: (order) => Buffer.from(JSON.stringify(cursorOf(order))).toString('base64'),
      placeAfter: (cursor) => {
        const key = keyOfCursor(cursor);
        const place = sorted.findIndex((item) => direction * compare(item.key, key) > 0);
        return place === -1 ? sorted.length : place;
      },
    },
  );
}

interface Key {
  at: number;
  number: bigint;
}

function keyOf({ id, updatedAt }: { id: string; updatedAt: string }): Key {
  return { at: Date.parse(updatedAt), number: numberOf(id) };
}

function cursorOf({ id, updatedAt }: Order) {
  return { last_id: id, last_value: updatedAt };
}

function keyOfCursor(cursor: string): Key {
  try {
    const read = JSON.parse(Buffer.from(cursor, 'base64').toString()) as Record<string, unknown>;
    return keyOf({ id: String(read.last_id), updatedAt: String(read.last_value) });
  } catch {
    throw new GraphQLError(`"${cursor}" is not a cursor of this list`);
  }
}

function compare(a: Key, b: Key): number {
  return a.at - b.at || (a.number < b.number ? -1 : a.number > b.number ? 1 : 0);
}
