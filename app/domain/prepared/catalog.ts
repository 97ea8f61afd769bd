import { ads } from './ads.ts';
import { calendar } from './calendar.ts';
import { change } from './change.ts';
import { cohorts } from './cohorts.ts';
import { products } from './products.ts';
import { ranks } from './ranks.ts';
import { repeat } from './repeat.ts';
import type { AnyReport } from './report.ts';
import { subscriptions } from './subscriptions.ts';
import { worth } from './worth.ts';

/** Every report that is prepared of all customers. */
const REPORTS: readonly AnyReport[] = [
  ads,
  calendar,
  change,
  cohorts,
  products,
  ranks,
  repeat,
  subscriptions,
  worth,
];

/** A report by its key; null for one that there is not (any more). */
export function reportByKey(key: string): AnyReport | null {
  return REPORTS.find((report) => report.key === key) ?? null;
}

/** What is made anew every night, whether somebody looks at it or not. */
export const EVERY_NIGHT = REPORTS.map(({ key, unasked }) => ({ key, params: unasked }));
