import type { Settings } from '../settings.ts';

export const ABC_CLASSES = ['A', 'B', 'C'] as const;
export type AbcClass = (typeof ABC_CLASSES)[number];

/**
 * ABC by cumulative share, own share in (domain.md A4.6). Values of 0 or less weigh nothing and are
 * C; the first is always A, unless nothing weighs anything.
 *
 * @param descending a value per item, highest first, in whole units.
 */
export function* abcClasses(
  descending: Iterable<number>,
  total: bigint,
  settings: Settings,
): Generator<AbcClass> {
  const a = limitOf(settings.abc.aShare, total);
  const b = limitOf(settings.abc.bShare, total);
  let sum = 0n;
  let first = true;
  for (const value of descending) {
    sum += weightOf(value);
    if (value <= 0) yield 'C';
    else if (first || sum * SCALE <= a) yield 'A';
    else yield sum * SCALE <= b ? 'B' : 'C';
    first = false;
  }
}

/** What a value weighs in the whole. */
export function weightOf(value: number): bigint {
  return BigInt(Math.max(value, 0));
}

/** What all values weigh together. */
export function totalWeight(values: Iterable<number>): bigint {
  let total = 0n;
  for (const value of values) total += weightOf(value);
  return total;
}

const SCALE = 1_000_000n;

function limitOf(share: number, total: bigint): bigint {
  return BigInt(Math.round(share * Number(SCALE))) * total;
}
