import type { Day } from '../day.ts';
import { RELATIONSHIP_KINDS, type Facts } from '../history.ts';
import type { Settings } from '../settings.ts';
import type { CalendarModel } from './model.ts';
import type { Rule, Test } from './rules.ts';

const MEASURES = ['departure', 'tenure', 'orders', 'amount'] as const;

/** Whole numbers from one to another, both in. */
export interface Bound {
  least: number;
  most: number;
}
/** Days since the last order and from the first to the last, counted orders and minor units. */
export type Bounds = Record<(typeof MEASURES)[number], Bound>;

const ANY: Bound = { least: 0, most: Infinity };
/** Nobody has less: the models look at buyers. */
const LEAST: Record<keyof Bounds, number> = { departure: 0, tenure: 0, orders: 1, amount: 0 };

/** Bounds that everything lies within. */
export const NO_BOUNDS: Bounds = { departure: ANY, tenure: ANY, orders: ANY, amount: ANY };

/**
 * Between which numbers everybody lies who is in one of the states, as far as the rules of the model
 * say so: of a rule its own tests, and the opposite of whatever alone keeps a rule before it away.
 */
export function boundsOf(
  { rules }: CalendarModel,
  states: readonly string[],
  settings: Settings,
): Bounds {
  const meant = rules.flatMap((rule, index) =>
    rule.state !== null && states.includes(rule.state)
      ? [boundsOfRule(rule, rules.slice(0, index), settings)]
      : [],
  );
  return byMeasure((measure) => ({
    least: Math.min(...meant.map((bounds) => bounds[measure].least)),
    most: Math.max(...meant.map((bounds) => bounds[measure].most)),
  }));
}

/** What lies within both. */
export function narrowed(one: Bounds, other: Bounds): Bounds {
  return byMeasure((measure) => ({
    least: Math.max(one[measure].least, other[measure].least),
    most: Math.min(one[measure].most, other[measure].most),
  }));
}

function byMeasure(of: (measure: keyof Bounds) => Bound): Bounds {
  return {
    departure: of('departure'),
    tenure: of('tenure'),
    orders: of('orders'),
    amount: of('amount'),
  };
}

function boundsOfRule(
  rule: Rule<string>,
  before: readonly Rule<string>[],
  settings: Settings,
): Bounds {
  const failed = before.flatMap(({ when }) => {
    const [only, ...more] = when.filter((test) => !rule.when.includes(test));
    return only && more.length === 0 ? [boundsOfTest(only, settings, false)] : [];
  });
  const held = rule.when.map((test) => boundsOfTest(test, settings, true));
  const bounds = [...held, ...failed].reduce(narrowed, NO_BOUNDS);
  return bounds.orders.most === 1 ? narrowed(bounds, ONE_DAY) : bounds;
}

/** A single order is the first and the last. */
const ONE_DAY: Bounds = { ...NO_BOUNDS, tenure: { least: 0, most: 0 } };

function boundsOfTest(test: Test, settings: Settings, holds: boolean): Bounds {
  const measure = MEASURES.find((each) => each === test.measure);
  const threshold = measure && test.threshold(settings, NOBODY);
  if (!measure || typeof threshold !== 'number') return NO_BOUNDS;
  if (test.relation === '=' && !holds && threshold !== LEAST[measure]) return NO_BOUNDS;
  return { ...NO_BOUNDS, [measure]: boundOf(test.relation, threshold, holds) };
}

function boundOf(relation: Test['relation'], threshold: number, holds: boolean): Bound {
  const upTo = (most: number) => ({ least: 0, most });
  const from = (least: number) => ({ least, most: Infinity });
  switch (relation) {
    case '>':
      return holds ? from(threshold + 1) : upTo(threshold);
    case '>=':
      return holds ? from(threshold) : upTo(threshold - 1);
    case '<':
      return holds ? upTo(threshold - 1) : from(threshold);
    case '<=':
      return holds ? upTo(threshold) : from(threshold + 1);
    case '=':
      return holds ? { least: threshold, most: threshold } : from(threshold + 1);
  }
}

/** A threshold that depends on the customer is none for all. */
const NOBODY: Facts = {
  day: 0 as Day,
  orders: 0,
  firstDay: 0 as Day,
  lastDay: 0 as Day,
  intervals: [],
  amount: 0,
  events: Object.fromEntries(RELATIONSHIP_KINDS.map((kind) => [kind, 0])) as Facts['events'],
  contract: null,
  topAmount: null,
};
