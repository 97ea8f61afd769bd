import { z } from 'zod';
import { CPM_STAGES } from '../models/cpm.ts';
import { Condition } from './condition.ts';
import { Names, StatesByOrder } from './leaf.ts';
import { DayCount, NamedDay } from './period.ts';
import {
  boughtEver,
  boughtNever,
  classIs,
  lastOrderMoreThan,
  ordersEver,
  ordersIn,
  stateIs,
} from './phrases.ts';

/** A segment that needs no building: its name and, from its parameters, its condition. */
export interface ReadyMade<Key extends string, Parameters extends z.ZodType> {
  key: Key;
  parameters: Parameters;
  /** @throws ZodError for parameters that the schema refuses, or that make no condition. */
  condition: (given: z.input<Parameters>) => Condition;
}

function readyMade<Key extends string, Shape extends z.core.$ZodLooseShape>(
  key: Key,
  shape: Shape,
  build: (parameters: z.output<z.ZodObject<Shape, z.core.$strict>>) => Condition,
): ReadyMade<Key, z.ZodObject<Shape, z.core.$strict>> {
  const parameters = z.strictObject(shape);
  return { key, parameters, condition: (given) => Condition.parse(build(parameters.parse(given))) };
}

const days = DayCount.positive();
const orders = z.int().positive();

/** 昔は優良 (seed 001 #8): was CPM or RFM優良 at any time, no order for more than a year. */
const lapsedExcellent = readyMade('lapsed-excellent', { days: days.default(365) }, (given) => ({
  type: 'all',
  of: [
    {
      type: 'any',
      of: [
        stateIs({ model: 'cpm', states: ['excellent-active', 'excellent-lapsed'] }, { is: 'ever' }),
        classIs({ model: 'rank', states: ['excellent'] }, 'ever'),
      ],
    },
    lastOrderMoreThan(given.days),
  ],
}));

/** Aを買ってBを買ってない人 (seed 003 #22, #24). */
const boughtNotBought = readyMade('bought-a-not-b', { a: Names, b: Names }, ({ a, b }) => ({
  type: 'all',
  of: [boughtEver(a), boughtNever(b)],
}));

/** ランクを一段階引き上げる (seed 000 #18): one order of at most so many minor units away. */
const nearThreshold = readyMade(
  'near-threshold',
  {
    reaches: StatesByOrder.default({ model: 'cpm', states: ['excellent-active'] }),
    atMost: z.int().positive(),
  },
  (given) => ({ type: 'one-more-order', ...given }),
);

/** Who will be 休眠 in so many days if nothing is done. */
const fallingAsleep = readyMade(
  'falling-asleep',
  { withinDays: days.default(14) },
  ({ withinDays }) =>
    stateIs(
      { model: 'lifecycle', states: ['dormant'] },
      { is: 'entering-within', days: withinDays },
    ),
);

/**
 * 引き上げ (seed 003 #16): the last order with a trial product is more than so many days ago (30:
 * ours), the main product was never bought.
 */
const trialNotMain = readyMade(
  'trial-not-main',
  { trial: Names, main: Names, afterDays: DayCount.default(30) },
  ({ trial, main, afterDays }) => ({
    type: 'all',
    of: [
      boughtEver(trial),
      boughtNever(trial, { kind: 'last-days', days: afterDays + 1 }),
      boughtNever(main),
    ],
  }),
);

/**
 * 初回購入日より3ヶ月以内に2回目を (seed 003 #11): one order, and the day by which a second is wanted
 * comes within so many days (14: ours) or is today.
 */
const oneTimeNearDay90 = readyMade(
  'one-time-near-day-90',
  { day: days.default(90), withinDays: DayCount.default(14) },
  ({ day, withinDays }) => ({
    type: 'all',
    of: [
      ordersEver({ is: '=', value: 1 }),
      {
        type: 'fact',
        fact: 'departure',
        compare: {
          is: 'between',
          min: Math.max(0, day - withinDays),
          max: day,
          upper: 'inclusive',
        },
      },
    ],
  }),
);

/** 2回目購入顧客抽出 (seed 003 #6): exactly one order before the period, the second in it. */
const secondPurchase = readyMade(
  'second-purchase',
  { from: NamedDay, to: NamedDay.nullable().default(null) },
  ({ from, to }) => ({
    type: 'all',
    of: [
      ordersIn({ kind: 'between', from: null, to: from }, { is: '=', value: 1 }),
      ordersIn({ kind: 'between', from, to }, { is: '>=', value: 1 }),
    ],
  }),
);

/** 高LTV一般顧客 (seed 000 #14). */
const highLtvGeneral = readyMade('high-ltv-general', {}, () =>
  classIs({ model: 'layer', states: ['high-ltv-general'] }, 'now'),
);

/** VIP候補 (seed 002 #9): the VIP model's rules say what each of them lacks. */
const vipCandidates = readyMade('vip-candidates', {}, () =>
  stateIs({ model: 'vip', states: ['candidate'] }, { is: 'now' }),
);

/** 離脱客 by CPM stage (domain.md A1). */
const cpmLapsed = readyMade(
  'cpm-lapsed',
  {
    stages: z
      .array(z.enum(CPM_STAGES))
      .min(1)
      .max(CPM_STAGES.length)
      .default([...CPM_STAGES]),
  },
  ({ stages }) =>
    stateIs(
      { model: 'cpm', states: stages.map((stage) => `${stage}-lapsed` as const) },
      { is: 'now' },
    ),
);

/** No cross-sell before the third order (seed 003 #21). */
const beforeThirdOrder = readyMade(
  'before-third-order',
  { orders: orders.min(2).default(3) },
  (given) => ordersEver({ is: 'between', min: 1, max: given.orders, upper: 'exclusive' }),
);

/**
 * 1年に3回程度のリピート (seed 003 #12): customers of a full year, for whom every order of the last
 * year was a repeat, with fewer of them.
 */
const fewRepeats = readyMade(
  'few-repeats-a-year',
  { repeats: orders.default(3), days: days.default(365) },
  (given) => ({
    type: 'all',
    of: [
      {
        type: 'not',
        of: {
          type: 'date',
          order: 'first',
          compare: { is: 'within-last-days', days: given.days },
        },
      },
      ordersEver({ is: '>=', value: 1 }),
      ordersIn({ kind: 'last-days', days: given.days }, { is: '<', value: given.repeats }),
    ],
  }),
);

/** 休会 → 復帰対象 (domain.md A3). */
const contractPaused = readyMade('contract-paused', {}, () =>
  stateIs({ model: 'contract', states: ['paused'] }, { is: 'now' }),
);

/** 退会 → 再獲得 (domain.md A3). */
const contractCancelled = readyMade('contract-cancelled', {}, () =>
  stateIs({ model: 'contract', states: ['cancelled'] }, { is: 'now' }),
);

/** Every ready-made segment. */
export const READY_MADE = [
  lapsedExcellent,
  boughtNotBought,
  nearThreshold,
  fallingAsleep,
  trialNotMain,
  oneTimeNearDay90,
  secondPurchase,
  highLtvGeneral,
  vipCandidates,
  cpmLapsed,
  beforeThirdOrder,
  fewRepeats,
  contractPaused,
  contractCancelled,
] as const;
export type ReadyMadeKey = (typeof READY_MADE)[number]['key'];
