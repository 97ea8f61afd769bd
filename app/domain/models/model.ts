import type { Facts } from '../history.ts';
import type { Settings } from '../settings.ts';

/** A model whose state follows from a customer's facts and the settings alone. */
export interface CalendarModel<Key extends string = string, State extends string = string> {
  key: Key;
  states: readonly State[];
  /**
   * Days after an order day on which the state can change if nothing else happens; with the days
   * of orders and events these are all the days on which it can.
   */
  offsets: (settings: Settings) => readonly number[];
  /** The state of a buyer at the end of `facts.day`; null where the model has nothing to say. */
  classify: (facts: Facts, settings: Settings) => State | null;
}
