import { GraphQLError } from 'graphql';
import { numberOf } from '../../numbering.ts';
import { connectionOf, type Connection, type PageArgs } from '../connection.ts';
import { testOf, type Searchable } from './terms.ts';

export interface Search extends PageArgs {
  query?: string | null;
  sortKey?: string | null;
  reverse?: boolean | null;
}

/** What may be asked of one list. */
export interface Rules {
  /** The list's name, for what it refuses. */
  name: string;
  /** Fields of the search text. */
  fields: readonly string[];
  /** Words without a field are looked for in names. */
  byName?: true;
  sortKeys: readonly SortKey[];
}

const SORTED_BY = {
  UPDATED_AT: 'updatedAt',
  CREATED_AT: 'createdAt',
  PROCESSED_AT: 'processedAt',
  ID: null,
} as const;
type SortKey = keyof typeof SORTED_BY;

/** The records a search finds, in its order. @throws GraphQLError that names what is not modelled. */
export function searchIn<Item extends Searchable>(
  all: readonly Item[],
  { name, fields, byName, sortKeys }: Rules,
  search: Search,
): Connection<Item> {
  const { query, sortKey, reverse } = search;
  const test = testOf(query ?? '', fields, byName);
  if (!test)
    throw new GraphQLError(`The simulator does not model ${name}(query: ${JSON.stringify(query)})`);
  const key = sortKeys.find((known) => known === (sortKey ?? 'ID'));
  if (!key) throw new GraphQLError(`The simulator does not model ${name}(sortKey: ${sortKey})`);
  return sorted(query ? all.filter(test) : all, key, reverse ?? false, search);
}

/** A cursor is a value of the sort key and an id: a page goes on from there whatever has moved. */
function sorted<Item extends Searchable>(
  items: readonly Item[],
  sortKey: SortKey,
  reverse: boolean,
  page: PageArgs,
): Connection<Item> {
  const direction = reverse ? -1 : 1;
  const field = SORTED_BY[sortKey];
  const valueOf = (item: Item) => (field === null ? null : (item[field] ?? null));
  const keyed = items
    .map((item) => ({ item, key: keyOf(item.id, valueOf(item)) }))
    .sort((a, b) => direction * compare(a.key, b.key));
  return connectionOf(
    keyed.map(({ item }) => item),
    page,
    {
      of: (item) => textOf({ last_id: item.id, last_value: valueOf(item) }),
      placeAfter: (cursor) => {
        const key = keyOfCursor(cursor);
        const place = keyed.findIndex((entry) => direction * compare(entry.key, key) > 0);
        return place === -1 ? keyed.length : place;
      },
    },
  );
}

interface Key {
  at: number;
  number: bigint;
}

function keyOf(id: string, instant: string | null): Key {
  return { at: instant === null ? 0 : Date.parse(instant), number: numberOf(id) };
}

function textOf(cursor: object): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64');
}

function keyOfCursor(cursor: string): Key {
  try {
    const read = JSON.parse(Buffer.from(cursor, 'base64').toString()) as Record<string, unknown>;
    const value = read.last_value;
    return keyOf(String(read.last_id), typeof value === 'string' ? value : null);
  } catch {
    throw new GraphQLError(`"${cursor}" is not a cursor of this list`);
  }
}

function compare(a: Key, b: Key): number {
  return a.at - b.at || (a.number < b.number ? -1 : a.number > b.number ? 1 : 0);
}
