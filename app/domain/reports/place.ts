import type { Day } from '../day.ts';
import type { History } from '../history.ts';
import type { Timeline } from '../timeline.ts';

/** A customer with the timeline of one model. */
export interface TrackedCustomer<State extends string = string> {
  history: History;
  timeline: Timeline<State>;
}

/** Whoever has not bought yet; `new` is a state of its own in a model. */
export const NOT_YET = 'not-yet';
/** A buyer of whom the model says nothing, e.g. no VIP. */
export const NONE = 'none';

/** Where a buyer stands: in a state, or in none. */
export type BuyerPlace<State extends string = string> = State | typeof NONE;
/** Where anybody stands. */
export type Place<State extends string = string> = BuyerPlace<State> | typeof NOT_YET;

/** Reads the place of a customer on days that do not go back. */
export function placeReader<State extends string>(
  timeline: Timeline<State>,
): (day: Day) => Place<State> {
  let begun = 0;
  return (day) => {
    while ((timeline[begun]?.from ?? Infinity) <= day) begun++;
    const period = timeline[begun - 1];
    return period ? (period.state ?? NONE) : NOT_YET;
  };
}
