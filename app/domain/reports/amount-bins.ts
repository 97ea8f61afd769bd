import type { FlaggedValues } from './flagged-values.ts';

/** Customers by amount, in steps of one width; minor units. */
export interface AmountBins {
  customers: number;
  /** Per head; null without anybody. */
  mean: number | null;
  median: number | null;
  width: number;
  /** The last one takes all from its `from` on. */
  bins: { from: number; customers: number; flagged: number }[];
}

const STEPS = 20;
const MOST_SHOWN = 0.95;
const NICE = [1, 2, 5, 10];

/**
 * How amounts are spread: at most 20 steps of a round width up to the amount that 95 % do not
 * exceed, and one for all beyond. Amounts below 0 are in the first step.
 */
export function amountBins(values: FlaggedValues): AmountBins {
  const { size } = values;
  const [most = 0, upper, lower] = valuesAt(values, [
    Math.floor((1 - MOST_SHOWN) * size),
    Math.floor((size - 1) / 2),
    Math.floor(size / 2),
  ]);
  const width = niceWidth(most);
  const bins: AmountBins['bins'] = [];
  let sum = 0n;
  for (const { value, flagged } of values.descending()) {
    sum += BigInt(value);
    const bin = binOf(bins, Math.min(Math.max(0, Math.floor(value / width)), STEPS), width);
    bin.customers += 1;
    if (flagged) bin.flagged += 1;
  }
  const mean = size === 0 ? null : Number(sum) / size;
  const median = upper === undefined || lower === undefined ? null : (upper + lower) / 2;
  return { customers: size, mean, median, width, bins };
}

function valuesAt(values: FlaggedValues, places: readonly number[]): (number | undefined)[] {
  const found: (number | undefined)[] = places.map(() => undefined);
  let place = 0;
  for (const { value } of values.descending()) {
    places.forEach((wanted, index) => {
      if (wanted === place) found[index] = value;
    });
    place += 1;
  }
  return found;
}

function binOf(bins: AmountBins['bins'], index: number, width: number) {
  while (bins.length <= index) {
    bins.push({ from: bins.length * width, customers: 0, flagged: 0 });
  }
  return bins[index] ?? { from: 0, customers: 0, flagged: 0 };
}

function niceWidth(most: number): number {
  const rough = Math.max(1, most / STEPS);
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (NICE.find((nice) => nice * power >= rough) ?? 10);
}
