import type { Day } from './day.ts';
import type { History } from './history.ts';
import { LIVE_MODELS, type LiveModelKey } from './models/index.ts';
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
