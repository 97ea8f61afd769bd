/** Adds to the count of a key: one, unless it is said how many. */
export function countUp<Key>(counts: Map<Key, number>, key: Key, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** The entry of a key, made when it is not there yet. */
export function entryOf<Key, Entry>(entries: Map<Key, Entry>, key: Key, make: () => Entry): Entry {
  let entry = entries.get(key);
  if (entry === undefined) entries.set(key, (entry = make()));
  return entry;
}

/** Sorts by a count, highest first, and equals by name in code-unit order. */
export function highestFirst<Item>(
  count: (item: Item) => number,
  name: (item: Item) => string,
): (a: Item, b: Item) => number {
  return (a, b) => count(b) - count(a) || (name(a) < name(b) ? -1 : 1);
}
