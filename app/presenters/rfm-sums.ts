import { ABC_CLASSES } from '../domain/relative/abc.ts';
import { LAYERS, type Layer } from '../domain/relative/layer.ts';
import {
  RANKS,
  RFM_SEGMENTS,
  rfmSegment,
  type Rank,
  type RfmSegment,
} from '../domain/relative/rfm.ts';
import { abcSummaries } from '../domain/reports/abc-table.ts';
import { decileRows } from '../domain/reports/decile-table.ts';
import type { ClassCount } from '../store/rfm.ts';

/** What some customers come to. */
export interface Sums {
  customers: number;
  orders: number;
  /** Cumulative, main units. */
  amount: number;
}

/** Customers with the same three scores. */
export interface ScoreSums extends Sums {
  r: number;
  f: number;
  m: number;
}

/** A tenth of the customers, or a class of ABC, and its part of all amounts. */
export interface AmountGroup {
  group: string;
  customers: number;
  /** Main units. */
  amount: number;
  /** 0 to 1; null where nothing was sold. */
  share: number | null;
  cumulativeShare: number | null;
  perHead: number | null;
}

/** All customers of a shop by the models that compare them. */
export interface RfmSums {
  total: Sums;
  scores: ScoreSums[];
  /** The segment of each R (first index + 1) and F (second index + 1). */
  segmentGrid: RfmSegment[][];
  segments: (Sums & { state: RfmSegment })[];
  ranks: (Sums & { state: Rank })[];
  layers: (Sums & { state: Layer })[];
  deciles: AmountGroup[];
  abc: AmountGroup[];
}

/** @param minorPerUnit how many minor units make a main one. */
export function rfmSumsOf(rows: readonly ClassCount[], minorPerUnit: number): RfmSums {
  const sum = (of: readonly ClassCount[]): Sums => ({
    customers: of.reduce((all, { customers }) => all + customers, 0),
    orders: of.reduce((all, { orders }) => all + orders, 0),
    amount: Number(amountOf(of)) / minorPerUnit,
  });
  const groupOf = <State>(state: State, belongs: (row: ClassCount) => boolean) => ({
    state,
    ...sum(rows.filter(belongs)),
  });
  return {
    total: sum(rows),
    scores: scoresOf(rows).map(([first, ...rest]) => {
      const { r, f, m } = first;
      return { r, f, m, ...sum([first, ...rest]) };
    }),
    segmentGrid: FIVE.map((r) => FIVE.map((f) => rfmSegment({ r, f }))),
    segments: RFM_SEGMENTS.map((state) => groupOf(state, (row) => rfmSegment(row) === state)),
    ranks: RANKS.map((state) => groupOf(state, ({ rank }) => rank === state)),
    layers: LAYERS.map((state) => groupOf(state, ({ layer }) => layer === state)),
    ...amountGroups(rows, minorPerUnit),
  };
}

function scoresOf(rows: readonly ClassCount[]): [ClassCount, ...ClassCount[]][] {
  const groups = Map.groupBy(rows, ({ r, f, m }) => `${r}${f}${m}`);
  return [...groups.values()] as [ClassCount, ...ClassCount[]][];
}

const FIVE = [1, 2, 3, 4, 5];
const TEN = Array.from({ length: 10 }, (_, index) => index + 1);

function amountGroups(rows: readonly ClassCount[], minorPerUnit: number) {
  const sumOf = (of: readonly ClassCount[]) => {
    const amount = amountOf(of);
    return {
      customers: of.reduce((all, { customers }) => all + customers, 0),
      amount,
      weight: amount > 0n ? amount : 0n,
    };
  };
  const inUnits = (value: number | null) => (value === null ? null : value / minorPerUnit);
  const deciles = decileRows(
    TEN.map((decile) => sumOf(rows.filter((row) => row.decile === decile))),
  );
  const classes = new Map(
    ABC_CLASSES.map((name) => {
      const {
        customers: items,
        amount: value,
        weight,
      } = sumOf(rows.filter(({ abc }) => abc === name));
      return [name, { items, value, weight }];
    }),
  );
  return {
    deciles: deciles.map(({ decile, customers, amount, share, cumulativeShare, perHead }) => ({
      group: String(decile),
      customers,
      amount: Number(amount) / minorPerUnit,
      share: share.value,
      cumulativeShare: cumulativeShare.value,
      perHead: inUnits(perHead.value),
    })),
    abc: abcSummaries(classes).map((row) => ({
      group: row.class,
      customers: row.items,
      amount: Number(row.value) / minorPerUnit,
      share: row.share.value,
      cumulativeShare: row.cumulativeShare.value,
      perHead: inUnits(row.perItem.value),
    })),
  };
}

function amountOf(rows: readonly ClassCount[]): bigint {
  return rows.reduce((sum, { amount }) => sum + amount, 0n);
}
