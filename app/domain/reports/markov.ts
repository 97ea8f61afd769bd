/** Chances of going from a state (row) to a state (column) within one step; rows sum to at most 1. */
export type Chances = readonly (readonly number[])[];

/** n_{t+1} = n_t P + new (domain.md A5, [m1]). */
export function markovStep(
  customers: readonly number[],
  chances: Chances,
  joining: readonly number[],
): number[] {
  return joining.map((joined, column) =>
    customers.reduce((sum, count, row) => sum + count * at(chances, row, column), joined),
  );
}

/**
 * What a customer of each state is worth for ever: V = (I − P/(1+d))⁻¹ R (domain.md A5, [m2]).
 *
 * @param rewards profit of one step in each state.
 * @param discount d of one step, e.g. 0.2.
 * @throws RangeError when there is no finite value: no discount and no way out.
 */
export function lifetimeValues(
  chances: Chances,
  rewards: readonly number[],
  discount: number,
): number[] {
  const system = rewards.map((reward, row) => [
    ...rewards.map(
      (_, column) => Number(row === column) - at(chances, row, column) / (1 + discount),
    ),
    reward,
  ]);
  return solved(system);
}

/** The same up to and with so many steps after today's: V = Σ (P/(1+d))^t R for t = 0 … steps. */
export function valuesWithin(
  chances: Chances,
  rewards: readonly number[],
  discount: number,
  steps: number,
): number[] {
  let values = [...rewards];
  for (let step = 0; step < steps; step++) {
    values = rewards.map((reward, row) => reward + expected(chances, row, values) / (1 + discount));
  }
  return values;
}

function expected(chances: Chances, row: number, values: readonly number[]): number {
  return values.reduce((sum, value, column) => sum + at(chances, row, column) * value, 0);
}

function at(chances: Chances, row: number, column: number): number {
  return chances[row]?.[column] ?? 0;
}

const NO_PIVOT = 1e-12;

/** Gauss–Jordan with row exchange; each row is an equation with its right side last. */
function solved(system: number[][]): number[] {
  let rows = system;
  for (let column = 0; column < system.length; column++) rows = eliminated(rows, column);
  return rows.map((row) => row.at(-1) ?? 0);
}

function eliminated(rows: readonly number[][], column: number): number[][] {
  const ordered = withPivotInPlace(rows, column);
  const pivotRow = ordered[column] ?? [];
  const pivot = pivotRow[column] ?? 0;
  if (Math.abs(pivot) < NO_PIVOT) throw new RangeError('these chances have no finite value');
  const unit = pivotRow.map((value) => value / pivot);
  return ordered.map((row, index) => (index === column ? unit : minusMultiple(row, unit, column)));
}

function withPivotInPlace(rows: readonly number[][], column: number): number[][] {
  const size = (row: number) => Math.abs(rows[row]?.[column] ?? 0);
  const candidates = rows.map((_, index) => index).slice(column);
  const best = candidates.reduce((a, b) => (size(b) > size(a) ? b : a), column);
  return rows.map((row, index) => {
    if (index === column) return rows[best] ?? row;
    return index === best ? (rows[column] ?? row) : row;
  });
}

function minusMultiple(row: readonly number[], unit: readonly number[], column: number): number[] {
  const factor = row[column] ?? 0;
  return row.map((value, index) => value - factor * (unit[index] ?? 0));
}
