import type { Activity, Movement } from '../../presenters/activity.ts';
import { customersUrl } from '../customers-url.ts';
import { moveUrl } from '../diagnosis/whom.ts';

/** 稼働: the last order is at most so many days old. */
const MOST_QUIET = 364;

/** The customers behind a number of the running month. */
export function activityUrl(
  of: keyof Movement,
  { running, lapsedBetween }: Pick<Activity, 'running' | 'lapsedBetween'>,
): string {
  switch (of) {
    case 'active':
      return customersUrl({ departure: [null, MOST_QUIET] });
    case 'new':
      return customersUrl({ first: [`${running.month}-01`, running.until] });
    case 'revived':
      return moveUrl('revived', running.after, running.until);
    case 'lapsed':
      return customersUrl({ last: [lapsedBetween.from, lapsedBetween.to] });
  }
}
