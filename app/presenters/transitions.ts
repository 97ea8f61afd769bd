import { isoOf, type Day } from '../domain/day.ts';
import { cpm, type CpmState } from '../domain/models/cpm.ts';
import { monthEnds } from '../domain/reports/calendar-months.ts';
import { NONE, NOT_YET } from '../domain/reports/place.ts';
import { tally } from '../domain/reports/tally.ts';
import {
  leftBehind,
  transitionRates,
  type CpmChange,
  type TransitionKey,
} from '../domain/reports/transition-rates.ts';
import type { Shop } from '../store/database.ts';
import { readMonthMoves } from '../store/months.ts';

const SPAN = 6;

/** 人数推移率 of one stage. */
export interface ShownTransition {
  key: TransitionKey;
  /** Stood in the stage then. */
  then: number;
  advanced: number;
  /** Null: nobody stood there. */
  value: number | null;
  target: number;
  /** Where those stood then, and stand now, who have not advanced. */
  behind: { then: CpmState; now: CpmState[] };
}

/** The three rates between two month-ends, ISO days. */
export interface Transitions {
  then: string;
  now: string;
  rates: ShownTransition[];
}

/** 人数推移率 at the end of a month against half a year before. @param end the month's last day. */
export async function transitionsAt(shop: Shop, end: Day): Promise<Transitions> {
  const moves = await readMonthMoves(shop, { model: cpm.key, from: end, to: end, span: SPAN });
  const changes = moves.flatMap(({ from, to, customers }): CpmChange[] =>
    to === NONE || from === NONE
      ? []
      : [{ then: from === NOT_YET ? null : (from as CpmState), now: to as CpmState, customers }],
  );
  const [then = end] = monthEnds(end, SPAN);
  return {
    then: isoOf(then),
    now: isoOf(end),
    rates: tally(transitionRates(), changes).map((rate) => ({
      key: rate.key,
      then: rate.denominator,
      advanced: rate.numerator,
      value: rate.value,
      target: rate.target,
      behind: leftBehind(rate.key),
    })),
  };
}
