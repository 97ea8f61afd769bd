/** Collects one customer after another. */
export interface Tally<Row, Result> {
  add(row: Row): void;
  result(): Result;
}

/** A share and its parts; the value is null when the denominator is 0 or it is too early to tell. */
export interface Ratio {
  numerator: number;
  denominator: number;
  value: number | null;
}

/** The ratio of two counts. */
export function ratioOf(numerator: number, denominator: number): Ratio {
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator };
}

/** Feeds all rows to a tally and returns its result. */
export function tally<Row, Result>(into: Tally<Row, Result>, rows: Iterable<Row>): Result {
  for (const row of rows) into.add(row);
  return into.result();
}
