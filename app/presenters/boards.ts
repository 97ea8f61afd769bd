import { Temporal } from 'temporal-polyfill';
import { dayOf, isoOf, type Day } from '../domain/day.ts';
import { countMoves, type Move } from '../store/boards.ts';
import type { Shop } from '../store/database.ts';
import { SHOWN_MODELS, type StateOf } from './states.ts';

/** A state with its customers today. */
export interface BoardRow<State extends string = string> {
  state: State;
  customers: number;
  /** Of all customers of the board, 0 to 1; null when there are none. */
  share: number | null;
  /** Customers more (or fewer) than on the day compared with; null when nobody had bought by then. */
  change: number | null;
}

/** All customers of the shop by one model. */
export interface Board<State extends string = string> {
  customers: number;
  rows: BoardRow<State>[];
}

export interface Boards {
  cpm: Board<StateOf<'cpm'>>;
  lifecycle: Board<StateOf<'lifecycle'>>;
  /** ISO date of the day compared with: the same one last month. */
  comparedWith: string;
}

/** Customers by CPM group and lifecycle state, beside the same day last month. */
export async function boardsOf(shop: Shop, today: Day): Promise<Boards> {
  const then = monthBefore(today);
  const moves = await countMoves(shop, ['cpm', 'lifecycle'], then);
  return {
    cpm: boardOf('cpm', moves),
    lifecycle: boardOf('lifecycle', moves),
    comparedWith: isoOf(then),
  };
}

/** The same day of the month before, or that month's last day. */
export function monthBefore(day: Day): Day {
  return dayOf(Temporal.PlainDate.from(isoOf(day)).subtract({ months: 1 }).toString());
}

function boardOf<Model extends 'cpm' | 'lifecycle'>(
  model: Model,
  all: readonly Move[],
): Board<StateOf<Model>> {
  const moves = all.filter((move) => move.model === model);
  const customers = sum(moves);
  const before = sum(moves.filter(({ then }) => then !== null));
  const states: readonly StateOf<Model>[] = SHOWN_MODELS[model].states;
  const rows = states.map((state) => {
    const now = sum(moves.filter((move) => move.now === state));
    const then = sum(moves.filter((move) => move.then === state));
    return {
      state,
      customers: now,
      share: customers === 0 ? null : now / customers,
      change: before === 0 ? null : now - then,
    };
  });
  return { customers, rows };
}

function sum(moves: readonly Move[]): number {
  return moves.reduce((total, { customers }) => total + customers, 0);
}
