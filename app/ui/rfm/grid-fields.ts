import type { RfmSums, ScoreSums, Sums } from '../../presenters/rfm-sums.ts';

/** Which two scores are held against each other. */
export const PAIRS = ['rf', 'rm', 'fm'] as const;
export type Pair = (typeof PAIRS)[number];
export const AXES = { rf: ['r', 'f'], rm: ['r', 'm'], fm: ['f', 'm'] } as const;

/** A field of the grid. */
export interface GridPlace {
  row: number;
  column: number;
  /** Such as `R5 F1`. */
  code: string;
  scores: { r?: number; f?: number; m?: number };
  /** R and F alone decide it. */
  segment: RfmSums['segments'][number]['state'] | null;
  sums: Sums;
}

const BEST_FIRST = [5, 4, 3, 2, 1];

/** The 25 fields, the best row first, columns rising. */
export function fieldsOf({ scores, segmentGrid }: RfmSums, pair: Pair): GridPlace[] {
  const [down, across] = AXES[pair];
  return BEST_FIRST.flatMap((row) =>
    BEST_FIRST.toReversed().map((column) => ({
      row,
      column,
      code: `${down.toUpperCase()}${row} ${across.toUpperCase()}${column}`,
      scores: { [down]: row, [across]: column },
      segment: pair === 'rf' ? (segmentGrid[row - 1]?.[column - 1] ?? null) : null,
      sums: sumOf(scores.filter((each) => each[down] === row && each[across] === column)),
    })),
  );
}

function sumOf(scores: readonly ScoreSums[]): Sums {
  return scores.reduce<Sums>(
    (sum, { customers, orders, amount }) => ({
      customers: sum.customers + customers,
      orders: sum.orders + orders,
      amount: sum.amount + amount,
    }),
    { customers: 0, orders: 0, amount: 0 },
  );
}
