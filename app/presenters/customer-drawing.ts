import type { LiveModel } from '../domain/customer.ts';
import { addDays, isoOf, type Calendar, type Day } from '../domain/day.ts';
import type { EventKind } from '../domain/fact-sources.ts';
import type { HistoryOrder } from '../store/customer-history.ts';
import type { EventEntry } from '../store/events.ts';
import { namedState, type ModelKey, type NamedState } from './states.ts';

/** A stretch of one state; ISO days, the last one in. */
export interface DrawnPeriod {
  state: NamedState;
  from: string;
  /** Null: as far as is drawn, and on. */
  until: string | null;
}

/** One model through time; stretches without a state are left out. */
export interface DrawnBand {
  model: ModelKey;
  periods: DrawnPeriod[];
}

/** An order as a mark: its amount in main units. */
export interface DrawnOrder {
  id: string;
  name: string | null;
  on: string;
  amount: number;
  counts: boolean;
}

/** A customer's life as it is drawn; ISO days. */
export interface Drawing {
  from: string;
  /** The last day. */
  to: string;
  bands: DrawnBand[];
  /** The latest ones, oldest first. */
  orders: DrawnOrder[];
  events: { kind: EventKind; on: string }[];
}

const DAYS_AHEAD = 90;
const MOST_MARKS = 500;

interface Life {
  orders: readonly HistoryOrder[];
  events: readonly EventEntry[];
  models: readonly LiveModel[];
  today: Day;
  dayIn: Calendar;
  unit: number;
}

/** From the first thing that is known of a customer to 90 days ahead; null where nothing is. */
export function drawingOf({ orders, events, models, today, dayIn, unit }: Life): Drawing | null {
  const shown = orders.slice(-MOST_MARKS);
  const days = [...orders.map(({ processedAt }) => processedAt), ...events.map(({ at }) => at)];
  if (days.length === 0) return null;
  const first = Math.min(...days.map((at) => dayIn(at.getTime())), today) as Day;
  const end = addDays(today, DAYS_AHEAD);
  return {
    from: isoOf(first),
    to: isoOf(end),
    bands: models.map(({ model, timeline }) => ({
      model,
      periods: periodsOf(model, timeline, end),
    })),
    orders: shown.map(({ id, name, processedAt, value, counts }) => ({
      id: String(id),
      name,
      on: isoOf(dayIn(processedAt.getTime())),
      amount: value / unit,
      counts,
    })),
    events: events
      .map(({ kind, at }) => ({ kind, on: isoOf(dayIn(at.getTime())) }))
      .reverse()
      .slice(-MOST_MARKS),
  };
}

function periodsOf(model: ModelKey, timeline: LiveModel['timeline'], end: Day): DrawnPeriod[] {
  return timeline.flatMap(({ from, state }, index) => {
    const named = namedState(model, state);
    if (!named || from > end) return [];
    const next = timeline[index + 1]?.from;
    const until = next === undefined ? null : isoOf(addDays(next, -1));
    return [{ state: named, from: isoOf(from), until }];
  });
}
