import { addDays, dayOf } from '../domain/day.ts';
import { NONE } from '../domain/reports/place.ts';
import type { Comparison } from '../domain/segments/comparison.ts';
import type { Condition } from '../domain/segments/condition.ts';
import { boughtEver, boughtNever, ordersEver } from '../domain/segments/phrases.ts';
import type { CustomersFilter, Range, StateFilter } from './customers-filter.ts';
import { CLASS_MODELS, statesOfModel } from './states.ts';

/** What of a filter no condition of a segment can say. */
export type Unsayable = 'past' | 'scores' | 'consent' | 'ids';

/** What a filter asks in the language of segments, and what that language lacks. */
export interface FilterParts {
  conditions: Condition[];
  unsayable: Unsayable[];
}

const BUYERS = ordersEver({ is: '>=', value: 1 });

/** Says a filter as conditions that all have to be met. The saved segment is left to the caller. */
export function partsOf(filter: CustomersFilter, minorPerUnit: number): FilterParts {
  const { states = [], entering, scores, consent, ids } = filter;
  const now = states.filter(({ on }) => on === undefined);
  return {
    conditions: [
      ...now.map(stateCondition),
      ...(entering ? [enteringCondition(entering)] : []),
      ...numberConditions(filter, minorPerUnit),
      ...dayConditions(filter),
      ...purchaseConditions(filter),
      ...(filter.where ? [filter.where] : []),
    ],
    unsayable: [
      ...(now.length < states.length ? ['past' as const] : []),
      ...(scores && Object.keys(scores).length > 0 ? ['scores' as const] : []),
      ...(consent ? ['consent' as const] : []),
      ...(ids ? ['ids' as const] : []),
    ],
  };
}

/** Conditions as one; null where nothing is asked. */
export function allOf(conditions: Condition[]): Condition | null {
  const [first, ...rest] = conditions;
  if (!first) return null;
  return rest.length === 0 ? first : { type: 'all', of: conditions };
}

function stateCondition({ model, states }: StateFilter): Condition {
  const named = states.filter((state) => state !== NONE);
  const none: Condition = {
    type: 'all',
    of: [BUYERS, { type: 'not', of: inStates(model, statesOfModel(model) ?? []) }],
  };
  if (named.length === 0) return none;
  if (named.length === states.length) return inStates(model, named);
  return { type: 'any', of: [inStates(model, named), none] };
}

function inStates(model: StateFilter['model'], states: readonly string[]): Condition {
  const within = { model, states: [...states] } as never;
  return Object.hasOwn(CLASS_MODELS, model)
    ? { type: 'class', in: within, when: 'now' }
    : { type: 'state', in: within, when: { is: 'now' } };
}

function enteringCondition({
  model,
  states,
  days,
}: NonNullable<CustomersFilter['entering']>): Condition {
  const within = { model, states: [...states] } as never;
  return { type: 'state', in: within, when: { is: 'entering-within', days } };
}

function numberConditions(filter: CustomersFilter, minorPerUnit: number): Condition[] {
  const { orders, amount, average, tenure, departure } = filter;
  const minor = (range: Range): Range =>
    [minorOf(range[0], minorPerUnit), minorOf(range[1], minorPerUnit)] as const;
  return [
    ...(orders ? comparisonsOf(orders).map((compare) => ordersEver(compare)) : []),
    ...(amount ? comparisonsOf(minor(amount)).map(amountCondition) : []),
    ...(average ? comparisonsOf(minor(average)).map(factCondition('averageOrderValue')) : []),
    ...(tenure ? comparisonsOf(tenure).map(factCondition('tenure')) : []),
    ...(departure ? comparisonsOf(departure).map(factCondition('departure')) : []),
  ];
}

function minorOf(value: Range[number], minorPerUnit: number): number | null {
  return value === null ? null : Number((Number(value) * minorPerUnit).toFixed(6));
}

function amountCondition(compare: Comparison): Condition {
  return { type: 'total', total: 'amount', period: { kind: 'ever' }, compare };
}

function factCondition(fact: 'averageOrderValue' | 'tenure' | 'departure') {
  return (compare: Comparison): Condition => ({ type: 'fact', fact, compare });
}

/** A range the wrong way round is no comparison: as two it asks for what nobody has. */
function comparisonsOf([from, to]: Range): Comparison[] {
  if (from !== null && to !== null && Number(from) <= Number(to)) {
    return [{ is: 'between', min: Number(from), max: Number(to), upper: 'inclusive' }];
  }
  return [
    ...(from === null ? [] : [{ is: '>=' as const, value: Number(from) }]),
    ...(to === null ? [] : [{ is: '<=' as const, value: Number(to) }]),
  ];
}

function dayConditions({ first, last }: CustomersFilter): Condition[] {
  const bounds = (order: 'first' | 'last', [from, to]: Range): Condition[] => [
    ...(from === null ? [] : [dated(order, 'after', addDays(dayOf(String(from)), -1))]),
    ...(to === null ? [] : [dated(order, 'before', addDays(dayOf(String(to)), 1))]),
  ];
  return [...(first ? bounds('first', first) : []), ...(last ? bounds('last', last) : [])];
}

function dated(order: 'first' | 'last', is: 'before' | 'after', day: ReturnType<typeof dayOf>) {
  return { type: 'date', order, compare: { is, day } } satisfies Condition;
}

function purchaseConditions({
  channels,
  bought,
  notBought,
  regions,
  events,
}: CustomersFilter): Condition[] {
  const once = { is: '>=', value: 1 } as const;
  const ever = { kind: 'ever' } as const;
  return [
    ...(channels
      ? [bySales({ channels: [...channels], period: ever, measure: 'orders', compare: once })]
      : []),
    ...(bought ? [boughtEver([...bought])] : []),
    ...(notBought ? [boughtNever([...notBought])] : []),
    ...(regions ? [{ type: 'region' as const, regions: [...regions] }] : []),
    ...(events
      ? [{ type: 'event' as const, kinds: [...events] as never, period: ever, compare: once }]
      : []),
  ];
}

function bySales(asked: Omit<Extract<Condition, { type: 'bought' }>, 'type'>): Condition {
  return { type: 'bought', ...asked };
}
