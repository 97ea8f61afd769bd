import type { Counting } from './counting.ts';
import type { Day } from './day.ts';
import { factsAt, type Facts, type History, type TopAmount } from './history.ts';
import type { CustomerId } from './ids.ts';
import { CALENDAR_MODELS, type CalendarModelKey } from './models/index.ts';
import { sharesTag } from './order.ts';
import type { Classes } from './relative/classes.ts';
import { classesAgainst, type StoredCutoffs } from './relative/stored.ts';
import type { Condition } from './segments/condition.ts';
import { evaluator } from './segments/evaluate.ts';
import type { RelativeModelKey } from './segments/leaf.ts';
import type { StoredClass } from './segments/subject.ts';
import type { Verdict } from './segments/verdict.ts';
import type { Settings } from './settings.ts';
import type { ShopSettings } from './shop-settings.ts';
import { wantedTags } from './tags.ts';
import { standingOn, timelinesOf, type Standing, type Timeline } from './timeline.ts';

/** One calendar model of a customer: the whole timeline and where it stands today. */
export interface LiveModel {
  model: CalendarModelKey;
  timeline: Timeline;
  standing: Standing;
}

/** A customer and a saved segment. */
export interface SegmentStanding {
  segmentId: number;
  inside: boolean;
  /** Nothing changes by itself before; null: ever. */
  recheckOn: Day | null;
}

/** What the counted orders of a customer come to. */
export interface Figures {
  orders: number;
  /** Minor units. */
  amount: number;
  firstDay: Day;
  lastDay: Day;
}

/** Cutoffs together with the day at whose end everybody was compared; null among no customers. */
export interface DatedCutoffs {
  day: Day;
  cutoffs: StoredCutoffs | null;
}

/** All of a shop that a customer is held against. */
export interface Basis {
  settings: ShopSettings;
  /** One a month, in any order. */
  topAmounts: readonly TopAmount[];
  current: DatedCutoffs;
  /** Of the months that have ended. */
  months: readonly DatedCutoffs[];
}

/** Everything that follows from one customer's history. */
export interface Standings {
  /** Null without a counted order. */
  figures: Figures | null;
  models: LiveModel[];
  classes: Classes | null;
  segments: SegmentStanding[];
  tags: string[];
  /** What the metafields say, `<model>:<state>`; none while they are not wanted. */
  metafields: string[];
}

/** Of a customer who has no segments. */
export const NO_STANDINGS: Standings = {
  figures: null,
  models: [],
  classes: null,
  segments: [],
  tags: [],
  metafields: [],
};

/** Where a customer stands in everything: the one way from a history to models, segments and tags. */
export function standingsOf(id: CustomerId, past: History, basis: Basis, today: Day): Standings {
  const { settings, topAmounts } = basis;
  const history = { ...past, topAmounts };
  const facts = factsAt(history, today);
  const models = liveModelsOf(history, settings, today);
  const classes = facts && classesOn(id, facts, basis.current, settings);
  const segments =
    settings.segments.length === 0 ? [] : segmentsOf(id, history, classes, basis, today);
  return {
    figures: facts && figuresOf(facts),
    models,
    classes,
    segments,
    ...writtenOf(models, classes, segments, settings),
  };
}

function segmentsOf(
  id: CustomerId,
  history: History,
  classes: Classes | null,
  basis: Basis,
  today: Day,
): SegmentStanding[] {
  const { settings } = basis;
  const judge = judgeWith(id, history, classes, basis, today);
  return settings.segments.map(({ id: segmentId, rule }) => {
    const verdict = judge(rule.condition);
    return { segmentId, inside: verdict.in, recheckOn: verdict.recheckOn };
  });
}

function judgeWith(
  id: CustomerId,
  history: History,
  classes: Classes | null,
  basis: Basis,
  today: Day,
): (condition: Condition) => Verdict {
  const relative = relativeOf(id, history, classes, basis);
  return evaluator({ history, settings: basis.settings, relative }, today);
}

/** Says of any condition whether a customer meets it, as `standingsOf` does of the saved ones. */
export function judgeOf(
  id: CustomerId,
  past: History,
  basis: Basis,
  today: Day,
): (condition: Condition) => Verdict {
  const history = { ...past, topAmounts: basis.topAmounts };
  const facts = factsAt(history, today);
  const classes = facts && classesOn(id, facts, basis.current, basis.settings);
  return judgeWith(id, history, classes, basis, today);
}

