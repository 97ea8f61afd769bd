import type { Comparison } from './comparison.ts';
import type { Condition } from './condition.ts';
import type { CalendarStates, InClass, When } from './leaf.ts';
import type { Period } from './period.ts';

const EVER: Period = { kind: 'ever' };

/** In one of these states of a calendar model. */
export function stateIs(states: CalendarStates, when: When): Condition {
  return { type: 'state', in: states, when };
}

/** In one of these classes of a relative model. */
export function classIs(classes: InClass['in'], when: InClass['when']): Condition {
  return { type: 'class', in: classes, when };
}

/** The number of counted orders of all time. */
export function ordersEver(compare: Comparison): Condition {
  return ordersIn(EVER, compare);
}

/** The number of counted orders of a period. */
export function ordersIn(period: Period, compare: Comparison): Condition {
  return { type: 'total', total: 'orders', period, compare };
}

/** At least one order with one of these products. */
export function boughtEver(products: string[]): Condition {
  return timesBought(products, EVER, { is: '>=', value: 1 });
}

/** No order with any of these products in a period, or at all. */
export function boughtNever(products: string[], period: Period = EVER): Condition {
  return timesBought(products, period, { is: '<', value: 1 });
}

/** 離脱期間 of more than so many days. */
export function lastOrderMoreThan(days: number): Condition {
  return { type: 'date', order: 'last', compare: { is: 'more-than-days-ago', days } };
}

function timesBought(products: string[], period: Period, compare: Comparison): Condition {
  return { type: 'bought', products, period, measure: 'orders', compare };
}
