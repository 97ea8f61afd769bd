import { ABC_CLASSES, abcClasses, weightOf, type AbcClass } from '../relative/abc.ts';
import type { Settings } from '../settings.ts';
import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** An item (customer or product) in its class. */
export interface AbcRow<Item> {
  item: Item;
  value: number;
  class: AbcClass;
  /** Of the whole that weighs; 0 for values of 0 or less. */
  share: Ratio;
  /** Of this item and all before it. */
  cumulativeShare: Ratio;
}

/**
 * ABC分析 (domain.md A4.6), item by item; any number of items.
 *
 * @param descending items by value, highest first; see `compareBy`.
 * @param total what all items weigh together; see `totalWeight`.
 */
export function* abcRows<Item>(
  descending: Iterable<Item>,
  valueOf: (item: Item) => number,
  total: bigint,
  settings: Settings,
): Generator<AbcRow<Item>> {
  let current: Item | undefined;
  let cumulative = 0n;
  function* values() {
    for (const item of descending) {
      current = item;
      yield valueOf(item);
    }
  }
  for (const abcClass of abcClasses(values(), total, settings)) {
    const item = current as Item;
    const value = valueOf(item);
    cumulative += weightOf(value);
    yield {
      item,
      value,
      class: abcClass,
      share: ratioOf(Number(weightOf(value)), Number(total)),
      cumulativeShare: ratioOf(Number(cumulative), Number(total)),
    };
  }
}

/** One class of the table. */
export interface AbcSummary {
  class: AbcClass;
  items: number;
  /** Sum of the values, those below 0 too. */
  value: bigint;
  /** Of what all items weigh. */
  share: Ratio;
  /** Of this class and those above it. */
  cumulativeShare: Ratio;
  /** Value per item. */
  perItem: Ratio;
}

/** The three classes of rows that come from {@link abcRows}. */
export function abcTable(): Tally<Pick<AbcRow<unknown>, 'class' | 'value'>, AbcSummary[]> {
  const sums = new Map(ABC_CLASSES.map((name) => [name, { items: 0, value: 0n, weight: 0n }]));
  return {
    add: (row) => {
      const sum = sums.get(row.class);
      if (!sum) return;
      sum.items += 1;
      sum.value += BigInt(row.value);
      sum.weight += weightOf(row.value);
    },
    result: () => abcSummaries(sums),
  };
}

/** What the items of one class come to. */
export interface AbcSum {
  items: number;
  value: bigint;
  weight: bigint;
}

/** The classes that are summed already, A first. */
export function abcSummaries(sums: ReadonlyMap<AbcClass, AbcSum>): AbcSummary[] {
  const total = [...sums.values()].reduce((whole, { weight }) => whole + weight, 0n);
  let cumulative = 0n;
  return [...sums].map(([name, { items, value, weight }]) => ({
    class: name,
    items,
    value,
    share: ratioOf(Number(weight), Number(total)),
    cumulativeShare: ratioOf(Number((cumulative += weight)), Number(total)),
    perItem: ratioOf(Number(value), items),
  }));
}
