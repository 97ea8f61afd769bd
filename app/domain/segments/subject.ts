import type { Day } from '../day.ts';
import { factsAt, type Facts, type History } from '../history.ts';
import { CALENDAR_MODELS, type CalendarModelKey } from '../models/index.ts';
import type { CalendarModel } from '../models/model.ts';
import type { Settings } from '../settings.ts';
import { timelineOf, type Timeline } from '../timeline.ts';
import type { RelativeModelKey } from './leaf.ts';
import { earliest } from './verdict.ts';

/** The class of a customer in a model that compares customers, and those of the past, as stored. */
export interface StoredClass {
  now: string | null;
  past?: ReadonlySet<string>;
}

/** A customer as conditions see one. */
export interface Subject {
  history: History;
  settings: Settings;
  /** A model left out has no class for the customer. */
  relative?: Readonly<Partial<Record<RelativeModelKey, StoredClass>>>;
}

/** What is known of a customer at the end of a day: nothing dated later. */
export interface Known extends Subject {
  day: Day;
  /** Null while nothing has been ordered. */
  facts: Facts | null;
  timeline: (model: CalendarModelKey) => Timeline;
}

/** Looks at a customer with the knowledge of a day. */
export function knownOn(subject: Subject, day: Day): Known {
  const history = historyUntil(subject.history, day);
  const timelines = new Map<CalendarModelKey, Timeline>();
  return {
    ...subject,
    history,
    day,
    facts: factsAt(history, day),
    timeline: (key) => {
      const timeline = timelines.get(key) ?? timelineOf(modelOf(key), history, subject.settings);
      timelines.set(key, timeline);
      return timeline;
    },
  };
}

/** The first day after `day` on which something is entered in the history; null without one. */
export function nextEntryOn(history: History, day: Day): Day | null {
  const { orders, returns = [], events = [], topAmounts = [] } = history;
  const days = [...orders, ...returns, ...events].map((entry) => entry.day);
  return earliest([...days, ...topAmounts.map(({ from }) => from)].filter((each) => each > day));
}

/** A calendar model by its key. */
export function modelOf(key: CalendarModelKey): CalendarModel {
  const models: readonly CalendarModel[] = CALENDAR_MODELS;
  const model = models.find((each) => each.key === key);
  if (!model) throw new RangeError(`"${key}" is not a model`);
  return model;
}

function historyUntil(history: History, day: Day): History {
  const { orders, returns = [], events = [], topAmounts = [] } = history;
  return {
    ...history,
    orders: orders.filter((order) => order.day <= day),
    returns: returns.filter((entry) => entry.day <= day),
    events: events.filter((event) => event.day <= day),
    topAmounts: topAmounts.filter(({ from }) => from <= day),
  };
}
