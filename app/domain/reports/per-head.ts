/** A sum of minor units divided by a count, not rounded; null for a count of 0. */
export function perHead(sum: bigint, heads: number): number | null {
  return heads === 0 ? null : Number(sum) / heads;
}
