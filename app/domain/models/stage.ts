import { calendarModel } from './model.ts';
import { test } from './rules.ts';

const STATES = ['first', 'growing', 'settled'] as const;

/** 新規・育成・定着 (seed 002): how far a customer has come, by orders alone. */
export const stage = calendarModel<'stage', (typeof STATES)[number]>({
  key: 'stage',
  states: STATES,
  rules: [
    { state: 'settled', when: [test('orders', '>=', 'stage.settledOrders')] },
    { state: 'growing', when: [test('orders', '>=', 'stage.growingOrders')] },
    { state: 'first', when: [] },
  ],
  offsets: () => [],
});
