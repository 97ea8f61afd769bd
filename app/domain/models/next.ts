import { calendarModel } from './model.ts';
import { test, type Test } from './rules.ts';
import { vip, vipIs } from './vip.ts';

const STATES = ['experience', 'continuation', 'co-creation', 'spreading'] as const;
export type NextStep = (typeof STATES)[number];

const NOT_DORMANT: Test = test('departure', '<=', 'lifecycle.dormantAfterDays');

/** 次の一歩 (seed 002, domain.md A3): exactly one step for every buyer, by phase. */
export const next = calendarModel<'next', NextStep>({
  key: 'next',
  states: STATES,
  rules: [
    { state: 'spreading', when: [NOT_DORMANT, vipIs('vip')] },
    { state: 'spreading', when: [NOT_DORMANT, vipIs('candidate')] },
    { state: 'co-creation', when: [test('orders', '>=', 'stage.settledOrders')] },
    { state: 'continuation', when: [test('orders', '>=', 'stage.growingOrders')] },
    { state: 'experience', when: [] },
  ],
  offsets: (facts, settings) => [
    settings.lifecycle.dormantAfterDays + 1,
    ...vip.offsets(facts, settings),
  ],
});
