import type { CustomersFilter } from '../../presenters/customers-filter.ts';
import { customersUrl } from '../customers-url.ts';

type Condition = NonNullable<CustomersFilter['where']>;

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;

function dayOf(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
}

/** Ordered, or did not, in the 365 days up to a day. */
function bought(iso: string, compare: { is: '>=' | '='; value: number }): Condition {
  const to = dayOf(iso) + 1;
  const period = { kind: 'between', from: to - YEAR_DAYS, to } as const;
  return { type: 'total', total: 'orders', period, compare } as Condition;
}

const some = { is: '>=', value: 1 } as const;
const none = { is: '=', value: 0 } as const;

/** 稼働 at the end of a day. */
export function activeUrl(day: string): string {
  return customersUrl({ where: bought(day, some) });
}

/** What customers did to 稼働 between two ISO days; `groups` narrows them to CPM groups. */
export function moveUrl(
  kind: 'new' | 'revived' | 'lapsed',
  then: string,
  now: string,
  groups?: readonly string[],
): string {
  const states = groups && [
    { model: 'cpm' as const, states: groups, on: kind === 'lapsed' ? then : now },
  ];
  return customersUrl({ ...(states && { states }), where: moveCondition(kind, then, now) });
}

function moveCondition(kind: 'new' | 'revived' | 'lapsed', then: string, now: string): Condition {
  const first = (is: 'after' | 'before', day: number): Condition =>
    ({ type: 'date', order: 'first', compare: { is, day } }) as Condition;
  switch (kind) {
    case 'new':
      return { type: 'all', of: [first('after', dayOf(then)), bought(now, some)] };
    case 'revived':
      return {
        type: 'all',
        of: [first('before', dayOf(then) + 1), bought(then, none), bought(now, some)],
      };
    case 'lapsed':
      return { type: 'all', of: [bought(then, some), bought(now, none)] };
  }
}

/** Customers of some CPM groups at the end of a day. */
export function groupsUrl(states: readonly string[], on: string): string {
  return customersUrl({ states: [{ model: 'cpm', states, on }] });
}

/** Customers who stood in some CPM groups then, and in some others now. */
export function wayUrl(
  from: readonly string[],
  to: readonly string[],
  days: { then: string; now: string },
): string {
  return customersUrl({
    states: [
      { model: 'cpm', states: from, on: days.then },
      { model: 'cpm', states: to, on: days.now },
    ],
  });
}

/** Customers whose first order lies between two days, both in, by CPM groups at the end. */
export function joinedUrl(to: readonly string[], days: { begins: string; now: string }): string {
  return customersUrl({
    states: [{ model: 'cpm', states: to, on: days.now }],
    first: [days.begins, days.now],
  });
}
