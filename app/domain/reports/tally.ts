/** Collects one customer after another. */
export interface Tally<Row, Result> {
  add(row: Row): void;
  result(): Result;
}

/** A share with what it is made of; the value is null where nothing can be said. */
export interface Ratio {
  numerator: number;
  denominator: number;
  value: number | null;
}

/** The ratio of two numbers; its value is null, never 0, when the denominator is 0. */
export function ratioOf(numerator: number, denominator: number): Ratio {
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator };
}

/** Feeds all rows to a tally and gives what it has collected. */
export function tally<Row, Result>(into: Tally<Row, Result>, rows: Iterable<Row>): Result {
  for (const row of rows) into.add(row);
  return into.result();
}
