import { z } from 'zod';
import type { CustomerId } from '../ids.ts';
import type { Settings } from '../settings.ts';
import type { AbcClass } from './abc.ts';
import { relativeClassesOf, type Classes } from './classes.ts';
import type { Measures } from './cuts.ts';
import { layerOf } from './layer.ts';
import { rankOf, rfmScores, rfmSegment, type RfmMeasures } from './rfm.ts';

/** The last customer of a group, highest amounts first and the lower id among equals. */
const Border = z.strictObject({ amount: z.number(), id: z.string() });
type Border = z.infer<typeof Border>;

const Four = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/**
 * What the customers of a shop are divided by, as it is kept: a customer is held against it alone,
 * in constant work. Days, orders and minor units.
 */
export const StoredCutoffs = z.strictObject({
  rfm: z.strictObject({ r: Four, f: Four, m: Four }),
  layers: z.strictObject({ topExcellent: z.number(), highLtvGeneral: z.number() }).nullable(),
  /** Where the first nine deciles end, as far as they have anybody. */
  deciles: z.array(Border).max(9),
  /** Where A and B end; null without anybody in them. */
  abc: z.strictObject({ a: Border.nullable(), b: Border.nullable() }),
});
export type StoredCutoffs = z.infer<typeof StoredCutoffs>;

/** A customer as the relative models see one. */
export interface Comparable extends RfmMeasures {
  id: CustomerId;
}

/**
 * The cutoffs of all customers of a shop on one day; null when there are none.
 *
 * @param ids ascending, with the measures of each at the same index.
 */
export function storedCutoffsOf(
  measures: Measures,
  ids: BigInt64Array,
  settings: Settings,
): StoredCutoffs | null {
  const all = relativeClassesOf(measures, settings);
  if (!all) return null;
  const deciles = new Map<number, number>();
  const abc = new Map<AbcClass, number>();
  for (let index = 0; index < ids.length; index += 1) {
    const { decile, abc: letter } = all.of(index);
    keepLast(deciles, decile, index, measures);
    keepLast(abc, letter, index, measures);
  }
  const borderOf = (index: number | undefined): Border | null =>
    index === undefined
      ? null
      : { amount: measures.amount[index] ?? 0, id: String(ids[index] ?? 0n) };
  const { rfm, layers } = all.cutoffs;
  return {
    rfm: { r: [...rfm.r], f: [...rfm.f], m: [...rfm.m] },
    layers,
    deciles: DECILES_BUT_LAST.flatMap((decile) => borderOf(deciles.get(decile)) ?? []),
    abc: { a: borderOf(abc.get('A')), b: borderOf(abc.get('B')) },
  };
}

const DECILES_BUT_LAST = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Of those of a group the one with the lowest amount, and the later among equals. */
function keepLast<Key>(
  last: Map<Key, number>,
  key: Key,
  index: number,
  { amount }: Measures,
): void {
  const known = last.get(key);
  if (known === undefined || (amount[index] ?? 0) <= (amount[known] ?? 0)) last.set(key, index);
}

/** The classes of one customer against stored cutoffs; on their own day the same as among all. */
export function classesAgainst(
  cutoffs: StoredCutoffs,
  customer: Comparable,
  settings: Settings,
): Classes {
  const scores = rfmScores(customer, cutoffs.rfm);
  const rank = rankOf(scores, settings);
  return {
    scores,
    segment: rfmSegment(scores),
    rank,
    layer: layerOf(rank, customer.amount, cutoffs.layers),
    decile: 1 + cutoffs.deciles.filter((border) => isBehind(customer, border)).length,
    abc: abcAgainst(cutoffs.abc, customer),
  };
}

function abcAgainst({ a, b }: StoredCutoffs['abc'], customer: Comparable): AbcClass {
  if (customer.amount <= 0) return 'C';
  if (!a || !isBehind(customer, a)) return 'A';
  return b && !isBehind(customer, b) ? 'B' : 'C';
}

function isBehind({ amount, id }: Pick<Comparable, 'amount' | 'id'>, border: Border): boolean {
  return amount < border.amount || (amount === border.amount && id > BigInt(border.id));
}
