import { medianInterval, type Facts } from '../history.ts';
import type { Settings } from '../settings.ts';
import { calendarModel } from './model.ts';
import { test, type Test } from './rules.ts';
import { vip, vipIs } from './vip.ts';

const STATES = ['new', 'active', 'at-risk', 'dormant', 'winback', 'vip'] as const;
export type LifecycleState = (typeof STATES)[number];

/** 購入間隔が伸びている: the time since the last order exceeds the customer's own habit. */
const LENGTHENING: Test[] = [
  test('orders', '>=', 'lifecycle.lengtheningOrders'),
  {
    measure: 'departure',
    read: (facts) => facts.day - facts.lastDay,
    relation: '>',
    setting: 'lifecycle.lengtheningFactor',
    threshold: (settings, facts) => ownLimit(facts, settings),
  },
];

/** Six disjoint states of every buyer (seed 002, domain.md A3), read from the top. */
export const lifecycle = calendarModel<'lifecycle', LifecycleState>({
  key: 'lifecycle',
  states: STATES,
  rules: [
    { state: 'dormant', when: [test('departure', '>', 'lifecycle.dormantAfterDays')] },
    { state: 'at-risk', when: [test('departure', '>', 'lifecycle.atRiskAfterDays')] },
    { state: 'at-risk', when: LENGTHENING },
    { state: 'winback', when: [test('gap', '>', 'lifecycle.dormantAfterDays')] },
    { state: 'vip', when: [vipIs('vip')] },
    { state: 'new', when: [test('orders', '<=', 'lifecycle.newOrders')] },
    { state: 'active', when: [] },
  ],
  offsets: (facts, settings) => {
    const { atRiskAfterDays } = settings.lifecycle;
    const own = ownLimit(facts, settings);
    return [
      atRiskAfterDays + 1,
      daysUntilDormant(settings),
      ...(own === null ? [] : [Math.floor(own) + 1]),
      ...vip.offsets(facts, settings),
    ];
  },
});

/** 休眠 begins so many days after the last order, whatever else is so. */
export function daysUntilDormant({ lifecycle: { dormantAfterDays } }: Settings): number {
  return dormantAfterDays + 1;
}

/** Days since the last order that are longer than usual for this customer; null without the option or a habit. */
function ownLimit(facts: Facts, settings: Settings): number | null {
  const { lengtheningFactor } = settings.lifecycle;
  if (lengtheningFactor === null) return null;
  const usual = medianInterval(facts);
  return usual === null ? null : lengtheningFactor * usual;
}
