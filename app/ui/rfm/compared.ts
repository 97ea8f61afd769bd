import type { Comparison, ComparedModelKey, ComparedRow } from '../../presenters/rfm-comparison.ts';
import type { RfmScreen } from '../../presenters/rfm-screen.ts';
import type { Format } from '../format.ts';

/** One comparison as its cards need it. */
export interface Compared {
  screen: RfmScreen;
  comparison: Comparison;
  model: ComparedModelKey;
  format: Format;
}

/** Customers more (or fewer) at the later date. */
export function changeOf({ then, now }: ComparedRow): number {
  return now - then;
}
