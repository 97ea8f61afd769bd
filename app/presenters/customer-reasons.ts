import { addDays, isoOf, type Day } from '../domain/day.ts';
import type { Facts } from '../domain/history.ts';
import { CPM_STAGES, cpmParts } from '../domain/models/cpm.ts';
import { explain, type Explanation, type Lack } from '../domain/models/explain.ts';
import type { CalendarModel } from '../domain/models/model.ts';
import type { Finding, Relation, Value } from '../domain/models/rules.ts';
import { scheduledChange } from '../domain/models/scheduled-change.ts';
import type { Step } from '../domain/models/steps.ts';
import type { Settings } from '../domain/settings.ts';
import { namedState, type CpmState, type ModelKey, type NamedState } from './states.ts';

/** How a value stands to a threshold. */
export type Standing = 'lt' | 'le' | 'eq' | 'ne' | 'ge' | 'gt';

/** A comparison as it is said: money in main units, days as days, states by name. */
export interface Condition {
  kind: 'count' | 'money' | 'days' | 'state';
  /** `orders`, `tenure`, `departure`, `amount`, `gap`, `points`, a kind of event or a model. */
  measure: string;
  value: number | string | null;
  standing: Standing;
  threshold: number | string;
  /** How much is still missing, of counts and money. */
  missing: number | null;
  /** The first day on which an order would do, of the tenure; ISO. */
  from: string | null;
}

/** What one more order would do; null: any amount, from today, without end. */
export interface NextOrder {
  to: NamedState;
  spend: number | null;
  from: string | null;
  /** The last day on which it does; ISO. */
  until: string | null;
}

/** What leads to a better state: one of the ways, each with all that is missing. */
export interface Goal {
  to: NamedState;
  ways: Condition[][];
}

/** Why a customer is where a model puts them, and what moves them. */
export interface Reasons {
  because: Condition[];
  orders: NextOrder[];
  goal: Goal | null;
}

/** What the sentences about a customer need. */
export interface Told {
  facts: Facts;
  settings: Settings;
  /** Minor units in the main unit of the currency. */
  unit: number;
}

/** How far ahead it is looked for what an order would do. */
const DAYS_AHEAD = 120;
const MOST_ORDERS = 3;

/** Why a customer is where a calendar model puts them at the end of `facts.day`, and what moves them. */
export function reasonsOf(key: ModelKey, model: CalendarModel, told: Told): Reasons {
  const { facts, settings } = told;
  const change = scheduledChange(model, facts, settings);
  const ahead = change ? Math.min(DAYS_AHEAD, change.on - facts.day + 1) : DAYS_AHEAD;
  const explained = explain(model, facts, settings, ahead);
  const orders = nextOrders(key, explained, told);
  const goal = goalOf(key, explained, told);
  return {
    because: telling(explained.because.flatMap((finding) => asItIs(finding, told))),
    orders,
    goal: goal && orders.some((order) => leadsTo(goal.to, order)) ? null : goal,
  };
}

const STANDINGS: Record<Relation, Standing> = {
  '<': 'lt',
  '<=': 'le',
  '=': 'eq',
  '>=': 'ge',
  '>': 'gt',
};
const OPPOSITES: Record<Standing, Standing> = {
  lt: 'ge',
  le: 'gt',
  eq: 'ne',
  ne: 'eq',
  ge: 'lt',
  gt: 'le',
};

/** Whoever has not ordered exactly once has ordered more often. */
function moreThanOnce(condition: Condition): Condition {
  const { measure, standing, threshold } = condition;
  if (measure !== 'orders' || standing !== 'ne' || threshold !== 1) return condition;
  return { ...condition, standing: 'ge', threshold: 2 };
}

/** What is so: a test that failed is said by its opposite; one without a threshold says nothing. */
function asItIs(finding: Finding, told: Told): Condition[] {
  const asked = STANDINGS[finding.relation];
  return sayable(finding, finding.holds ? asked : OPPOSITES[asked], told);
}

/** What would have to be so. */
function asWanted(finding: Finding, told: Told): Condition[] {
  const asked = STANDINGS[finding.relation];
  return sayable(finding, finding.holds ? OPPOSITES[asked] : asked, told);
}

const DAYS = ['tenure', 'departure', 'gap'];
const STATES = ['vip', 'contract'];

function kindOf(measure: string): Condition['kind'] {
  if (measure === 'amount') return 'money';
  if (DAYS.includes(measure)) return 'days';
  return STATES.includes(measure) ? 'state' : 'count';
}

function sayable(
  { measure, value, threshold }: Finding,
  standing: Standing,
  { facts, unit }: Told,
): Condition[] {
  if (threshold === null) return [];
  const kind = kindOf(measure);
  const said = (each: Value) => (kind === 'money' && typeof each === 'number' ? each / unit : each);
  const missing =
    kind === 'count' || kind === 'money' ? missingOf(value, standing, threshold) : null;
  const from = measure === 'tenure' ? dayOfTenure(facts, standing, threshold) : null;
  return [
    moreThanOnce({
      kind,
      measure,
      value: said(value),
      standing,
      threshold: said(threshold) ?? threshold,
      missing: missing === null ? null : Number(said(missing)),
      from,
    }),
  ];
}

