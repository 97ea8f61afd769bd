import type { Day } from '../day.ts';
import { salesReader } from './life.ts';
import { MoneySum } from './money-sum.ts';
import {
  NONE,
  NOT_YET,
  placeReader,
  type BuyerPlace,
  type Place,
  type TrackedCustomer,
} from './place.ts';
import type { Tally } from './tally.ts';

/** One customer on two days; cumulative amounts in minor units. */
export interface Move<State extends string = string> {
  then: Place<State>;
  now: Place<State>;
  amountThen: number;
  amountNow: number;
}

/** Customers of one way through the matrix, with their cumulative amounts on both days. */
export interface MatrixCell {
  customers: number;
  amountThen: bigint;
  amountNow: bigint;
}

/** `cells[row][column]`: from the row's place then to the column's place now. */
export interface TransitionMatrix<State extends string = string> {
  rows: Place<State>[];
  columns: BuyerPlace<State>[];
  cells: MatrixCell[][];
  /** Of a row: everybody who stood there then. */
  thenTotals: MatrixCell[];
  /** Of a column: everybody who stands there now. */
  nowTotals: MatrixCell[];
  total: MatrixCell;
}

/** A customer's way between two days, `then` not after `now`. */
export function moveOf<State extends string>(
  { history, timeline }: TrackedCustomer<State>,
  then: Day,
  now: Day,
): Move<State> {
  const placeOn = placeReader(timeline);
  const salesUntil = salesReader(history);
  return {
    then: placeOn(then),
    amountThen: salesUntil(then),
    now: placeOn(now),
    amountNow: salesUntil(now),
  };
}

/**
 * The states of any model on two days (domain.md A5, リストライフサイクル診断図): rows are those of
 * then with `not-yet` in front, columns those of now. Rows sum to the counts then, columns to the
 * counts now. Whoever has not bought by now is not in it.
 */
export function transitionMatrix<State extends string>(
  states: readonly State[],
): Tally<Move<State>, TransitionMatrix<State>> {
  const columns: BuyerPlace<State>[] = [...states, NONE];
  const rows: Place<State>[] = [NOT_YET, ...columns];
  const sums = rows.map(() => columns.map(() => new CellSum()));
  return {
    add: (move) => {
      if (move.now === NOT_YET) return;
      const sum = sums[rows.indexOf(move.then)]?.[columns.indexOf(move.now)];
      if (!sum) throw new RangeError(`no way from ${move.then} to ${move.now} in this model`);
      sum.add(move);
    },
    result: () =>
      matrixOf(
        rows,
        columns,
        sums.map((row) => row.map((sum) => sum.cell)),
      ),
  };
}

/** A way through the matrix with all who took it. */
export interface CountedMove<State extends string = string> extends MatrixCell {
  from: Place<State>;
  to: BuyerPlace<State>;
}

/** The matrix of ways that are counted already; one that nobody took may be missing. */
export function matrixOfMoves<State extends string>(
  states: readonly State[],
  moves: readonly CountedMove<State>[],
): TransitionMatrix<State> {
  const columns: BuyerPlace<State>[] = [...states, NONE];
  const rows: Place<State>[] = [NOT_YET, ...columns];
  const cells = rows.map((from) =>
    columns.map((to) => {
      const { customers, amountThen, amountNow } =
        moves.find((move) => move.from === from && move.to === to) ?? NOBODY;
      return { customers, amountThen, amountNow };
    }),
  );
  return matrixOf(rows, columns, cells);
}

const NOBODY: MatrixCell = { customers: 0, amountThen: 0n, amountNow: 0n };

class CellSum {
  #customers = 0;
  #then = new MoneySum();
  #now = new MoneySum();

  add({ amountThen, amountNow }: Move): void {
    this.#customers += 1;
    this.#then.add(amountThen);
    this.#now.add(amountNow);
  }

  get cell(): MatrixCell {
    return {
      customers: this.#customers,
      amountThen: this.#then.total,
      amountNow: this.#now.total,
    };
  }
}

function matrixOf<State extends string>(
  rows: Place<State>[],
  columns: BuyerPlace<State>[],
  cells: MatrixCell[][],
): TransitionMatrix<State> {
  const thenTotals = cells.map(totalOf);
  const nowTotals = columns.map((_, column) => totalOf(cells.flatMap((row) => row[column] ?? [])));
  return { rows, columns, cells, thenTotals, nowTotals, total: totalOf(thenTotals) };
}

function totalOf(cells: readonly MatrixCell[]): MatrixCell {
  const total: MatrixCell = { customers: 0, amountThen: 0n, amountNow: 0n };
  for (const cell of cells) {
    total.customers += cell.customers;
    total.amountThen += cell.amountThen;
    total.amountNow += cell.amountNow;
  }
  return total;
}