/** The calendar models of a customer; one that never says anything is left out. */
export function liveModelsOf(history: History, settings: Settings, today: Day): LiveModel[] {
  if (history.orders.length === 0) return [];
  const timelines = timelinesOf(CALENDAR_MODELS, withReachedTops(history), settings);
  return CALENDAR_MODELS.flatMap(({ key }, index) => {
    const timeline = timelines[index] ?? [];
    const silent = timeline.every(({ state }) => state === null);
    return silent ? [] : [{ model: key, timeline, standing: standingOn(timeline, today) }];
  });
}

/**
 * Without the months whose top amount the customer had not spent by their end: nothing of theirs
 * changes in such a month, and most customers never come near one.
 */
function withReachedTops(history: History): History {
  const tops = (history.topAmounts ?? []).toSorted((a, b) => a.from - b.from);
  const orders = history.orders.toSorted((a, b) => a.day - b.day);
  const reached: TopAmount[] = [];
  let spent = 0;
  let next = 0;
  for (const [index, { from, amount }] of tops.entries()) {
    const end = tops[index + 1]?.from ?? Infinity;
    for (let order = orders[next]; order && order.day < end; order = orders[++next]) {
      spent += order.value;
    }
    const within = amount !== null && amount <= spent;
    if (within || reached.at(-1)?.amount != null) {
      reached.push({ from, amount: within ? amount : null });
    }
  }
  return { ...history, topAmounts: reached };
}

/**
 * A customer's classes against cutoffs. The days since the last order are counted to the day of the
 * cutoffs: whoever bought later has bought just now, and nobody falls behind by waiting alone.
 *
 * @param facts of a day on or after that of the cutoffs.
 */
export function classesOn(
  id: CustomerId,
  { orders, amount, lastDay }: Pick<Facts, 'orders' | 'amount' | 'lastDay'>,
  { day, cutoffs }: DatedCutoffs,
  settings: Settings,
): Classes | null {
  if (!cutoffs) return null;
  const departure = Math.max(0, day - lastDay);
  return classesAgainst(cutoffs, { id, orders, amount, departure }, settings);
}

function figuresOf({ orders, amount, firstDay, lastDay }: Facts): Figures {
  return { orders, amount, firstDay, lastDay };
}

type Relative = Record<RelativeModelKey, StoredClass>;

/** Each model's class now, and all it was at the ends of months; those are worked out when asked for. */
function relativeOf(
  id: CustomerId,
  history: History,
  now: Classes | null,
  { months, settings }: Basis,
): Relative {
  let known: Classes[] | null = null;
  const past = () =>
    (known ??= months.flatMap((month) => {
      const facts = factsAt(history, month.day);
      return (facts && classesOn(id, facts, month, settings)) ?? [];
    }));
  const storedClass = (read: (classes: Classes) => string | null): StoredClass => ({
    now: now && read(now),
    get past() {
      return new Set(past().flatMap((classes) => read(classes) ?? []));
    },
  });
  return {
    rfm: storedClass(({ segment }) => segment),
    rank: storedClass(({ rank }) => rank),
    layer: storedClass(({ layer }) => layer),
    decile: storedClass(({ decile }) => String(decile)),
    abc: storedClass(({ abc }) => abc),
  };
}

/** What is written onto the customer in Shopify. */
function writtenOf(
  models: readonly LiveModel[],
  classes: Classes | null,
  standings: readonly SegmentStanding[],
  { tagging, segments }: ShopSettings,
): Pick<Standings, 'tags' | 'metafields'> {
  const states = {
    ...Object.fromEntries(models.map(({ model, standing }) => [model, standing.state])),
    rfm: classes?.segment ?? null,
    rank: classes?.rank ?? null,
    layer: classes?.layer ?? null,
  };
  const inside = new Set(
    standings.filter((standing) => standing.inside).map(({ segmentId }) => segmentId),
  );
  const slugs = tagging.segments
    ? segments.filter(({ id, tag }) => tag && inside.has(id)).map(({ slug }) => slug)
    : [];
  const written = Object.fromEntries(
    tagging.models.map((model) => [model, states[model as keyof typeof states] ?? null]),
  ) as Record<string, string | null>;
  return {
    tags: wantedTags(written, slugs, tagging.prefix),
    metafields: tagging.metafields ? wantedTags(written, [], '') : [],
  };
}

/** What decides whether a customer has segments at all. */
export interface Person {
  /** The merchant's tags, ours left out. */
  tags: readonly string[];
  /** The merchant wants no segments for this customer. */
  optedOut: boolean;
  /** Deleted, merged into another or erased. */
  gone: boolean;
}

/** Whether a customer has models and tags: whoever is gone, opted out or left out by a tag has none. */
export function hasSegments(person: Person, counting: Counting): boolean {
  return !person.gone && !person.optedOut && !sharesTag(person.tags, counting.leaveOutCustomerTags);
}
