import { z } from 'zod';
import { dayOf, isoOf, type Day } from '../day.ts';
import { cpm, cpmParts, CPM_STAGES, type CpmState } from '../models/cpm.ts';
import { monthEnds } from '../reports/calendar-months.ts';
import {
  activityChange,
  changeTally,
  type Change,
  type ChangeReport,
  type ChangeRow,
} from '../reports/change.ts';
import { firstChannelOf, firstProductOf, firstSourceOf } from '../reports/groupings.ts';
import { lastDayOfMonth, monthOf, type Month } from '../reports/order-month.ts';
import { placeReader } from '../reports/place.ts';
import type { Tally } from '../reports/tally.ts';
import { preparedReport, type ReportCustomer, type ReportFrame } from './report.ts';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const Question = z.object({
  /** ISO month at whose end 稼働 is looked at; empty: the last one before the running one. */
  month: z.union([z.literal(''), z.string().regex(MONTH)]).default(''),
});
/** What the report can be asked. */
export type ChangeQuestion = z.infer<typeof Question>;

/** By what a change is explained. */
export const CHANGE_BYS = ['stage', 'cpm', 'orders', 'product', 'channel', 'source'] as const;
export type ChangeBy = (typeof CHANGE_BYS)[number];

/** One group of a change, or some small ones together. */
export interface ChangeGroup {
  /** Null: it is not known, or it is several. */
  key: string | null;
  /** What a product is called; null for all else. */
  name: string | null;
  /** How many groups it is. */
  groups: number;
  change: Change;
}

/** Of everybody: who moves between groups depends on the groups. */
export type WholeChange = Omit<Change, 'movedIn' | 'movedOut'>;

/** Δ稼働 since a month-end, whole and explained in several ways that all add up to it. */
export interface ChangeSince {
  /** Months back. */
  span: ChangeSpan;
  /** ISO day. */
  then: string;
  total: WholeChange;
  by: Record<ChangeBy, ChangeGroup[]>;
}

/** Δ稼働 up to a month-end. */
export interface ChangeBody {
  /** ISO day. */
  now: string;
  since: ChangeSince[];
}

/** Against the month before and against the year before. */
export const CHANGE_SPANS = [1, 12] as const;
export type ChangeSpan = (typeof CHANGE_SPANS)[number];

/** So many products, channels and sources are told one by one, those that moved most; two or more others together. */
const MOST_GROUPS = 15;
const MOST_ORDERS = 5;
const UNKNOWN = '';

/** 増減の原因分析 (domain.md A5): why there are more or fewer 稼働 than a month and a year before. */
export const change = preparedReport<ChangeQuestion, ChangeBody>({
  key: 'change',
  params: Question,
  collect({ month }, frame) {
    const now = endOf(month, frame.asOf);
    const since = CHANGE_SPANS.map((span) => sinceTally(span, now, frame));
    return {
      add: (customer) => {
        for (const each of since) each.add(customer);
      },
      result: () => ({ now: isoOf(now), since: since.map((each) => each.result()) }),
    };
  },
});

/** A month that is still running says nothing of its end: the last one before takes its place. */
function endOf(month: string, asOf: Day): Day {
  const running = monthOf(asOf);
  const asked = month === '' ? running : monthOf(dayOf(`${month}-01`));
  return lastDayOfMonth(asked < running ? asked : ((running - 1) as Month));
}

function sinceTally(
  span: ChangeSpan,
  now: Day,
  { products }: ReportFrame,
): Tally<ReportCustomer, ChangeSince> {
  const [then = now] = monthEnds(now, span);
  const tallies = CHANGE_BYS.map((by) => ({ by, tally: changeTally() }));
  return {
    add: (customer) => {
      const change = activityChange(customer.history, then, now);
      if (change === null) return;
      const groups = groupsOf(customer, then, now);
      for (const { by, tally } of tallies) tally.add({ change, ...groups[by] });
    },
    result: () => {
      const reports = tallies.map(({ by, tally }) => [by, tally.result()] as const);
      const [total] = reports.map(([, report]) => report.total);
      return {
        span,
        then: isoOf(then),
        total: wholeOf(total ?? NONE),
        by: Object.fromEntries(
          reports.map(([by, report]) => [by, told(by, report, products)]),
        ) as ChangeSince['by'],
      };
    },
  };
}

function wholeOf({ start, new: joined, revived, lapsed, end }: Change): WholeChange {
  return { start, new: joined, revived, lapsed, end };
}

type Groups = Record<ChangeBy, Pick<ChangeRow, 'groupThen' | 'groupNow'>>;

function groupsOf({ history, timeline }: ReportCustomer, then: Day, now: Day): Groups {
  const placeOn = placeReader(timeline);
  const [before, after] = [placeOn(then), placeOn(now)];
  return {
    stage: { groupThen: stageOf(before), groupNow: stageOf(after) },
    cpm: { groupThen: before, groupNow: after },
    orders: { groupThen: ordersBy(history, then), groupNow: ordersBy(history, now) },
    product: both(firstProductOf(history)),
    channel: both(firstChannelOf(history)),
    source: both(firstSourceOf(history)),
  };
}

function both(group: string | null): Groups[ChangeBy] {
  return { groupThen: group ?? UNKNOWN, groupNow: group ?? UNKNOWN };
}

function ordersBy({ orders }: ReportCustomer['history'], until: Day): string {
  let count = 0;
  for (const { day } of orders) if (day <= until) count += 1;
  return String(Math.min(MOST_ORDERS, count));
}

function stageOf(place: string): string {
  return isCpm(place) ? cpmParts(place).stage : UNKNOWN;
}

function isCpm(place: string): place is CpmState {
  return (cpm.states as readonly string[]).includes(place);
}

/** Groups with an order of their own, all of which are told. */
const IN_ORDER: Partial<Record<ChangeBy, readonly string[]>> = {
  stage: CPM_STAGES,
  cpm: cpm.states,
  orders: Array.from({ length: MOST_ORDERS }, (_, index) => String(index + 1)),
};

function told(
  by: ChangeBy,
  { groups }: ChangeReport,
  products: ReportFrame['products'],
): ChangeGroup[] {
  const order = IN_ORDER[by];
  const known = [...groups].filter(([key]) => key !== UNKNOWN);
  const sorted = order
    ? known.toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    : known.toSorted(([a, one], [b, other]) => mostMoved(one, other) || (a < b ? -1 : 1));
  const most = sorted.length > MOST_GROUPS + 1 ? MOST_GROUPS : sorted.length;
  const shown = sorted.slice(0, most).map(([key, change]): ChangeGroup => ({
    key,
    name: by === 'product' ? (products.get(key)?.title ?? key) : null,
    groups: 1,
    change,
  }));
  const rest = sorted.slice(most).map(([, change]) => change);
  const unknown = groups.get(UNKNOWN);
  return [
    ...shown,
    ...(rest.length > 0
      ? [{ key: null, name: null, groups: rest.length, change: sumOf(rest) }]
      : []),
    ...(unknown ? [{ key: null, name: null, groups: 1, change: unknown }] : []),
  ];
}

function mostMoved(a: Change, b: Change): number {
  return Math.abs(b.end - b.start) - Math.abs(a.end - a.start) || b.end - a.end;
}

function sumOf([first, ...rest]: readonly Change[]): Change {
  const sum: Change = { ...(first ?? NONE) };
  for (const change of rest) {
    for (const part of Object.keys(sum) as (keyof Change)[]) sum[part] += change[part];
  }
  return sum;
}

const NONE: Change = { start: 0, new: 0, revived: 0, lapsed: 0, movedIn: 0, movedOut: 0, end: 0 };
