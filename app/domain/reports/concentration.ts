import { ABC_CLASSES, abcClasses, weightOf, type AbcClass } from '../relative/abc.ts';
import { decileOf } from '../relative/decile.ts';
import type { Settings } from '../settings.ts';
import { abcSummaries, type AbcSum } from './abc-table.ts';
import { decileRows, type DecileSum } from './decile-table.ts';
import type { FlaggedValues } from './flagged-values.ts';

/** A tenth or a class of the customers; values in the unit of the measure, money in minor units. */
export interface ConcentrationRow<Group> {
  group: Group;
  customers: number;
  value: number;
  /** Of the whole that weighs; null where nothing does. */
  share: number | null;
  /** Of this group and those above it. */
  cumulativeShare: number | null;
  perHead: number | null;
  /** Customers whose value says less than is true. */
  flagged: number;
}

/** デシル分析 and ABC分析 of one measure (domain.md A4.6). */
export interface Concentration {
  customers: number;
  deciles: ConcentrationRow<number>[];
  abc: ConcentrationRow<AbcClass>[];
}

/** What the customers of a group come to. */
interface GroupSum {
  customers: number;
  value: bigint;
  weight: bigint;
  flagged: number;
}

const DECILES = 10;

/** Adds up customers whose groups are known or found. */
export class ConcentrationSums {
  readonly #deciles = Array.from({ length: DECILES }, noSum);
  readonly #abc = new Map(ABC_CLASSES.map((name) => [name, noSum()]));

  /** @param decile 1 to 10. */
  add(value: number, decile: number, abc: AbcClass, flagged = false): void {
    for (const sum of [this.#deciles[decile - 1], this.#abc.get(abc)]) {
      if (!sum) continue;
      sum.customers += 1;
      sum.value += BigInt(value);
      sum.weight += weightOf(value);
      if (flagged) sum.flagged += 1;
    }
  }

  /** The two tables. */
  result(): Concentration {
    const classes = new Map([...this.#abc].map(([name, sum]) => [name, abcSumOf(sum)]));
    const flaggedOf = (name: AbcClass) => this.#abc.get(name)?.flagged ?? 0;
    return {
      customers: this.#deciles.reduce((all, { customers }) => all + customers, 0),
      deciles: decileRows(this.#deciles.map(decileSumOf)).map((row) => ({
        group: row.decile,
        customers: row.customers,
        value: Number(row.amount),
        ...sharesOf(row),
        perHead: row.perHead.value,
        flagged: this.#deciles[row.decile - 1]?.flagged ?? 0,
      })),
      abc: abcSummaries(classes).map((row) => ({
        group: row.class,
        customers: row.items,
        value: Number(row.value),
        ...sharesOf(row),
        perHead: row.perItem.value,
        flagged: flaggedOf(row.class),
      })),
    };
  }
}

/** The same of values that have yet to be sorted: the exact tenths and classes of all of them. */
export function concentrationOf(values: FlaggedValues, settings: Settings): Concentration {
  const sums = new ConcentrationSums();
  let total = 0n;
  for (const { value } of values.descending()) total += weightOf(value);
  let current = { value: 0, flagged: false };
  function* sorted() {
    for (current of values.descending()) yield current.value;
  }
  let place = 0;
  for (const abc of abcClasses(sorted(), total, settings)) {
    sums.add(current.value, decileOf(place, values.size), abc, current.flagged);
    place += 1;
  }
  return sums.result();
}

function noSum(): GroupSum {
  return { customers: 0, value: 0n, weight: 0n, flagged: 0 };
}

function decileSumOf({ customers, value, weight }: GroupSum): DecileSum {
  return { customers, amount: value, weight };
}

function abcSumOf({ customers, value, weight }: GroupSum): AbcSum {
  return { items: customers, value, weight };
}

type Shares = Record<'share' | 'cumulativeShare', { value: number | null }>;

function sharesOf({ share, cumulativeShare }: Shares) {
  return { share: share.value, cumulativeShare: cumulativeShare.value };
}
