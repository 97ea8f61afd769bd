import { entryOf } from './counts.ts';
import type { Tally } from './tally.ts';

/** Whatever a report is divided by: a rank, a first product, a channel. */
export interface Grouped {
  group: string;
}

/** One tally per group of the rows; its memory grows with the groups. */
export function grouped<Row extends Grouped, Result>(
  make: () => Tally<Row, Result>,
): Tally<Row, Map<string, Result>> {
  const groups = new Map<string, Tally<Row, Result>>();
  return {
    add(row) {
      entryOf(groups, row.group, make).add(row);
    },
    result: () => new Map([...groups].map(([key, group]) => [key, group.result()])),
  };
}
