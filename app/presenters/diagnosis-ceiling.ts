import { isoOf, type Day } from '../domain/day.ts';
import { ACTIVITY } from '../domain/reports/activity.ts';
import { ceilingDay, ceilingOf } from '../domain/reports/ceiling.ts';
import { NOT_YET } from '../domain/reports/place.ts';
import type { Shop } from '../store/database.ts';
import { readMonthMoves } from '../store/months.ts';
import { moved, yearRates } from './calendar-rows.ts';

const YEAR = 12;
/** So much higher a 維持率 is tried. */
const BETTER = 0.05;
/** How many years are drawn. */
const YEARS_AHEAD = 10;

/** Where the number of 稼働 tends to. */
export interface Limit {
  /** N*, a whole number; null: everybody is retained, so there is none. */
  customers: number | null;
  /** ISO day on which it is nearly reached; null: not within 1,000 years, or there is none. */
  day: string | null;
  /** 稼働 today and after each of the years to come. */
  path: number[];
}

/** 増加の限界 at the end of a month. */
export interface Ceiling {
  active: number;
  /** Of the twelve months. */
  newPerYear: number;
  revivedPerYear: number;
  retention: number;
  /** With the new ones only (domain.md A5), and with those who come back too. */
  limits: { byNew: Limit; withRevived: Limit };
  /** N* of the new ones if 維持率 were higher by so much; null: there is none. */
  better: { by: number; customers: number | null };
}

/** Null where nobody was 稼働 twelve months before: then there is no 維持率. */
export async function ceilingAt(shop: Shop, end: Day): Promise<Ceiling | null> {
  const wanted = { model: ACTIVITY.key, from: end, to: end, span: YEAR } as const;
  const moves = await readMonthMoves(shop, wanted);
  const retention = yearRates(moves).retention.value;
  if (retention === null) return null;
  const newPerYear = moved(moves, NOT_YET, 'active');
  const revivedPerYear = moved(moves, 'lapsed', 'active');
  const active = moved(moves, 'active', 'active') + newPerYear + revivedPerYear;
  const limit = (joining: number) => limitOf({ active, newPerYear: joining, retention }, end);
  const better = { active, newPerYear, retention: retention + BETTER };
  return {
    ...{ active, newPerYear, revivedPerYear, retention },
    limits: { byNew: limit(newPerYear), withRevived: limit(newPerYear + revivedPerYear) },
    better: { by: BETTER, customers: limitOf(better, end).customers },
  };
}

type Growth = Parameters<typeof ceilingOf>[0];

function limitOf(growth: Growth, end: Day): Limit {
  const ceiling = ceilingOf(growth);
  const day = ceiling && ceilingDay(ceiling, end);
  return {
    customers: ceiling && Math.round(ceiling.customers),
    day: day === null ? null : isoOf(day),
    path: pathOf(growth),
  };
}

function pathOf({ active, newPerYear, retention }: Growth): number[] {
  const path = [active];
  for (let year = 0; year < YEARS_AHEAD; year += 1) {
    path.push((path.at(-1) ?? 0) * retention + newPerYear);
  }
  return path.map(Math.round);
}
