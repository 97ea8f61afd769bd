import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anyShop, bought, JPY, trackedByCpm } from '#tests/factories/structure.ts';
import { dayOf, type Day } from '../day.ts';
import { stateAt } from '../models/model.ts';
import { cpm, type CpmState } from '../models/cpm.ts';
import { chancesOf, movementsOf } from './movement.ts';
import type { TrackedCustomer } from './place.ts';
import { tally } from './tally.ts';
import { matrixOfMoves, moveOf, transitionMatrix, type Move } from './transition-matrix.ts';

const days = fc.tuple(anyDay, anyDay).map(([a, b]): [Day, Day] => (a < b ? [a, b] : [b, a]));

function matrixOf(moves: Iterable<Move<'a' | 'b'>>) {
  return tally(transitionMatrix<'a' | 'b'>(['a', 'b']), moves);
}

function cpmMatrix(shop: TrackedCustomer<CpmState>[], then: Day, now: Day) {
  const moves = shop.map((each) => moveOf(each, then, now));
  return tally(transitionMatrix(cpm.states), moves);
}

const MOVES: Move<'a' | 'b'>[] = [
  { then: 'not-yet', now: 'a', amountThen: 0, amountNow: 10 },
  { then: 'not-yet', now: 'not-yet', amountThen: 0, amountNow: 0 },
  { then: 'a', now: 'a', amountThen: 20, amountNow: 25 },
  { then: 'a', now: 'b', amountThen: 30, amountNow: 60 },
  { then: 'a', now: 'b', amountThen: 5, amountNow: 7 },
  { then: 'none', now: 'b', amountThen: 1, amountNow: 2 },
];

describe('transition matrix', () => {
  it('counts customers and amounts from place to place', () => {
    const matrix = matrixOf(MOVES);
    expect(matrix.rows).toEqual(['not-yet', 'a', 'b', 'none']);
    expect(matrix.columns).toEqual(['a', 'b', 'none']);
    expect(matrix.cells.map((row) => row.map(({ customers }) => customers))).toEqual([
      [1, 0, 0],
      [1, 2, 0],
      [0, 0, 0],
      [0, 1, 0],
    ]);
    expect(matrix.cells[1]?.[1]).toEqual({ customers: 2, amountThen: 35n, amountNow: 67n });
    expect(matrix.thenTotals[1]).toEqual({ customers: 3, amountThen: 55n, amountNow: 92n });
    expect(matrix.nowTotals[1]).toEqual({ customers: 3, amountThen: 36n, amountNow: 69n });
    expect(matrix.total).toEqual({ customers: 5, amountThen: 56n, amountNow: 104n });
  });

  it('is the same of ways that are counted already', () => {
    const matrix = matrixOf(MOVES);
    const ways = matrix.rows.flatMap((from, row) =>
      matrix.columns.map((to, column) => ({ from, to, ...matrix.cells[row]![column]! })),
    );
    const taken = ways.filter(({ customers }) => customers > 0);
    expect(taken).toHaveLength(4);
    expect(matrixOfMoves(['a', 'b'], taken)).toEqual(matrix);
  });

  it('refuses a state that the model does not have', () => {
    expect(() => matrixOf([{ ...MOVES[0]!, now: 'c' as 'a' }])).toThrow(
      'no way from not-yet to c in this model',
    );
  });

  it('rows sum to the counts then, columns to the counts now (domain.md A5)', () => {
    fc.assert(
      fc.property(anyShop, days, (shop, [then, now]) => {
        const matrix = cpmMatrix(shop, then, now);
        const count = (state: string, day: Day) =>
          shop.filter(({ history }) => stateAt(cpm, history, JPY, day) === state).length;
        for (const [index, row] of matrix.rows.entries()) {
          const sum = matrix.cells[index]!.reduce((all, { customers }) => all + customers, 0);
          expect(matrix.thenTotals[index]!.customers).toBe(sum);
          if (row !== 'not-yet') expect(sum).toBe(count(row, then));
        }
        for (const [index, column] of matrix.columns.entries()) {
          expect(matrix.nowTotals[index]!.customers).toBe(count(column, now));
        }
      }),
    );
  });

  it('takes a customer from the state and amount of one day to those of the other', () => {
    const customer = trackedByCpm(bought(['2026-01-10', 5_000], ['2026-02-20', 3_000]));
    expect(moveOf(customer, dayOf('2026-01-31'), dayOf('2026-02-20'))).toEqual({
      then: 'first-active',
      amountThen: 5_000,
      now: 'toddler-active',
      amountNow: 8_000,
    });
    expect(moveOf(customer, dayOf('2026-01-09'), dayOf('2026-01-09'))).toEqual({
      then: 'not-yet',
      amountThen: 0,
      now: 'not-yet',
      amountNow: 0,
    });
  });
});

describe('CPM movement', () => {
  it('goes from base to comparison month state by state', () => {
    expect(movementsOf(matrixOf(MOVES))).toMatchObject([
      { place: 'a', base: 3, comparison: 2, stayed: 1, joined: 1, arrived: 0, left: 2 },
      { place: 'b', base: 0, comparison: 3, stayed: 0, joined: 0, arrived: 3, left: 0 },
      { place: 'none', base: 1, comparison: 0, stayed: 0, joined: 0, arrived: 0, left: 1 },
    ]);
  });

  it('shares the base among the buyers of then, the comparison among those of now', () => {
    const [a] = movementsOf(matrixOf(MOVES));
    expect(a?.baseShare).toEqual({ numerator: 3, denominator: 4, value: 0.75 });
    expect(a?.comparisonShare).toEqual({ numerator: 2, denominator: 5, value: 0.4 });
    const [empty] = movementsOf(matrixOf([]));
    expect([empty?.baseShare.value, empty?.comparisonShare.value]).toEqual([null, null]);
  });

  it('base + joined + arrived − left = comparison', () => {
    fc.assert(
      fc.property(anyShop, days, (shop, [then, now]) => {
        for (const each of movementsOf(cpmMatrix(shop, then, now))) {
          expect(each.base + each.joined + each.arrived - each.left).toBe(each.comparison);
          for (const part of [each.stayed, each.joined, each.arrived, each.left]) {
            expect(part).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });

  it('gives the chances of a step, none for a state that was empty', () => {
    expect(chancesOf(matrixOf(MOVES)).map((row) => row.map(({ value }) => value))).toEqual([
      [1, 0, 0],
      [1 / 3, 2 / 3, 0],
      [null, null, null],
      [0, 1, 0],
    ]);
  });
});
