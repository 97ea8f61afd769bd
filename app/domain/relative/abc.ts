import type { Settings } from '../settings.ts';

export const ABC_CLASSES = ['A', 'B', 'C'] as const;
export type AbcClass = (typeof ABC_CLASSES)[number];

/** Shares are held exactly to a millionth. */
const SCALE = 1_000_000n;

/**
 * ABC by cumulative share, own share in (domain.md A4.6). Values of 0 or less weigh nothing and are
 * C; the first is always A, unless nothing weighs anything.
 *
 * @param descending a whole number per item, highest first.
 */
export function abcClasses(
  descending: readonly number[] | Float64Array,
  settings: Settings,
): AbcClass[] {
  const weights = Array.from(descending, (value) => (value > 0 ? BigInt(value) : 0n));
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const a = limitOf(settings.abc.aShare, total);
  const b = limitOf(settings.abc.bShare, total);
  let sum = 0n;
  return weights.map((weight, place) => {
    sum += weight;
    if (weight === 0n) return 'C';
    if (place === 0 || sum * SCALE <= a) return 'A';
    return sum * SCALE <= b ? 'B' : 'C';
  });
}

function limitOf(share: number, total: bigint): bigint {
  return BigInt(Math.round(share * Number(SCALE))) * total;
}
