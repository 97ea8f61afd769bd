/** The middle and the quarters of some values; null without any. */
export interface Quartiles {
  count: number;
  lower: number | null;
  median: number | null;
  upper: number | null;
}

/** Counts whole numbers, so that any quantile of millions is exact and takes no more than their range. */
export class Histogram {
  #counts = new Map<number, number>();
  #size = 0;

  add(value: number): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
    this.#size += 1;
  }

  /** How many values, and their type-7 quantiles at a quarter, a half and three quarters. */
  quartiles(): Quartiles {
    const ascending = [...this.#counts].sort(([a], [b]) => a - b);
    const at = (share: number) => quantileOf(ascending, share * (this.#size - 1));
    if (this.#size === 0) return { count: 0, lower: null, median: null, upper: null };
    return { count: this.#size, lower: at(0.25), median: at(0.5), upper: at(0.75) };
  }
}

type Counts = readonly (readonly [value: number, count: number])[];

function quantileOf(ascending: Counts, place: number): number {
  const below = valueAt(ascending, Math.floor(place));
  const above = valueAt(ascending, Math.ceil(place));
  return below + (above - below) * (place - Math.floor(place));
}

function valueAt(ascending: Counts, place: number): number {
  let passed = 0;
  for (const [value, count] of ascending) {
    passed += count;
    if (passed > place) return value;
  }
  return NaN;
}
