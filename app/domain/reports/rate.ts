import { ratioOf, type Ratio, type Tally } from './tally.ts';

/** A rate of customers as a rule about one of them. */
export interface RateRule<Row> {
  key: string;
  /** What is divided by what, in one English sentence. */
  definition: string;
  /** Null: outside the denominator; else whether the customer is in the numerator. */
  hit: (row: Row) => boolean | null;
}

/** A rate with its definition beside it. */
export interface Rate extends Ratio {
  key: string;
  definition: string;
}

/** Counts customers against rules; the rates come in the order of the rules. */
export function rateTally<Row>(rules: readonly RateRule<Row>[]): Tally<Row, Rate[]> {
  const counts = rules.map((rule) => ({ rule, numerator: 0, denominator: 0 }));
  return {
    add(row) {
      for (const count of counts) {
        const hit = count.rule.hit(row);
        if (hit !== null) count.denominator += 1;
        if (hit) count.numerator += 1;
      }
    },
    result: () =>
      counts.map(({ rule, numerator, denominator }) => ({
        key: rule.key,
        ...ratioOf(numerator, denominator),
        definition: rule.definition,
      })),
  };
}
