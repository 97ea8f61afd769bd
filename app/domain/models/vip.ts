import { RELATIONSHIP_KINDS, tenure, type Facts } from '../history.ts';
import type { Settings } from '../settings.ts';
import { contractIs } from './contract.ts';
import { calendarModel } from './model.ts';
import { test, type Rule, type Test } from './rules.ts';

const STATES = ['vip', 'candidate'] as const;
export type VipState = (typeof STATES)[number];

const FREQUENT_AND_RECENT: Test[] = [
  test('orders', '>=', 'vip.candidateOrders'),
  test('departure', '<=', 'vip.candidateWithinDays'),
];
const TOP_AMOUNT: Test = {
  measure: 'amount',
  read: (facts) => facts.amount,
  relation: '>=',
  setting: 'vip.topShare',
  threshold: (_, facts) => facts.topAmount,
};
/** まとめ買い: everything was bought within one cycle. */
const BULK_BUYER: Test = {
  measure: 'tenure',
  read: tenure,
  relation: '<=',
  setting: 'vip.bulkBuyerDays',
  threshold: (settings) => settings.vip.bulkBuyerDays,
};
const RELATED: Test[] = [
  ...RELATIONSHIP_KINDS.map((kind): Test => ({
    measure: kind,
    read: (facts) => facts.events[kind],
    relation: '>=',
    setting: 'vip.minimumEvents',
    threshold: (settings) => settings.vip.minimumEvents[kind] ?? 0,
  })),
  {
    measure: 'points',
    read: relationshipScore,
    relation: '>=',
    setting: 'vip.minimumPoints',
    threshold: (settings) => settings.vip.minimumPoints,
  },
];

const NOBODY: Rule<VipState>[] = [
  { state: null, when: [contractIs('paused')] },
  { state: null, when: [contractIs('cancelled')] },
  { state: null, when: [BULK_BUYER] },
];

/**
 * VIP on two axes (seed 002, domain.md A3): continuing value (orders and recency, or the top 1 % of
 * amounts) makes a candidate, relationship events make a VIP. A paused or cancelled contract is
 * neither.
 */
export const vip = calendarModel<'vip', VipState>({
  key: 'vip',
  states: STATES,
  rules: [
    ...NOBODY,
    { state: 'vip', when: [...FREQUENT_AND_RECENT, ...RELATED] },
    { state: 'vip', when: [TOP_AMOUNT, ...RELATED] },
    { state: 'candidate', when: FREQUENT_AND_RECENT },
    { state: 'candidate', when: [TOP_AMOUNT] },
  ],
  offsets: (_, settings) => [settings.vip.candidateWithinDays + 1],
});

/** Whether VIP is in a state; for models that build on it. */
export function vipIs(state: VipState): Test {
  return {
    measure: 'vip',
    read: vip.classify,
    relation: '=',
    setting: null,
    threshold: () => state,
  };
}

/** 関係価値スコア: points of all relationship events together. */
export function relationshipScore(facts: Facts, settings: Settings): number {
  return RELATIONSHIP_KINDS.reduce(
    (score, kind) => score + facts.events[kind] * (settings.vip.points[kind] ?? 0),
    0,
  );
}
