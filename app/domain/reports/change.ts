import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import { YEAR_DAYS } from './life.ts';
import type { Tally } from './tally.ts';

/** What a customer does to the number of 稼働 between two days. */
export type ActivityChange = 'new' | 'revived' | 'lapsed' | 'retained';

/** One customer who was 稼働 on one of two days, and the group they were counted in on each. */
export interface ChangeRow {
  change: ActivityChange;
  /** Not read of the new and the revived. */
  groupThen: string;
  /** Not read of the lapsed. */
  groupNow: string;
}

/** The number of 稼働 on two days; end − start = new + revived − lapsed + movedIn − movedOut. */
export interface Change {
  start: number;
  new: number;
  revived: number;
  lapsed: number;
  /** Retained customers who came from another group; 0 where groups do not change. */
  movedIn: number;
  /** Retained customers who went to another group. Over all groups as many as moved in. */
  movedOut: number;
  end: number;
}

/** A change as a whole, and by group in the order in which the groups were met. */
export interface ChangeReport {
  total: Change;
  groups: Map<string, Change>;
}

/** What a customer did to 稼働 between two days, `then` before `now`; null when 稼働 on neither. */
export function activityChange(history: History, then: Day, now: Day): ActivityChange | null {
  const before = lastOrderDay(history, then);
  const activeThen = then - before < YEAR_DAYS;
  const activeNow = now - lastOrderDay(history, now) < YEAR_DAYS;
  if (activeThen) return activeNow ? 'retained' : 'lapsed';
  if (!activeNow) return null;
  return before === -Infinity ? 'new' : 'revived';
}

/** Asked of every customer, so that nothing is sorted or kept; minus infinity before the first order. */
function lastOrderDay({ orders }: History, until: Day): number {
  let last = -Infinity;
  for (const { day } of orders) if (day <= until && day > last) last = day;
  return last;
}

/**
 * 増減の原因分析 (domain.md A5): Δ稼働 = new + revived − lapsed, whole and by any grouping (stage,
 * first product, channel, order count). Grows with the groups, not with the customers.
 */
export function changeTally(): Tally<ChangeRow, ChangeReport> {
  const groups = new Map<string, Change>();
  const groupOf = (name: string): Change => {
    const group = groups.get(name) ?? noChange();
    groups.set(name, group);
    return group;
  };
  return {
    add: (row) => {
      if (row.change === 'lapsed' || row.change === 'retained') leaveStart(row, groupOf);
      if (row.change !== 'lapsed') reachEnd(row, groupOf);
    },
    result: () => ({ total: totalOf(groups.values()), groups }),
  };
}

type GroupOf = (name: string) => Change;

function leaveStart({ change, groupThen, groupNow }: ChangeRow, groupOf: GroupOf): void {
  const group = groupOf(groupThen);
  group.start += 1;
  if (change === 'lapsed') group.lapsed += 1;
  else if (groupThen !== groupNow) group.movedOut += 1;
}

function reachEnd({ change, groupThen, groupNow }: ChangeRow, groupOf: GroupOf): void {
  const group = groupOf(groupNow);
  group.end += 1;
  if (change === 'new' || change === 'revived') group[change] += 1;
  else if (groupThen !== groupNow) group.movedIn += 1;
}

function noChange(): Change {
  return { start: 0, new: 0, revived: 0, lapsed: 0, movedIn: 0, movedOut: 0, end: 0 };
}

function totalOf(changes: Iterable<Change>): Change {
  const total = noChange();
  for (const change of changes) {
    for (const part of Object.keys(total) as (keyof Change)[]) total[part] += change[part];
  }
  return total;
}
