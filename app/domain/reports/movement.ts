import { NOT_YET, type BuyerPlace } from './place.ts';
import { ratioOf, type Ratio } from './tally.ts';
import type { TransitionMatrix } from './transition-matrix.ts';

/** One state in the base month and in the comparison month. */
export interface Movement<State extends string = string> {
  place: BuyerPlace<State>;
  base: number;
  baseShare: Ratio;
  /** base + joined + arrived − left, exactly. */
  comparison: number;
  comparisonShare: Ratio;
  /** In this state on both days. */
  stayed: number;
  /** First orders in between. */
  joined: number;
  /** From another state. */
  arrived: number;
  /** To another state. */
  left: number;
}

/** Base month against comparison month, state by state (domain.md A5, CPM movement [c11]). */
export function movementsOf<State extends string>(
  matrix: TransitionMatrix<State>,
): Movement<State>[] {
  const { rows, columns, thenTotals, nowTotals, total } = matrix;
  const joining = rows.indexOf(NOT_YET);
  const buyersThen = total.customers - (thenTotals[joining]?.customers ?? 0);
  return columns.map((place, column) => {
    const row = rows.indexOf(place);
    const base = thenTotals[row]?.customers ?? 0;
    const comparison = nowTotals[column]?.customers ?? 0;
    const stayed = matrix.cells[row]?.[column]?.customers ?? 0;
    const joined = matrix.cells[joining]?.[column]?.customers ?? 0;
    return {
      place,
      base,
      baseShare: ratioOf(base, buyersThen),
      comparison,
      comparisonShare: ratioOf(comparison, total.customers),
      stayed,
      joined,
      arrived: comparison - stayed - joined,
      left: base - stayed,
    };
  });
}

/** p_ij = n_ij ÷ n_i (domain.md A5, Markov): of those of a row, the share in each column now. */
export function chancesOf(matrix: TransitionMatrix): Ratio[][] {
  return matrix.cells.map((row, index) => {
    const of = matrix.thenTotals[index]?.customers ?? 0;
    return row.map(({ customers }) => ratioOf(customers, of));
  });
}