/**
 * Of all that is so what is worth saying: of several bounds on one side the tightest, and nothing of
 * a state that there is none of.
 */
function telling(conditions: readonly Condition[]): Condition[] {
  return conditions.filter((condition, index) => {
    if (condition.kind === 'state' && condition.standing === 'ne') {
      const named = conditions.some(
        ({ measure, standing }) => measure === condition.measure && standing === 'eq',
      );
      return condition.value !== null && !named;
    }
    return !conditions.some((other, at) => at !== index && isTighter(other, condition));
  });
}

function isTighter(one: Condition, than: Condition): boolean {
  const side = sideOf(one.standing);
  if (one.measure !== than.measure || side === 0 || side !== sideOf(than.standing)) return false;
  return side * (Number(one.threshold) - Number(than.threshold)) > 0;
}

/** 1 for a bound below, -1 for one above. */
function sideOf(standing: Standing): number {
  if (standing === 'ge' || standing === 'gt') return 1;
  return standing === 'lt' || standing === 'le' ? -1 : 0;
}

/** How many more, or how much more, until a value stands so. */
function missingOf(value: Value, standing: Standing, threshold: Value): number | null {
  if (typeof value !== 'number' || typeof threshold !== 'number') return null;
  if (standing === 'ge') return Math.max(0, Math.ceil(threshold - value));
  if (standing === 'gt') return Math.max(0, Math.floor(threshold - value) + 1);
  return standing === 'ne' && value === threshold ? 1 : null;
}

/** An order ends the tenure: it is long enough when it comes so late. */
function dayOfTenure({ firstDay }: Facts, standing: Standing, threshold: Value): string | null {
  if (typeof threshold !== 'number' || (standing !== 'ge' && standing !== 'gt')) return null;
  return isoOf(addDays(firstDay, standing === 'ge' ? threshold : threshold + 1));
}

/**
 * For every other state the first order that leads there, the cheapest of that day. What an order
 * would do only after the calendar has done its part is left for then.
 */
function nextOrders(key: ModelKey, explained: Explanation, { facts, unit }: Told): NextOrder[] {
  const { state, steps, scheduled } = explained;
  const first = new Map<string, Step>();
  for (const step of steps) {
    const known = first.get(step.to);
    const sooner = !known || step.from < known.from;
    const cheaper = known?.from === step.from && step.spend < known.spend;
    const inTime = scheduled === null || step.from < scheduled.on;
    if (step.to !== state && inTime && (sooner || cheaper)) first.set(step.to, step);
  }
  return [...first.values()]
    .sort((a, b) => a.from - b.from || a.spend - b.spend)
    .slice(0, MOST_ORDERS)
    .flatMap((step) => orderOf(key, step, facts.day, unit));
}

function orderOf(key: ModelKey, step: Step, today: Day, unit: number): NextOrder[] {
  const to = namedState(key, step.to);
  if (!to) return [];
  const { spend, from, before } = step;
  return [
    {
      to,
      spend: spend > 1 ? spend / unit : null,
      from: from > today ? isoOf(from) : null,
      until: before === null ? null : isoOf(addDays(before, -1)),
    },
  ];
}

function goalOf(key: ModelKey, { state, lacking }: Explanation, told: Told): Goal | null {
  const to = namedState(key, goalStateOf(key, state));
  if (!to) return null;
  const all = lacking
    .filter((lack) => lack.state === to.state)
    .flatMap((lack) => wayOf(lack, told));
  const ways = all.filter((way) => !all.some((other) => asksLess(other, way)));
  return ways.length === 0 ? null : { to, ways };
}

/** One that asks for what nobody can reach (an amount that nobody has) is none. */
function wayOf({ findings, inTheWay }: Lack, told: Told): Condition[][] {
  const wanted = [...findings, ...inTheWay];
  if (wanted.some(({ threshold }) => threshold === null)) return [];
  return [wanted.flatMap((finding) => asWanted(finding, told))];
}

/** Whether any order leads as far as a goal: then nothing else is missing. */
function leadsTo(goal: NamedState, { to, spend }: NextOrder): boolean {
  if (spend !== null) return false;
  if (goal.model !== 'cpm' || to.model !== 'cpm') return to.state === goal.state;
  const stageOf = (state: CpmState) => CPM_STAGES.indexOf(cpmParts(state).stage);
  return stageOf(to.state) >= stageOf(goal.state);
}

/** Whether one way asks for some of what another asks for, and for nothing else. */
function asksLess(one: readonly Condition[], than: readonly Condition[]): boolean {
  const measures = new Set(than.map(({ measure }) => measure));
  return one.length < than.length && one.every(({ measure }) => measures.has(measure));
}

/** The state that a merchant would like next; null where there is no better one. */
function goalStateOf(key: ModelKey, state: string | null): string | null {
  switch (key) {
    case 'cpm':
      return state && cpmGoal(state as CpmState);
    case 'stage':
      return { first: 'growing', growing: 'settled' }[state ?? ''] ?? null;
    case 'vip':
      return state === null ? 'candidate' : ({ candidate: 'vip' }[state] ?? null);
    default:
      return null;
  }
}

function cpmGoal(state: CpmState): string {
  const { stage } = cpmParts(state);
  const next = CPM_STAGES[CPM_STAGES.indexOf(stage) + 1] ?? stage;
  return `${next}-active`;
}
