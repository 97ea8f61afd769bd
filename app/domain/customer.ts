import type { Counting } from './counting.ts';
import type { Day } from './day.ts';
import type { History } from './history.ts';
import { LIVE_MODELS, type LiveModelKey } from './models/index.ts';
import { sharesTag } from './order.ts';
import type { Settings } from './settings.ts';
import { standingOn, timelineOf, type Standing, type Timeline } from './timeline.ts';

/** One model of a customer: the whole timeline and where it stands today. */
export interface LiveModel {
  model: LiveModelKey;
  timeline: Timeline;
  standing: Standing;
}

/** Everything the store keeps of a customer's models; empty without a counted order. */
export function liveModelsOf(history: History, settings: Settings, today: Day): LiveModel[] {
  if (history.orders.length === 0) return [];
  return LIVE_MODELS.map((model) => {
    const timeline = timelineOf<string>(model, history, settings);
    return { model: model.key, timeline, standing: standingOn(timeline, today) };
  });
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
