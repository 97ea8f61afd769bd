import { addDays, isoOf, type Day } from '../domain/day.ts';
import { cpm, cpmParts, CPM_STAGES, type CpmStage, type CpmState } from '../domain/models/cpm.ts';
import { NONE, NOT_YET } from '../domain/reports/place.ts';
import { tally } from '../domain/reports/tally.ts';
import { matrixOfMoves, type CountedMove } from '../domain/reports/transition-matrix.ts';
import { transitionRates, type CpmChange } from '../domain/reports/transition-rates.ts';
import type { Span } from '../domain/reports/month-tables.ts';
import type { Shop } from '../store/database.ts';
import { readMonthMoves } from '../store/months.ts';
import { monthEndBefore } from './calendar-rows.ts';

/** The targets of 人数推移率 are of half a year. */
const TARGET_SPAN = 6;

/** How 現役 of a stage went on. */
export interface StageFlow {
  stage: CpmStage;
  /** 現役 in the stage then and now, 離脱 in it now. */
  then: number;
  now: number;
  lapsedNow: number;
  /** Of those then: 現役 in a higher stage now (流行 is as high as 優良); null for the highest two. */
  advanced: number | null;
  /** Of those then: 離脱 now, in whatever stage. */
  lapsed: number;
  /** 離脱 in the stage then, 現役 now. */
  revived: number;
  /** advanced ÷ then; null where nobody was, or there is nowhere to go. */
  value: number | null;
  /** What the rate is to be; null where there is none. */
  target: number | null;
}

/** リストライフサイクル診断図 between two month-ends. */
export interface LifeCycle {
  span: Span;
  /** ISO days; `begins` is the day after `then`. */
  then: string;
  begins: string;
  now: string;
  /** First orders in between. */
  joined: number;
  flows: StageFlow[];
  /** From each row to each column, in the order of the ten groups; the first row are first orders. */
  matrix: { from: CpmState | typeof NOT_YET; customers: number[]; total: number }[];
  /** Of the columns. */
  totals: number[];
}

/** How customers went through CPM. @param end the last day of a month. */
export async function lifeCycle(shop: Shop, end: Day, span: Span): Promise<LifeCycle> {
  const moves = await readMonthMoves(shop, { model: cpm.key, from: end, to: end, span });
  const then = monthEndBefore(end, span);
  const known = moves.filter(({ from, to }) => from !== NONE && to !== NONE);
  const matrix = matrixOfMoves(cpm.states, known as unknown as CountedMove<CpmState>[]);
  const rows = matrix.rows.flatMap((from, row) =>
    from === NONE
      ? []
      : [
          {
            from,
            customers: cpm.states.map((_, column) => matrix.cells[row]?.[column]?.customers ?? 0),
            total: matrix.thenTotals[row]?.customers ?? 0,
          },
        ],
  );
  return {
    span,
    then: isoOf(then),
    begins: isoOf(addDays(then, 1)),
    now: isoOf(end),
    joined: rows.find(({ from }) => from === NOT_YET)?.total ?? 0,
    flows: flowsOf(rows, ratesOf(rows), span),
    matrix: rows,
    totals: cpm.states.map((_, column) => matrix.nowTotals[column]?.customers ?? 0),
  };
}

type Rows = LifeCycle['matrix'];

function ratesOf(rows: Rows) {
  const changes = rows.flatMap(({ from, customers }): CpmChange[] =>
    cpm.states.map((now, column) => ({
      then: from === NOT_YET ? null : from,
      now,
      customers: customers[column] ?? 0,
    })),
  );
  const rates = tally(transitionRates(), changes);
  return new Map(rates.map((rate) => [rate.key.replace('transition_', '') as CpmStage, rate]));
}

function flowsOf(rows: Rows, rates: ReturnType<typeof ratesOf>, span: Span): StageFlow[] {
  const sum = (isFrom: (from: Rows[number]['from']) => boolean, isTo: (to: CpmState) => boolean) =>
    rows
      .filter(({ from }) => isFrom(from))
      .flatMap(({ customers }) => customers.filter((_, column) => isTo(stateAt(column))))
      .reduce((total, customers) => total + customers, 0);
  const anybody = () => true;
  const isActive = (state: CpmState) => cpmParts(state).active;
  const isLapsed = (state: CpmState) => !isActive(state);
  return CPM_STAGES.map((stage): StageFlow => {
    const rate = rates.get(stage);
    const active = (state: string) => state === `${stage}-active`;
    const lapsed = (state: string) => state === `${stage}-lapsed`;
    return {
      stage,
      then: sum(active, anybody),
      now: sum(anybody, active),
      lapsedNow: sum(anybody, lapsed),
      advanced: rate?.numerator ?? null,
      lapsed: sum(active, isLapsed),
      revived: sum(lapsed, isActive),
      value: rate?.value ?? null,
      target: span === TARGET_SPAN ? (rate?.target ?? null) : null,
    };
  });
}

function stateAt(column: number): CpmState {
  return cpm.states[column] ?? 'first-active';
}
